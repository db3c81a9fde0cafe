"""Permanent addresses: the newest, that of a month for ever; and none of a file that holds what is no longer public."""

from datetime import date

import pytest
from django.utils import timezone
from wagtail.models import Page

from editions.making import ask
from editions.models import Issue, Pick
from editions.publishing import changes_since, discard, held_back, let_stay, publish, told_of_editions
from portal.publication.withdrawals import before_withdrawal
from sheets.models import SheetLink
from tests import factories
from tests.editions.making import edition, make, published, words_in

pytestmark = pytest.mark.usefixtures("sample_site")
OLD, NEW = date(2025, 11, 20), date(2026, 11, 20)


@pytest.fixture
def sheet():
    return factories.action("Chorale")


def given(client, address):
    answer = client.get(address)
    return answer.status_code, words_in(b"".join(answer)) if answer.status_code == 200 else answer.content.decode()


def test_what_is_not_published_has_no_address(client, sheet):
    make(edition(sheet))
    assert [client.get(f"/editions/petit/{month}").status_code for month in ("", "2026-11/")] == [404, 404]


def test_the_newest_is_at_the_address_of_the_edition(client, sheet):
    made = edition(sheet)
    published(made, OLD)
    published(made, NEW)
    assert "Édition de novembre 2026" in given(client, "/editions/petit/")[1]


def test_each_month_keeps_its_address(client, sheet):
    made = edition(sheet)
    published(made, OLD)
    published(made, NEW)
    assert "Édition de novembre 2025" in given(client, "/editions/petit/2025-11/")[1]


@pytest.mark.parametrize("form", ["archive", "a-plier", "document"])
def test_each_form_has_its_address(client, sheet, form):
    published(edition(sheet))
    answer = client.get(f"/editions/petit/2026-11/{form}/")
    assert answer.status_code == 200
    assert len(b"".join(answer)) > 1000


@pytest.mark.parametrize("address", ["rien/", "petit/2026-12/", "petit/2026-11/autre/", "petit/2026-99/"])
def test_an_address_of_nothing_is_found_nowhere(client, sheet, address):
    published(edition(sheet))
    assert client.get(f"/editions/{address}").status_code == 404


def test_a_published_issue_is_frozen(client, sheet):
    published(edition(sheet))
    before = given(client, "/editions/petit/")
    sheet.summary = "Tout autre chose."
    sheet.save_revision().publish()
    assert given(client, "/editions/petit/") == before


def test_an_issue_is_published_once(sheet):
    issue = published(edition(sheet))
    assert not publish(issue)
    assert Issue.objects.get(pk=issue.pk).published <= timezone.now()


def unpublish(page):
    page.unpublish()


def restrict(page):
    factories.restrict(page.page_ptr)


def expire(page):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())


def delete(page):
    page.delete()


@pytest.mark.parametrize("hide", [unpublish, restrict, expire, delete])
def test_a_file_that_holds_a_page_that_is_no_longer_public_is_gone_at_once(client, sheet, hide):
    published(edition(sheet, factories.action("Théâtre")))
    hide(sheet)
    for address in ("/editions/petit/", "/editions/petit/2026-11/", "/editions/petit/2026-11/document/"):
        status, words = given(client, address)
        assert status == 410
        assert "n’est plus donné" in words
        assert "Chorale" not in words


def test_so_is_a_file_that_only_names_it(client, sheet):
    other = factories.action("Théâtre")
    sheet.sheet_links = [SheetLink(related=other.page_ptr, reason="voisine")]
    sheet.save_revision().publish()
    published(edition(sheet))
    other.unpublish()
    assert given(client, "/editions/petit/")[0] == 410


def test_it_is_given_again_once_an_editor_says_that_it_may_stay(client, sheet):
    issue = published(edition(sheet))
    sheet.unpublish()
    assert [row.title for row in held_back(issue)] == ["Chorale"]
    assert let_stay(issue) == 1
    assert given(client, "/editions/petit/")[0] == 200


def test_it_is_given_again_once_it_is_made_without_the_page(client, sheet):
    made = edition(sheet, factories.action("Théâtre"))
    published(made)
    sheet.unpublish()
    published(made)
    status, words = given(client, "/editions/petit/2026-11/")
    assert status == 200
    assert "Chorale" not in words


def test_whoever_withdraws_a_page_is_told_which_editions_hold_it(sheet):
    other = factories.action("Théâtre")
    issue = published(edition(sheet))
    assert str(issue) in told_of_editions(sheet)
    assert any(str(issue) in said for said in before_withdrawal(sheet))
    assert told_of_editions(other) == ""


@pytest.mark.parametrize("screen", ["unpublish", "delete", "privacy"])
def test_each_screen_of_withdrawal_says_it(admin_client, sheet, screen):
    issue = published(edition(sheet))
    assert str(issue) in admin_client.get(f"/admin/pages/{sheet.pk}/{screen}/").content.decode()


def test_whoever_withdraws_a_section_is_told_of_what_is_below_it(sheet):
    issue = published(edition(sheet))
    assert str(issue) in told_of_editions(sheet.get_parent())


def test_that_a_page_may_stay_is_asked_again_at_its_next_withdrawal(client, sheet):
    issue = published(edition(sheet))
    sheet.unpublish()
    let_stay(issue)
    sheet.save_revision().publish()
    Page.objects.get(pk=sheet.pk).unpublish()
    assert given(client, "/editions/petit/")[0] == 410


def test_what_changed_is_told_by_titles_and_in_words(sheet):
    gone, new = factories.action("Théâtre"), factories.action("Danse")
    made = edition(sheet, gone)
    before = published(made, OLD)
    sheet.summary = "On y chante aussi."
    sheet.save_revision().publish()
    made.picks = [Pick(page=page, sort_order=place) for place, page in enumerate([sheet, new])]
    made.save()
    assert changes_since(before, make(made)) == (["Danse"], [("Chorale", "Titre et résumé")], ["Théâtre"])


def test_an_issue_that_nobody_wants_goes_with_its_files(sheet):
    issue = make(edition(sheet))
    names = [file.name for file in issue.files.values()]
    assert discard(issue)
    assert not any(issue.file.storage.exists(name) for name in names)
    assert not Issue.objects.exists()


def test_what_is_published_or_under_way_is_not_discarded(sheet):
    made = edition(sheet)
    assert not discard(published(made, OLD))
    assert not discard(ask(made, NEW, None))
    assert Issue.objects.count() == 2


def test_all_editions_stand_on_one_page(client, sheet):
    made = edition(sheet)
    make(edition(sheet, title="Brouillon", slug="brouillon"))
    assert "Aucune édition n’a encore paru" in client.get("/editions/").content.decode()
    published(made)
    words = client.get("/editions/").content.decode()
    assert "Petit livret" in words
    assert "Brouillon" not in words
    sheet.unpublish()
    assert "n’est plus donné" in client.get("/editions/").content.decode()


def test_a_file_that_was_lost_takes_no_page_down(client, sheet):
    issue = published(edition(sheet))
    issue.file.storage.delete(issue.file.name)
    assert "Le fichier de ce livret manque" in client.get("/editions/").content.decode()
    assert client.get("/editions/petit/").status_code == 404


def test_the_lists_of_sheets_lead_to_the_booklets_and_the_events_do_not(client):
    where = 'href="/editions/"'
    assert all(where in client.get(address).content.decode() for address in ("/livret/", "/actions/"))
    assert where not in client.get("/evenements/").content.decode()


def test_a_browser_asks_whether_the_file_is_still_this_one(client, sheet):
    published(edition(sheet))
    answer = client.get("/editions/petit/")
    b"".join(answer)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-cache", "noindex")
    assert client.get("/editions/petit/", headers={"If-None-Match": answer["ETag"]}).status_code == 304
