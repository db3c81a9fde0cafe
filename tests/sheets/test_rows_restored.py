"""Going back to an earlier version gives the rows of that version, each once, whatever happened to them since."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from actions.models import RolloutRow
from catalog.classified import ClassifiedMixin
from catalog.models import PageTerm, Term, Vocabulary
from centers.models import CenterIndexPage, CenterPage, Closure, OpeningHours
from events.models import EventIndexPage, EventPage
from form_pages.models import FormField, Slot
from portal.pages import page_models
from sheets.models import ContactLink, DocumentLink, OrganizationLink, SheetLink
from tests import factories
from tests.editing import drawn_form, edit_url, post_page, send
from tests.form_pages.making import form_page


def center():
    page = CenterPage(title="Centre d’exemple", slug="centre-d-exemple", organization=factories.organization())
    CenterIndexPage.objects.first().add_child(instance=page)
    page.save_revision().publish()
    return factories.reload(page)


def event():
    page = EventPage(title="Journée d’exemple", slug="journee-d-exemple", summary="Un jour.")
    EventIndexPage.objects.first().add_child(instance=page)
    page.save_revision().publish()
    return factories.reload(page)


def form():
    return form_page({"label": "École"}, title="Formulaire d’exemple")


MAKERS = {
    "form_pages.FormPage": form,
    "resources.ResourcePage": factories.resource,
    "actions.ActionPage": factories.action,
    "centers.CenterPage": center,
    "events.EventPage": event,
    "sheets.GenericSheetPage": lambda: factories.sheet(factories.kind("Atelier")),
}
TEN_O_CLOCK = datetime.datetime(2040, 1, 2, 10, tzinfo=datetime.UTC)
HALF_PAST_EIGHT, NOON = datetime.time(8, 30), datetime.time(12)
ROWS = {
    "audiences": lambda text: factories.audience(text, publics=Term.objects.filter(vocabulary__code="public")[:1]),
    "organization_links": lambda text: OrganizationLink(label=text),
    "contact_links": lambda text: ContactLink(contact=factories.contact(text)),
    "document_links": lambda text: DocumentLink(label=text, url="https://passerelles.example/"),
    "sheet_links": lambda text: SheetLink(related=Page.objects.get(depth=2), reason=text),
    "page_terms": lambda text: PageTerm(term=factories.term(Vocabulary.objects.get(code="couleur"), text)),
    "rollout_rows": lambda text: RolloutRow(label=text),
    "opening_hours": lambda text: OpeningHours(weekday=1, opens=HALF_PAST_EIGHT, closes=NOON, note=text),
    "form_fields": lambda text: FormField(label=text, field_type="email"),
    "slots": lambda text: Slot(starts=TEN_O_CLOCK, place=text),
    "closures": lambda text: Closure(starts_on=datetime.date(2027, 1, 1), reason=text),
}


def drawn_relations(model):
    formsets = model.get_edit_handler().get_form_class().formsets
    own = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    return [name for name in own if name in formsets] + (["page_terms"] if issubclass(model, ClassifiedMixin) else [])


# These two have a row of each sort between them, and the first test tries every page type.
@pytest.fixture(params=["actions.ActionPage", "centers.CenterPage"])
def sheet(request, sample_site):
    made = MAKERS[request.param]()
    factories.vocabulary("couleur", page_types=[made.kind_code])
    return made


def rows(sheet, *texts):
    """In each relation of the form, one row for each text."""
    return {name: [ROWS[name](text) for text in texts] for name in drawn_relations(type(sheet))}


def stored_rows(sheet):
    sheet = factories.reload(sheet)
    return {name: list(getattr(sheet, name).all()) for name in drawn_relations(type(sheet))}


def what_is_said(sheet):
    """The rows of the public sheet, without their keys."""
    return {name: [_said(row) for row in found] for name, found in stored_rows(sheet).items()}


def _said(row):
    left_out = {"id", "page", "sort_order"}
    values = {f.name: f.value_from_object(row) for f in row._meta.concrete_fields if f.name not in left_out}
    return values | {f.name: [each.pk for each in getattr(row, f.name).all()] for f in row._meta.many_to_many}


def publish(sheet, rows):
    sheet = factories.reload(sheet)
    for name, each in rows.items():
        for place, row in enumerate(each):
            row.sort_order = place  # as the form does
        setattr(sheet, name, each)
    revision = sheet.save_revision()
    revision.publish()
    return revision


def addresses(sheet, revision):
    """The form of an old version is sent to its own address or, by a screen opened otherwise, to that of the sheet."""
    return reverse("wagtailadmin_pages:revisions_revert", args=[sheet.pk, revision.pk]), edit_url(sheet)


def restore(client, sheet, revision, send_to):
    data = drawn_form(client, addresses(sheet, revision)[0])
    data.update({"action-publish": "1"})
    data.pop("loaded_revision_id")
    answer = send(client, send_to, data)
    assert answer.status_code == 302, answer.context["form"].errors


def test_every_row_of_every_page_type_is_tried():
    drawn = {model._meta.label: drawn_relations(model) for model in page_models() if drawn_relations(model)}
    assert drawn.keys() == MAKERS.keys()
    assert {name for names in drawn.values() for name in names} == ROWS.keys()


@pytest.mark.parametrize("sheet", MAKERS, indirect=True)
def test_rows_are_those_of_the_version_gone_back_to(sheet, admin_client):
    first = publish(sheet, rows(sheet, "Premier", "Second"))
    before = what_is_said(sheet)
    post_page(admin_client, sheet, "publish")
    for address in (edit_url(sheet), *addresses(sheet, first)):
        restore(admin_client, sheet, first, address)
        assert what_is_said(sheet) == before


def test_rows_removed_since_come_back(sheet, admin_client):
    publish(sheet, rows(sheet, "Premier", "Second"))
    first = publish(sheet, stored_rows(sheet))
    before = what_is_said(sheet)
    for address in addresses(sheet, first):
        publish(sheet, rows(sheet, f"Autre {address}"))
        restore(admin_client, sheet, first, address)
        assert what_is_said(sheet) == before


def test_rows_added_since_go_away(sheet, admin_client):
    first = publish(sheet, rows(sheet, "Premier"))
    before = what_is_said(sheet)
    for address in addresses(sheet, first):
        added = rows(sheet, f"Second {address}")
        publish(sheet, {name: found + added[name] for name, found in stored_rows(sheet).items()})
        restore(admin_client, sheet, first, address)
        assert what_is_said(sheet) == before


def test_an_old_version_published_as_it_is_gives_its_rows(sheet):
    first = publish(sheet, rows(sheet, "Premier", "Second"))
    before = what_is_said(sheet)
    publish(sheet, rows(sheet, "Autre"))
    for _time in range(2):
        Revision.objects.get(pk=first.pk).publish()
        assert what_is_said(sheet) == before


def test_an_old_version_published_on_its_day_gives_its_rows(sheet):
    first = publish(sheet, rows(sheet, "Premier", "Second"))
    before = what_is_said(sheet)
    publish(sheet, rows(sheet, "Autre"))
    Revision.objects.filter(pk=first.pk).update(approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert what_is_said(sheet) == before


def test_a_row_like_an_empty_one_comes_back_too(sample_site, admin_client):
    sheet = factories.action()
    first = publish(sheet, {"rollout_rows": [RolloutRow()]})
    for address in addresses(sheet, first):
        restore(admin_client, sheet, first, address)
        assert RolloutRow.objects.filter(page=sheet).count() == 1


def test_a_key_that_is_no_row_of_the_page_makes_a_new_row(sample_site, admin_client):
    sheet = factories.resource()
    publish(sheet, {"document_links": [factories.link()]})
    answer = post_page(admin_client, sheet, **{"document_links-0-id": "9" * 40})
    assert answer.status_code == 302
