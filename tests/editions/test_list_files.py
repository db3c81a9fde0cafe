"""« Ma liste » in one PDF: asked for by a form, two at a time, for a day, and never what is no longer public."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from time_machine import travel

from editions.list_files import AT_ONCE, MOST, make_lists
from editions.models import ListFile
from tests import factories
from tests.editions.making import words_in

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def pages(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return [factories.action("Chorale"), factories.action("Théâtre")]


def address(pages):
    return f"/ma-liste/pdf/?f={','.join(page.code for page in pages)}"


def ask(client, pages):
    opened = client.get(address(pages)).context["form"].opened_now
    with travel(timezone.now() + timedelta(seconds=5), tick=True):
        return client.post(address(pages), {"opened": opened})


def given(client, url):
    answer = client.get(url)
    return answer.status_code, words_in(b"".join(answer)) if answer.status_code == 200 else answer.content.decode()


def test_one_asks_waits_and_is_given_a_file(client, pages):
    url = ask(client, pages)["Location"]
    assert given(client, url)[0] == 503
    make_lists()
    status, words = given(client, url)
    assert status == 200
    assert "Chorale" in words and "Théâtre" in words


def test_a_get_writes_nothing(client, pages):
    assert client.get(address(pages)).status_code == 200
    assert not ListFile.objects.exists()


def test_a_form_from_elsewhere_is_refused(client, pages):
    answer = client.post(address(pages), headers={"Origin": "https://ailleurs.example"})
    assert answer.status_code == 403
    assert not answer.cookies


def test_the_same_list_is_the_same_file(client, pages):
    assert ask(client, pages)["Location"] == ask(client, pages)["Location"]
    assert ListFile.objects.count() == 1


def test_a_long_list_is_cut(client, pages):
    more = [page.code for page in factories.action.__globals__["ActionPage"].objects.live()]
    answer = client.get(f"/ma-liste/pdf/?f={','.join(more[: MOST + 5])}")
    assert answer.context["left"] == 5


def test_a_list_of_nothing_is_found_nowhere(client):
    assert client.get("/ma-liste/pdf/?f=rien").status_code == 404


def test_two_are_made_at_a_time(pages):
    for number in range(AT_ONCE + 1):
        ListFile.objects.create(digest=str(number), codes=[pages[0].code])
    make_lists()
    assert ListFile.objects.exclude(file="").count() == AT_ONCE


def test_one_whose_maker_was_killed_is_made_again(pages):
    row = ListFile.objects.create(digest="1", codes=[pages[0].code], taken=timezone.now() - timedelta(hours=1))
    make_lists()
    assert ListFile.objects.get(pk=row.pk).file


def test_a_page_that_is_no_longer_public_takes_the_file_along(client, pages):
    url = ask(client, pages)["Location"]
    make_lists()
    pages[0].unpublish()
    status, words = given(client, url)
    assert status == 410
    assert "Chorale" not in words


def test_files_are_kept_for_a_day(pages):
    row = ListFile.objects.create(digest="1", codes=[pages[0].code])
    make_lists()
    path = ListFile.objects.get(pk=row.pk).file.path
    make_lists(timezone.now() + timedelta(hours=25))
    assert not ListFile.objects.exists()
    assert not Path(path).exists()


def test_a_list_leads_to_its_file(client, pages):
    codes = ",".join(page.code for page in pages)
    assert f'href="/ma-liste/pdf/?f={codes}"' in client.get(f"/ma-liste/?f={codes}").content.decode()
