"""The sample's items, in the order they must be loaded."""

from functools import partial

from django.utils.text import slugify

from actions.models import ActionIndexPage, ActionPage
from centers.models import CenterIndexPage, CenterPage
from events.models import EventIndexPage, EventPage
from form_pages.models import FormPage
from home.models import StandardPage
from install.loading import Item
from install.sample import documents, editions, forms, meetings, pages, places, registers, sheets
from install.sample.read import SAMPLE_DIR, read_yaml
from resources.models import ResourceIndexPage, ResourcePage
from schools.places_file import read_places
from schools.places_loading import STORES
from search.indexing.needs_file import read_rows, targets
from sheets.models import SheetLink


def register_items():
    vocabularies = read_yaml("vocabularies")["vocabularies"]
    for data in vocabularies:
        head = {key: value for key, value in data.items() if key != "terms"}
        yield Item(f"vocabulary:{data['code']}", head, registers.find_vocabulary, registers.fill_vocabulary)
    for data in registers.term_rows(vocabularies):
        yield Item(f"term:{data['vocabulary']}:{data['code']}", data, registers.find_term, registers.fill_term)
    places = list(place_items())
    yield from (item for item in places if item.key.startswith("quartier:"))
    for data in read_yaml("organisations")["organisations"]:
        yield Item(f"organization:{data['code']}", data, registers.find_organization, registers.fill_organization)
    yield from (item for item in places if not item.key.startswith("quartier:"))
    for data in read_yaml("contacts")["contacts"]:
        yield Item(f"contact:{data['code']}", data, registers.find_contact, registers.fill_contact)
    for data in read_yaml("documents")["documents"]:
        find, fill = documents.find_document, documents.fill_document
        yield Item(f"document:{data['code']}", data, find, fill, documents.link_document)
    for data in read_yaml("meetings")["meetings"]:
        yield Item(f"meeting:{data['code']}", data, meetings.find_meeting, meetings.fill_meeting)
    for data in read_yaml("glossary")["glossary"]:
        data["code"] = registers.glossary_code(data)
        yield Item(f"glossary:{data['code']}", data, registers.find_glossary_entry, registers.fill_glossary_entry)


def place_items():
    """Quartiers, schools and streets, which a city loads from a file of the same columns."""
    for line in read_places((SAMPLE_DIR / "places.csv").read_text("utf-8")):
        store = STORES[line.kind]
        yield Item(
            f"{line.kind}:{slugify(line['nom'])}",
            line.cells,
            lambda _data, find=store.find, line=line: find(line),
            lambda record, _data, _read, fill=store.fill, line=line: fill(record, line),
            lambda record, _data, _read, _pages, link=store.link, line=line: link(record, line),
        )


def page_items():
    site = read_yaml("site")
    kinds = [
        ("action", ActionPage, ActionIndexPage, read_yaml("actions")["actions"], sheets.fill_action, link_action),
        (
            "resource",
            ResourcePage,
            ResourceIndexPage,
            read_yaml("resources")["resources"],
            sheets.fill_resource,
            link_resource,
        ),
        ("center", CenterPage, CenterIndexPage, read_yaml("centres")["centres"], places.fill_center, None),
        ("event", EventPage, EventIndexPage, read_yaml("events")["events"], places.fill_event, places.link_event),
        ("page", StandardPage, None, site["pages"], pages.fill_standard_page, None),
    ]
    for name, model, index, rows, fill, link in kinds:
        for data in rows:
            note = site["changes"].get(data["code"], "")
            parent = index.objects.get if index else None
            yield Item(f"{name}:{data['code']}", data, finder(model), fill, link, parent, note)
    for data in read_yaml("forms")["forms"]:
        yield Item(f"form:{data['code']}", data, finder(FormPage), forms.fill_form, None, forms.parent)
    for data in site["sections"]:
        yield Item(f"section:{data['code']}", data, pages.find_section, pages.fill_section)
    yield Item("home", site["home"], pages.find_home, pages.fill_home, pages.link_home)
    yield Item("settings", site["settings"], pages.find_settings, pages.fill_settings)


def need_items():
    """What people say of the pages, which must be there."""
    known = targets()
    for row in read_rows((SAMPLE_DIR / "needs.csv").read_text("utf-8")):
        fill = partial(registers.fill_need, known=known)
        yield Item(f"need:{slugify(row.words[0])[:60]}", row._asdict(), registers.find_need, fill)


def edition_items():
    """Booklets, of pages that are there."""
    for data in read_yaml("editions")["editions"]:
        yield Item(f"edition:{data['slug']}", data, editions.find_edition, editions.fill_edition)


def finder(model):
    return registers.by_code(model)


def link_action(page, data, read, loaded):
    if data["twin"]:
        page.twin = loaded[f"fiche-{data['twin']:02d}"]
    link_related(page, data, loaded)


def link_resource(page, data, read, loaded):
    link_related(page, data, loaded)


def link_related(page, data, loaded):
    """What its text leads to, with the reason; of actions the number may be all that is known."""
    named = [(row["code"], row["reason"]) for row in data.get("related") or []]
    numbered = [(f"fiche-{number:02d}", "") for number in data.get("related_actions") or []]
    page.sheet_links = [
        SheetLink(sort_order=order, related=loaded[code].page_ptr, reason=reason)
        for order, (code, reason) in enumerate([*named, *numbered])
    ]
