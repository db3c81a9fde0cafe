"""« Liste automatique »: a search stored in a page, whose results are those of the moment."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import BlockGroup, StructBlockAdapter, StructBlockValidationError
from wagtail.models import Site

from portal.blocks import body_blocks
from search.live_lists.choices import kind_choices, order_choices, term_choices
from search.live_lists.code_blocks import SCRIPT, STYLE, CodeBlock, CodesBlock
from search.live_lists.conditions import ConditionBlock
from search.live_lists.listing import MOST_SHOWN, USUAL_ORDER, USUAL_SHOWN, StoredListing
from search.live_lists.references import named_records
from search.queries.taxonomy import OLDEST, shared_taxonomy
from search.results.table import ResultTable

LOOKS = [("cards", _("Cartes, avec le résumé")), ("list", _("Liste de titres")), ("table", _("Tableau"))]


class ListingBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), required=False, max_length=120, help_text=_("Au-dessus de la liste."))
    kinds = CodesBlock(
        label=_("Types"), choices=kind_choices, required=False, help_text=_("Aucun coché : tous les types.")
    )
    terms = CodesBlock(
        label=_("Termes"),
        choices=term_choices,
        required=False,
        help_text=_("« Ou » entre les termes d’un vocabulaire, « et » d’un vocabulaire à l’autre."),
    )
    age_min = blocks.IntegerBlock(label=_("De (ans)"), required=False, min_value=0, max_value=OLDEST)
    age_max = blocks.IntegerBlock(label=_("À (ans), compris"), required=False, min_value=0, max_value=OLDEST)
    words = blocks.CharBlock(
        label=_("Mots"), required=False, max_length=200, help_text=_("Comme dans le champ de recherche.")
    )
    conditions = blocks.ListBlock(ConditionBlock(), label=_("Conditions"), default=[])
    order = CodeBlock(label=_("Ordre"), choices=order_choices, default="ordre")
    number = blocks.IntegerBlock(label=_("Au plus (fiches)"), default=USUAL_SHOWN, min_value=1, max_value=MOST_SHOWN)
    look = blocks.ChoiceBlock(label=_("Aspect"), choices=LOOKS, default="cards")

    class Meta:
        icon = "list-ul"
        label = _("Liste automatique")
        description = _("Des fiches choisies par leurs critères, toujours à jour")
        template = "components/blocks/listing.html"
        form_classname = "struct-block listing-block"
        form_layout = [
            "title",
            "kinds",
            "terms",
            BlockGroup(
                ["age_min", "age_max"],
                heading=_("Âges"),
                classname="listing-pair",
                help_text=_("Le même des deux côtés pour un seul âge."),
            ),
            "words",
            "conditions",
            BlockGroup(
                ["order", "number", "look"],
                heading=_("Affichage"),
                classname="listing-pair",
                help_text=_("S’il y a plus de fiches que de place, « Tout voir » mène aux autres."),
            ),
        ]

    def clean(self, value):
        value = super().clean(value)
        ages = value["age_min"], value["age_max"]
        if None not in ages and ages[0] > ages[1]:
            error = ValidationError(_("Le second âge vient après le premier."))
            raise StructBlockValidationError({"age_max": error})
        return value

    def to_python(self, value):
        return super().to_python(well_formed(value))

    def bulk_to_python(self, values):
        return super().bulk_to_python([well_formed(value) for value in values])

    def get_searchable_content(self, value):
        """The title alone: what is found belongs to other pages, and changes without this one."""
        return [str(value.get("title") or "")]

    def extract_references(self, value):
        """What its codes name: usage screens show it, and protect it."""
        yield from super().extract_references(value)
        for record, name in named_records(value):
            yield type(record), str(record.pk), name, name

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request = context.get("request")
        listing = listing_of(value, request)
        level = int(context.get("level") or 2)
        return {
            **context,
            "listing": listing,
            "table": ResultTable(listing) if value.get("look") == "table" else None,
            "title_level": level,
            "card_level": level + 1 if value.get("title") else level,
            "unknown": listing.unknown if getattr(request, "is_preview", False) else (),
        }


def well_formed(value):
    """Conditions written by hand: what Wagtail cannot read stays one that nothing meets, and the list does not grow.

    A list stored without an order is not that of today's new ones.
    """
    if not isinstance(value, dict):
        return {"conditions": [{"property": str(value)}]}
    rows = value.get("conditions")
    rows = rows if isinstance(rows, list) else [rows] if rows else []
    value = {"order": USUAL_ORDER, **value}
    return {**value, "conditions": [row if _is_condition(row) else {"property": str(row)} for row in rows]}


def _is_condition(row):
    content = row["value"] if isinstance(row, dict) and "value" in row else row
    return isinstance(content, dict)


def listing_of(value, request=None, size=0):
    """What a block finds on the site of the request."""
    site = Site.find_for_request(request) if request else Site.objects.get(is_default_site=True)
    return StoredListing(value, shared_taxonomy(), site, size=size)


class ListingBlockAdapter(StructBlockAdapter):
    js_constructor = "search.ListingBlock"

    def js_args(self, block):
        name, children, meta = super().js_args(block)
        return [name, children, {**meta, "attrs": {**meta["attrs"], "data-count": reverse("listing_count")}}]

    @cached_property
    def media(self):
        return super().media + forms.Media(js=[SCRIPT], css={"all": [STYLE]})


register(ListingBlockAdapter(), ListingBlock)


def page_blocks():
    """Blocks of any page, and the list of others."""
    return [*body_blocks(), ("listing", ListingBlock())]
