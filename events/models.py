"""Events: seminars and regional days, with their programme, workshops and outputs."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from events.blocks import FigureBlock, SlotBlock, WorkshopBlock
from portal.blocks import stream_text
from portal.fields import StreamField
from portal.schema_org import thing
from sheets.index import IndexPage
from sheets.models import SheetPage
from sheets.panels import sheet_edit_handler
from sheets.schema_org import operators


class EventIndexPage(IndexPage):
    """The events, the next ones first."""

    listed_type = "evenement"
    page_icon = "date"
    hides_when_empty = True
    subpage_types = ["events.EventPage"]

    class Meta:
        verbose_name = _("liste des événements")
        verbose_name_plural = _("listes des événements")


def _page_ids(raw, named=False):
    """Numbers standing under « page » or « pages » in the raw data of streams."""
    if isinstance(raw, int) and named:
        yield raw
    elif isinstance(raw, dict):
        for key, value in raw.items():
            yield from _page_ids(value, named or key in ("page", "pages"))
    elif isinstance(raw, list):
        for each in raw:
            yield from _page_ids(each, named)


class EventPage(SheetPage):
    type_code = "evenement"
    type_label = _("Événements")
    type_name = _("Événement")
    page_icon = "date"
    asks_centers = False

    kind = models.CharField(_("nature"), max_length=60, blank=True, help_text=_("Séminaire, journée régionale…"))
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("Le premier jour."))
    end_date = models.DateField(
        _("jusqu’au"), null=True, blank=True, help_text=_("Si l’événement dure plusieurs jours.")
    )
    place = models.CharField(
        _("lieu"), max_length=255, blank=True, help_text=_("Salle ou bâtiment. Vide s’il n’est pas connu.")
    )
    town = models.CharField(
        _("ville"), max_length=120, blank=True, help_text=_("Ville, et département si elle est loin.")
    )
    slots = StreamField(
        [("slot", SlotBlock())], blank=True, verbose_name=_("programme"), help_text=_("Créneau par créneau.")
    )
    workshops = StreamField(
        [("workshop", WorkshopBlock())], blank=True, verbose_name=_("ateliers"), help_text=_("Et leur question.")
    )
    figures = StreamField(
        [("figure", FigureBlock())], blank=True, verbose_name=_("chiffres"), help_text=_("Ce qui a été compté.")
    )

    edit_handler = sheet_edit_handler(
        own_content=[MultiFieldPanel(["kind", "date", "end_date", "place", "town"], heading=_("Quand et où"))],
        own_tab=(_("Programme"), ["slots", "workshops", "figures"]),
    )
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("événement")
        verbose_name_plural = _("événements")

    def neighbour_ids(self):
        """Those that the programme names too."""
        return super().neighbour_ids() | set(_page_ids([*self.slots.raw_data, *self.workshops.raw_data]))

    def structured_data(self, portal):
        place = ", ".join(part for part in (self.place, self.town) if part)
        return {
            **thing(self, portal, "Event"),
            "inLanguage": get_language(),
            "startDate": self.date.isoformat() if self.date else None,
            "endDate": self.end_date.isoformat() if self.end_date else None,
            "location": {"@type": "Place", "name": place} if place else None,
            "organizer": operators(self),
        }

    def search_text(self):
        parts = [self.kind, self.place, self.town, *map(stream_text, (self.slots, self.workshops, self.figures))]
        return "\n".join([super().search_text(), *parts])

    def search_date(self):
        return self.date or super().search_date()

    def search_card(self):
        town = [self.town] if self.town else []
        return {**super().search_card(), "meta": [self.kind or str(self.type_name), *town], "number": "É"}
