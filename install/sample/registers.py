"""Vocabularies, organizations, contacts and glossary of the sample."""

from django.utils.text import slugify
from wagtail.models import Locale

from catalog.models import Term, Vocabulary
from catalog.models.former_codes import by_code as record_by_code
from directory.models import Contact, GlossaryEntry, Organization
from directory.models.quartiers import quartiers_by_name
from install.setup.vocabularies import BEHAVIOURS, CHILDREN_PUBLICS
from portal.text.letters import sort_key
from search.indexing.needs_file import Row, store
from search.models import Need

PRECISIONS = {
    "batiment": "building",
    "rue": "street",
    "quartier": "quarter",
    "territoire": "territory",
    "secteur": "sector",
}


def fill_vocabulary(vocabulary, data, read):
    behaviour = BEHAVIOURS[data["code"]]
    vocabulary.locale = Locale.get_active()
    vocabulary.label, vocabulary.help, vocabulary.kind = data["label"], data["help"], data["kind"]
    vocabulary.icon = data.get("icon") or ""
    for name in ("order", "source", "is_facet", "multiple", "branches_as_facets", "in_lists", "opens_first"):
        setattr(vocabulary, name, getattr(behaviour, name))
    vocabulary.page_types = list(behaviour.page_types)
    vocabulary.save()


def fill_term(term, data, read):
    vocabulary = Vocabulary.objects.get(code=data["vocabulary"])
    term.locale, term.vocabulary = Locale.get_active(), vocabulary
    term.label, term.sort_order = data["label"], data["order"]
    term.short_label = data.get("short") or ""
    term.synonyms, term.description = data.get("synonyms") or [], data.get("description") or ""
    term.introduction, term.icon = data.get("purpose") or "", data.get("icon") or ""
    term.matches_all = bool(data.get("matches_all"))
    term.age_min, term.age_max = data.get("age_min"), data.get("age_max")
    term.school_level = data.get("school_level") or ""
    term.concerns_children = data["vocabulary"] == "public" and data["code"] in CHILDREN_PUBLICS
    term.parent = Term.objects.get(vocabulary=vocabulary, code=data["parent"]) if data.get("parent") else None
    term.counterpart = vocabulary.terms.filter(code=data.get("counterpart") or "").first()
    term.save()


def fill_organization(organization, data, read):
    for name in ("name", "website", "phone", "email", "address", "address_date", "description", "acronym"):
        setattr(organization, name, str(data[name] or ""))
    organization.kind = read.term("type-structure", data["kind"]) if data["kind"] else None
    organization.aliases, organization.doubts = data["aliases"] or [], data["doubts"] or []
    organization.latitude, organization.longitude = data["lat"], data["lon"]
    organization.precision = PRECISIONS.get(data["precision"], "")
    organization.radius = data["radius_m"]
    organization.network = read.term("reseau", data["network"]) if data.get("network") else None
    organization.quartier, organization.territory = place_of(data["quartier"] or "")
    organization.save()
    organization.sectors.set(read.terms("secteur", data["sectors"]))


def place_of(text):
    """The quartier of that name, or the words where none has it."""
    quartier = quartiers_by_name().get(sort_key(text)[0])
    return quartier, "" if quartier else text


def fill_contact(contact, data, read):
    contact.title, contact.role = data["title"], data["role"]
    contact.organization = read.organization(data["organisation"])
    contact.email, contact.phone = data["email"] or "", data["phone"] or ""
    contact.sector = read.term("secteur", data["sector"]) if data["sector"] else None
    contact.public, contact.doubts = data["public"], data["doubts"] or []
    contact.save()


def fill_glossary_entry(entry, data, read):
    entry.locale = Locale.get_active()
    entry.term, entry.expansion = data["term"], data["expansion"] or ""
    entry.explanation, entry.origin = data["explanation"] or "", data["source"] or ""
    entry.synonyms = data["synonyms"] or []
    entry.save()
    entry.save_revision().publish()


def term_rows(vocabularies):
    """Terms of all vocabularies, parents before children."""
    rows = [{**term, "vocabulary": each["code"]} for each in vocabularies for term in each["terms"]]
    return sorted(rows, key=lambda row: bool(row.get("parent")))


def find_term(data):
    terms = Term.objects.filter(vocabulary__code=data["vocabulary"])
    return record_by_code(terms, data["code"], data["vocabulary"]) or Term(code=data["code"])


def glossary_code(data):
    return slugify(data["term"].replace("+", " plus"))[:60].strip("-")


def by_code(model):
    def find(data):
        return record_by_code(model.objects.all(), data["code"]) or model(code=data["code"])

    return find


find_vocabulary, find_organization, find_contact = by_code(Vocabulary), by_code(Organization), by_code(Contact)


def find_glossary_entry(data):
    entry = GlossaryEntry.objects.filter(term=data["term"]).first()
    return entry or GlossaryEntry(code=data["code"])


def find_need(data):
    return Need.objects.filter(words__0=data["words"][0]).first() or Need()


def fill_need(need, data, read, known):
    store(need, Row(**data), known)
