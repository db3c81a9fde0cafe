"""The step-by-step procedure of a resource (« démarche »)."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from sheets.blocks import SheetDocumentBlock

BRANCHES = [
    ("premier-degre", _("1er degré (école)")),
    ("second-degre", _("2nd degré (collège, lycée)")),
    ("saisine-directe", _("Saisine directe (famille ou partenaire)")),
]


class BranchBlock(blocks.StructBlock):
    branch = blocks.ChoiceBlock(label=_("Voie"), choices=BRANCHES)
    label = blocks.CharBlock(label=_("Libellé"), required=False, help_text=_("Pour l’appeler autrement."))
    text = blocks.TextBlock(label=_("Ce qu’il faut faire"), rows=3)

    class Meta:
        icon = "redirect"
        label = _("Voie")


class OutcomeBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Issue"))
    text = blocks.TextBlock(label=_("Explication"), required=False, rows=2)
    supports = blocks.ListBlock(blocks.CharBlock(label=_("Aide")), label=_("Formes d’aide"), default=[])
    carried_by = blocks.ListBlock(blocks.CharBlock(label=_("Acteur")), label=_("Qui la met en œuvre"), default=[])
    next_step = blocks.IntegerBlock(
        label=_("Étape suivante"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_("Vide quand la démarche s’arrête là."),
    )

    class Meta:
        icon = "arrow-right"
        label = _("Issue")


class StepBlock(blocks.StructBlock):
    number = blocks.IntegerBlock(label=_("Numéro"), min_value=1, max_value=50)
    title = blocks.CharBlock(label=_("Titre"))
    text = blocks.TextBlock(label=_("Texte"), rows=3)
    actors = blocks.ListBlock(blocks.CharBlock(label=_("Acteur")), label=_("Qui agit"), default=[])
    branches = blocks.ListBlock(BranchBlock(), label=_("Selon la voie"), default=[])
    documents = blocks.ListBlock(SheetDocumentBlock(), label=_("Documents"), default=[])
    delay = blocks.CharBlock(label=_("Délai"), required=False)
    outcomes = blocks.ListBlock(OutcomeBlock(), label=_("Issues possibles"), default=[])

    class Meta:
        icon = "list-ol"
        label = _("Étape")
        description = _("Une étape, avec ce que chacun doit faire")
