"""Long lists of rows under real hands: closed under their names, opened as they are, added in vain."""

import pytest
from playwright.sync_api import expect

from tests.browser.editors import log_in, make_editors

MAKE_SHEET = """
from actions.models import ActionIndexPage, ActionPage, RolloutRow
from catalog.models import Term
from directory.models import Contact, Organization
from sheets.models import ContactLink, DocumentLink, OrganizationLink, SheetLink, TargetAudience
page = ActionPage(title="Fiche à longues listes", slug="longues-listes", summary="Un essai.")
page.audiences = [TargetAudience(label="Enfants", age_min=6, inferred=True), TargetAudience(label="Parents")]
page.audiences.first().publics = Term.objects.filter(vocabulary__code="public")[:2]
page.audiences.first().levels = Term.objects.filter(vocabulary__code="age", matches_all=False)[:2]
page.rollout_rows = [RolloutRow(label="Une école", status="done", since="2021")]
partners = Organization.objects.order_by("pk")[:12]
said = {"inferred": True, "detail": "Prête « la salle »"}
page.organization_links = [OrganizationLink(organization=each, **said) for each in partners]
page.organization_links.add(OrganizationLink(label="Les voisins", role="funder"))
page.contact_links = [ContactLink(contact=Contact.objects.first(), heading="ville")]
page.document_links = [DocumentLink(label="Le guide", url="https://passerelles.example/guide")]
page.sheet_links = [SheetLink(related=ActionIndexPage.objects.get().page_ptr, reason="même axe")]
ActionIndexPage.objects.get().add_child(instance=page)
page.save_revision().publish()
print(page.pk)
"""
SENT = "() => [...new FormData(document.getElementById('page-edit-form'))].map(each => each.join('='))"


@pytest.fixture(scope="module")
def sheet(editable_site):
    make_editors(editable_site)
    key = editable_site.manage("shell", "-c", MAKE_SHEET).split()[-1]
    return editable_site, f"{editable_site.url}/admin/pages/{key}/edit/"


@pytest.fixture
def editor(open_page, sheet):
    site, address = sheet
    page = log_in(open_page, site, "validateur")
    page.goto(address)
    return page


def links_tab(editor):
    editor.get_by_role("tab", name="Contacts et liens").click()
    return editor.locator("#id_organization_links-FORMS")


def test_rows_are_closed_and_headed_by_their_name(editor):
    rows = links_tab(editor).locator("[data-inline-panel-child]")
    assert rows.count() == 13
    assert rows.last.inner_text().strip() == "Les voisins"
    assert max(row["height"] for row in (rows.nth(i).bounding_box() for i in range(13))) < 70


def test_opening_rows_changes_nothing_of_what_is_sent(editor):
    links_tab(editor)
    before = editor.evaluate(SENT)
    while editor.locator("[data-closed-row]").count():
        editor.locator("[data-closed-row] [data-panel-toggle]").first.dispatch_event("click")  # in any tab
    assert editor.evaluate(SENT) == before
    expect(editor.locator("#id_organization_links-12-label")).to_have_value("Les voisins")
    expect(editor.locator("#id_organization_links-0-inferred")).to_be_checked()
    shown = editor.locator("#id_organization_links-0-organization-chooser [data-chooser-title]").inner_text()
    assert shown == editor.locator("#inline_child_organization_links-0 [data-panel-heading-text]").inner_text()


def test_a_row_takes_the_name_that_is_typed(editor):
    last = links_tab(editor).locator("[data-inline-panel-child]").last
    last.locator("[data-panel-toggle]").click()
    last.locator("[name$=-label]").fill("Les voisines")
    last.locator("[name$=-label]").press("Tab")
    expect(last.locator("[data-panel-heading-text]")).to_have_text("Les voisines")


def test_several_partners_are_picked_at_once(editor):
    rows = links_tab(editor).locator("[data-inline-panel-child]")
    before = rows.count()
    editor.locator("#id_organization_links-OPEN_MODAL").click()
    boxes = editor.locator(".modal input[name=id]")
    boxes.first.wait_for()
    names = [boxes.nth(i).locator("xpath=ancestor::tr").locator("label, a").first.inner_text() for i in (0, 1)]
    for index in (0, 1):
        boxes.nth(index).check()
    editor.locator("[data-multiple-choice-submit]").click()
    expect(rows).to_have_count(before + 2)
    expect(rows.last.locator("[data-panel-heading-text]")).to_have_text(names[1])


def test_rows_added_in_vain_let_the_rest_be_saved(editor):
    for tab in editor.get_by_role("tab").all():
        if tab.is_visible():
            tab.click()
            for button in editor.locator("[id$=-ADD]:visible").all():
                button.click()
    assert editor.locator("[id$=-FORMS] > [data-inline-panel-child] [name$=-ORDER]").count() > 16
    editor.get_by_role("tab", name="Contenu").click()
    with editor.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as saved:
        editor.locator("#id_title").fill("Fiche aux longues listes")
        editor.locator("#id_title").press("Tab")
    assert saved.value.json()["success"] is True
