"""Every value of every record of the sample's files stands in what was loaded from it, or is excused here by name."""

import pytest
from wagtail.models import Site

from actions.models import ActionPage
from catalog.models import Term, Vocabulary
from centers.models import CenterPage
from directory.models import Contact, GlossaryEntry, Organization, Quartier
from events.models import EventPage
from home.models import Change, HomePage, PortalSettings, StandardPage
from install.sample.read import read_yaml
from install.sample.text import day_in_words
from portal.visibility import public_pages
from resources.models import ResourcePage
from tests.home.stored import Stored, scalars

# A value of a closed list, and the word that stands for it in the database.
SAID_AS = {
    "rollout.status": {"fait": "done", "en-cours": "current", "prevu": "planned", "nouveaute": "new"},
    "operators.role": {"operateur": "operator", "prestataire": "contractor"},
    "precision": {
        "batiment": "building",
        "rue": "street",
        "quartier": "quarter",
        "territoire": "territory",
        "secteur": "sector",
    },
    "eps.members.skill": {"socio-educatif": "Socio-éducatif", "medical-paramedical": "Médical et paramédical"},
    "kind": {"seminaire": "Séminaire", "journee-regionale": "Journée régionale"},
    "slots.kind": {
        "ouverture": "Ouverture",
        "bilan": "Bilan",
        "conference": "Conférence",
        "ateliers": "Ateliers",
        "deambulation": "Déambulation",
        "cloture": "Clôture",
        "table-ronde": "Table ronde",
        "temoignages": "Témoignages",
    },
}
RESOURCE_STATES = {"fait": "Fait", "en-cours": "En cours", "prevu": "À venir", "nouveaute": "Nouveau"}
# Codes whose record is named by its label in a text of the page.
BY_LABEL = {
    "quartier": lambda name: getattr(Quartier.objects.filter(name=name).first(), "code", name),
    "eps.led_by": lambda code: Contact.objects.get(code=code).title,
    "missions.publics": lambda code: Term.objects.get(vocabulary__code="public", code=code).label,
    "slots.sequences.axis": lambda code: Term.objects.get(vocabulary__code="axe", code=code).label,
    "workshops.themes": lambda code: Term.objects.get(vocabulary__code="theme", code=code).label,
}
# What is not stored, and why.
NOT_STORED = {
    "origin.town": "of the city itself nothing is stored; other towns are tested below",
    "ages": "derived from the audiences: tests/sheets/test_sample_ages.py",
    "criteria.child.code": "bookkeeping: criteria are read by their label",
    "criteria.parent.code": "bookkeeping: criteria are read by their label",
    "eligibility.place_conditions.code": "bookkeeping: conditions are read by their label",
    "documents.format": "bookkeeping: the address says whether it is a file or a page",
    "procedure.outcomes.code": "bookkeeping: outcomes are read by their label",
    "documents.code": "bookkeeping: resolved while loading, steps hold the document's label",
    "procedure.documents": "resolved to the document's label, tested below",
    "fiches": "derived: each action sheet carries its axis, tested below",
    "actions": "derived: found from the sheets that name the center, tested below",
}


def misses(kind, record, *instances):
    stored = Stored(*instances)
    return [
        f"{record.get('code', kind)}: {path} = {value!r}"
        for path, value in scalars(record)
        if value not in (None, "") and not isinstance(value, bool) and path not in NOT_STORED
        if not all(stored.holds(_as_stored(kind, path, part)) for part in _parts(kind, path, value))
    ]


def _parts(kind, path, value):
    """A center's description opens with its summary: one sentence, then the text."""
    return value.strip().split(". ", 1) if (kind, path) == ("center", "description") else [value]


def _as_stored(kind, path, value):
    if path in BY_LABEL:
        return BY_LABEL[path](value)
    if path in ("rollout.when", "milestones.date"):
        return day_in_words(value)
    if (kind, path) == ("resource", "rollout.status"):
        return RESOURCE_STATES[value]
    return SAID_AS.get(path, {}).get(value, value) if isinstance(value, str) else value


def all_misses(kind, records, find):
    found = []
    for record in records:
        instance = find(record)
        found += misses(kind, record, *(instance if isinstance(instance, tuple) else (instance,)))
    return found


def of_code(model):
    return lambda record: model.objects.get(code=record["code"])


def center_and_its_organization(record):
    page = CenterPage.objects.get(slug=record["code"])
    return page, page.organization


@pytest.mark.parametrize(
    ("kind", "file", "find"),
    [
        ("action", "actions", of_code(ActionPage)),
        ("resource", "resources", of_code(ResourcePage)),
        ("center", "centres", center_and_its_organization),
        ("event", "events", of_code(EventPage)),
        ("organization", "organisations", of_code(Organization)),
        ("contact", "contacts", of_code(Contact)),
        ("glossary", "glossary", lambda record: GlossaryEntry.objects.get(term=record["term"])),
    ],
)
def test_records(sample_site, kind, file, find):
    assert "\n".join(all_misses(kind, read_yaml(file)[file], find)) == ""


def test_vocabularies_and_terms(sample_site):
    for data in read_yaml("vocabularies")["vocabularies"]:
        vocabulary = Vocabulary.objects.get(code=data["code"])
        terms = data.pop("terms")
        assert "\n".join(misses("vocabulary", data, vocabulary)) == ""
        assert "\n".join(all_misses("term", terms, lambda term, of=vocabulary: of.terms.get(code=term["code"]))) == ""


def test_the_site_s_own_pages(sample_site):
    site = read_yaml("site")
    assert "\n".join(all_misses("page", site["pages"], of_code(StandardPage))) == ""
    assert "\n".join(misses("home", site["home"], HomePage.objects.get())) == ""
    settings = PortalSettings.objects.get(site=Site.objects.get())
    assert (settings.name, settings.city, settings.contact.code, settings.help_title) == tuple(
        site["settings"][name] for name in ("name", "city", "contact", "help_title")
    )
    assert {change.page.specific.code: change.note for change in Change.objects.all()} == site["changes"]


# What is stored in another form is tested in that form.


def flags(model, name, records, key):
    stored = dict(model.objects.values_list("code", name))
    return [record["code"] for record in records if stored[record["code"]] != bool(record.get(key))]


def test_yes_and_no(sample_site):
    assert flags(Contact, "public", read_yaml("contacts")["contacts"], "public") == []
    for data in read_yaml("vocabularies")["vocabularies"]:
        terms = dict(Term.objects.filter(vocabulary__code=data["code"]).values_list("code", "matches_all"))
        assert terms == {term["code"]: bool(term.get("matches_all")) for term in data["terms"]}


@pytest.mark.parametrize(("model", "file"), [(ActionPage, "actions"), (ResourcePage, "resources")])
def test_audiences_row_by_row(sample_site, model, file):
    for record in read_yaml(file)[file]:
        rows = model.objects.get(code=record["code"]).audiences.all()
        stored = [(row.label, row.age_min, row.age_max, row.inferred, row.note or None) for row in rows]
        assert stored == [
            (row["label"], row["age_min"], row["age_max"], row["inferred"], row["note"]) for row in record["publics"]
        ]


def test_inferred_organizations(sample_site):
    for record in read_yaml("actions")["actions"]:
        links = ActionPage.objects.get(code=record["code"]).organization_links.all()
        rows = [*record["operators"], *record["partners"]]
        assert [(link.inferred, link.note or None) for link in links] == [
            (row["inferred"], row.get("note")) for row in rows
        ]


def test_other_towns_are_said(sample_site):
    for record in read_yaml("resources")["resources"]:
        town, page = record["origin"]["town"], ResourcePage.objects.get(code=record["code"])
        assert (page.is_elsewhere, page.elsewhere_town) == (
            town != "Roubaix",
            "" if town in (None, "Roubaix") else town,
        )


def test_steps_hold_their_documents(sample_site):
    for record in read_yaml("resources")["resources"]:
        labels = {row["code"]: row["label"] for row in record.get("documents") or []}
        steps = ResourcePage.objects.get(code=record["code"]).procedure
        stored = [[document["label"] for document in step.value["documents"]] for step in steps]
        assert stored == [[labels[code] for code in step["documents"]] for step in record.get("procedure") or []]


def test_axes_hold_their_sheets(sample_site):
    axes = next(data for data in read_yaml("vocabularies")["vocabularies"] if data["code"] == "axe")["terms"]
    sheets = {page.number: page.axis.code for page in ActionPage.objects.all()}
    assert sheets == {number: axis["code"] for axis in axes for number in axis["fiches"]}


def test_centers_hold_their_actions(sample_site):
    for record in read_yaml("centres")["centres"]:
        here = CenterPage.objects.get(slug=record["code"]).sheets_here(public_pages())
        numbers = set(ActionPage.objects.filter(pk__in=[page.pk for page in here]).values_list("number", flat=True))
        assert set(record["actions"]) <= numbers, record["code"]


def test_every_excuse_is_still_needed(sample_site):
    paths = {path for file in ("actions", "resources", "centres") for row in read_yaml(file)[file]
             for path, _value in scalars(row)}  # fmt: skip
    paths |= {path for row in read_yaml("vocabularies")["vocabularies"] for path, _value in scalars(row["terms"])}
    assert NOT_STORED.keys() <= paths
