"""Structures and services of data·inclusion, valid by its own models, from what visitors may see."""

from collections import defaultdict

from data_inclusion.schema.v1 import Service, Structure
from django.utils import timezone
from django.utils.text import Truncator
from pydantic import ValidationError

from events.models import EventPage
from opendata.national.addresses import parts_of
from opendata.national.lists import Equivalents
from portal.inputs.phones import numbers_in
from portal.text.ages import age_label
from search.indexing.entries import without_addresses
from sheets.models import SheetPage

LONGEST_NAME, LONGEST_TEXT = 150, 2000
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SURE = ("building", "street")  # a point that says less than that would be taken for an address


class Maker:
    """What is made with besides the pages, read once for many. ``settings`` are those of the site."""

    def __init__(self, site, settings):
        self.site, self.settings, self.equivalents = site, settings, Equivalents()

    def id_of(self, code):
        return f"{self.settings.source}--{code}"

    def service(self, page):
        """None for a sheet that is none: of another town, over, dated, or carried by nobody of the register."""
        values = self.service_values(page)
        return valid(Service, values) if values else None

    def service_values(self, page):
        carrier = carrier_of(page)
        if carrier is None or not self.is_sent(page):
            return None
        terms, phone = page.search_terms(), page.phone_to_call
        types = self.equivalents.values("type", terms)
        costs = self.equivalents.values("frais", terms)
        return {
            **self._common(page.code, page.title, page.search_date()),
            "lien_source": self.site.root_url + (page.get_url() or ""),
            **self.place(carrier),
            "structure_id": self.id_of(carrier.code),
            "description": description_of(page),
            "thematiques": self.equivalents.values("thematiques", terms) or None,
            "publics": self._publics(terms),
            "publics_precisions": audiences_in_words(page) or None,
            "type": types[0] if types else None,
            "frais": costs[0] if len(costs) == 1 else None,
            "modes_accueil": self.equivalents.values("modes_accueil", terms) or None,
            "mobilisable_par": self.equivalents.values("mobilisable_par", terms) or None,
            "telephone": phone_of(phone),
            "modes_mobilisation": ["telephoner"] if phone_of(phone) else None,
            "zone_eligibilite": [self.settings.insee] if self.settings.insee else None,
        }

    def is_sent(self, page):
        return not isinstance(page, EventPage) and self.sends(page.search_terms(), page.is_elsewhere)

    def sends(self, terms, is_away):
        return not is_away and not self.equivalents.values("transmission", terms or {})

    def _publics(self, terms):
        publics = self.equivalents.values("publics", terms)
        return ["tous-publics"] if "tous-publics" in publics else publics or None

    def _common(self, code, name, day):
        today = timezone.localdate()
        return {
            "source": self.settings.source,
            "id": self.id_of(code),
            "nom": name_of(name),
            "date_maj": min(day or today, today),
        }

    def place(self, organization):
        parts = parts_of(organization.address)
        town = parts.town or self.settings.town
        is_here = bool(town) and town == self.settings.town
        return {
            "adresse": parts.street or None,
            "code_postal": parts.postcode or (self.settings.postcode if is_here else "") or None,
            "commune": town or None,
            "code_insee": self.settings.insee if is_here and self.settings.insee else None,
            **_point(organization),
        }

    def structure(self, organization, day, center=None):
        """``day``: when what says most of it was looked at last, its center or a sheet that it carries."""
        kind = organization.kind
        terms = {kind.vocabulary.code: [kind.code]} if kind else {}
        own = without_addresses(organization.description)
        values = {
            **self._common(organization.code, organization.name, day),
            **self.place(organization),
            "lien_source": self.site.root_url + (center.get_url() if center else organization.public_url),
            "description": (description_of(center) if center else "") or own or None,
            "telephone": phone_of(organization.phone),
            "site_web": organization.website or None,
            "horaires_accueil": hours_of(center) if center else None,
            "reseaux_porteurs": self.equivalents.values("reseaux_porteurs", terms) or None,
        }
        return valid(Structure, values)


def carrier_of(page):
    """The organization of the register that carries a sheet out; None where no sheet says one."""
    if not isinstance(page, SheetPage):
        return None
    named = [link.organization for link in page.organizations("operator") if link.organization_id]
    return next((each for each in named if each.active), None)


def _point(organization):
    if organization.precision not in SURE or None in (organization.latitude, organization.longitude):
        return {}
    return {"latitude": float(organization.latitude), "longitude": float(organization.longitude)}


def phone_of(text):
    numbers = numbers_in(text)
    return numbers[0].address.removeprefix("tel:") if numbers else None


def name_of(text):
    """Three letters at least, and no full stop at the end."""
    return Truncator(" ".join(text.split()).rstrip(". ")).chars(LONGEST_NAME)


def description_of(page):
    """The summary first, then the text, as far as directories read."""
    return Truncator(without_addresses(page.search_text()).replace("\n", "\n\n")).chars(LONGEST_TEXT - 1)


def audiences_in_words(page):
    """Ages are kept as words: the national lists have no room for them."""
    rows = [row.label if row.inferred or not row.note else f"{row.label} ({row.note})" for row in page.audience_rows]
    ages = page.search_ages()
    return without_addresses("; ".join([*rows, *([age_label(ages)] if ages else [])]))


def hours_of(center):
    """As OpenStreetMap writes hours; None where they are not known."""
    if center.hours != center.Hours.KNOWN:
        return None
    days = defaultdict(list)
    for row in center.opening_hours.all():
        closes = "24:00" if f"{row.closes:%H:%M}" == "00:00" else f"{row.closes:%H:%M}"
        days[row.weekday].append(f"{row.opens:%H:%M}-{closes}")
    return "; ".join(f"{DAYS[day]} {','.join(sorted(spans))}" for day, spans in sorted(days.items())) or None


def valid(model, values):
    """The record without what its model refuses of the optional fields; None where it refuses what it must have."""
    values = {name: value for name, value in values.items() if value is not None}
    try:
        return model.model_validate(values)
    except ValidationError as refusal:
        refused = {error["loc"][0] for error in refusal.errors()}
    if any(model.model_fields[name].is_required() for name in refused):
        return None
    return model.model_validate({name: value for name, value in values.items() if name not in refused})


def as_json(record):
    """Sets in order, so that the same content is the same text."""
    values = record.model_dump(mode="json", exclude_none=True)
    return {name: sorted(value) if isinstance(value, list) else value for name, value in values.items()}
