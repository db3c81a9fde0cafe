"""Blocks of text any page may hold. Each says what it is for, so that the editor's block picker explains itself."""

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from portal.inputs.addresses import AddressBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
LINE_FEATURES = ["bold", "italic", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(features=kwargs.pop("features", TEXT_FEATURES), **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Texte")
        description = _("Paragraphes, intertitres, liens")


class ItemListBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), required=False, help_text=_("Ce que la liste énumère."))
    items = blocks.ListBlock(blocks.CharBlock(label=_("Élément"), max_length=1000), label=_("Éléments"))

    class Meta:
        icon = "list-ul"
        label = _("Liste")
        description = _("Une liste avec son titre")
        template = "components/blocks/list.html"


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Intitulé"))
    value = blocks.TextBlock(label=_("Valeur"), rows=2)


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), required=False, help_text=_("Ce que ces lignes ont en commun."))
    facts = blocks.ListBlock(FactBlock(label=_("Ligne")), label=_("Lignes"))

    class Meta:
        icon = "form"
        label = _("Repères")
        description = _("Des intitulés suivis de leur valeur")
        template = "components/blocks/facts.html"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Nature"),
        choices=[
            ("info", _("Pour information")),
            ("ok", _("Confirmé")),
            ("warn", _("Attention")),
            ("bad", _("Fermeture, interruption")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Titre"))
    text = blocks.RichTextBlock(label=_("Texte"), features=LINE_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Encadré")
        description = _("Un message que l’on doit voir")
        template = "components/blocks/callout.html"


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Légende"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("Une image, avec son texte de remplacement ou « décorative »")
        template = "components/blocks/picture.html"


class TableBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Titre du tableau"), help_text=_("Lu avant le tableau : il dit ce qu’on y trouve.")
    )
    table = TypedTableBlock(
        [("text", blocks.TextBlock(label=_("Texte"), required=False, rows=2))],
        label=_("Tableau"),
    )

    class Meta:
        icon = "table"
        label = _("Tableau")
        description = _("Des lignes et des colonnes avec leurs titres")
        template = "components/blocks/table.html"


class DocumentItemBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Intitulé"))
    document = DocumentChooserBlock(label=_("Document"), required=False)
    url = AddressBlock(label=_("Adresse"), required=False, help_text=_("Si le document est sur un autre site."))
    year = blocks.IntegerBlock(label=_("Année"), required=False, min_value=1900, max_value=2100)

    class Meta:
        icon = "doc-full"
        label = _("Document")


class DocumentsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), required=False)
    items = blocks.ListBlock(DocumentItemBlock(), label=_("Documents"))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Des fichiers à télécharger ou à consulter")
        template = "components/blocks/documents.html"


def body_blocks():
    """Blocks of an ordinary page; sheets add their own."""
    return [
        ("text", TextBlock()),
        ("list", ItemListBlock()),
        ("facts", FactsBlock()),
        ("callout", CalloutBlock()),
        ("picture", PictureBlock()),
        ("table", TableBlock()),
        ("documents", DocumentsBlock()),
    ]


def stream_text(stream):
    """Plain text of a stream field, in reading order."""
    if not stream:
        return ""
    parts = []
    for child in stream:
        parts.extend(child.block.get_searchable_content(child.value))
    return "\n".join(text for part in parts if (text := strip_tags(str(part)).strip()))
