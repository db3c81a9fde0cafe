"""What an event is made of: time slots, workshops, figures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from directory.choosers import ContactChooserBlock


class SequenceBlock(blocks.StructBlock):
    """One part of a slot: an axis presented, a testimony, the sheets it speaks of."""

    title = blocks.CharBlock(label=_("Titre"))
    presentation = ContactChooserBlock(label=_("Présentée par"), required=False)
    testimony = blocks.CharBlock(label=_("Témoignage"), required=False)
    testimony_by = blocks.ListBlock(blocks.CharBlock(label=_("Fonction")), label=_("Témoins (fonctions)"), default=[])
    troika = blocks.ListBlock(ContactChooserBlock(label=_("Contact")), label=_("Regard de la troïka"), default=[])
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Fiche")), label=_("Fiches liées"), default=[])

    class Meta:
        icon = "list-ul"
        label = _("Séquence")


class SlotBlock(blocks.StructBlock):
    start = blocks.TimeBlock(label=_("Début"), required=False)
    end = blocks.TimeBlock(label=_("Fin"), required=False)
    title = blocks.CharBlock(label=_("Titre"))
    kind = blocks.CharBlock(label=_("Nature"), required=False, help_text=_("Bilan, ateliers, table ronde…"))
    speakers = blocks.ListBlock(blocks.CharBlock(label=_("Fonction")), label=_("Intervenants (fonctions)"), default=[])
    text = blocks.TextBlock(label=_("Texte"), required=False, rows=3)
    sequences = blocks.ListBlock(SequenceBlock(), label=_("Séquences"), default=[])
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Fiche")), label=_("Fiches présentées"), default=[])

    class Meta:
        icon = "time"
        label = _("Créneau")


class WorkshopBlock(blocks.StructBlock):
    number = blocks.IntegerBlock(label=_("Numéro"), required=False, min_value=1)
    title = blocks.CharBlock(label=_("Titre"))
    question = blocks.TextBlock(label=_("Question posée"), required=False, rows=2)
    led_by = ContactChooserBlock(label=_("Animé par"), required=False)
    themes = blocks.ListBlock(blocks.CharBlock(label=_("Thème")), label=_("Thèmes"), default=[])
    outputs = blocks.ListBlock(blocks.CharBlock(label=_("Proposition")), label=_("Ce qui en est sorti"), default=[])
    page = blocks.PageChooserBlock(label=_("Synthèse"), required=False)

    class Meta:
        icon = "group"
        label = _("Atelier")


class FigureBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Intitulé"))
    value = blocks.CharBlock(label=_("Valeur"))

    class Meta:
        icon = "form"
        label = _("Chiffre")
