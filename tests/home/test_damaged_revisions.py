"""A revision that holds nothing, or no page at all, takes no list, report, feed or index down with it."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from search.indexing.sync import enqueue
from tests import factories
from tests.editing import edit_url

LISTS = [
    "sheet_report", "review_report", "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_choose_page",
    "wagtailadmin_reports:aging_pages", "wagtailadmin_reports:site_history", "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:workflow",
]  # fmt: skip


@pytest.fixture(params=[{}, [], "texte"], ids=str)
def damaged(request, sample_site):
    page = factories.action("Atelier abîmé")
    page.save_revision()
    Revision.objects.filter(pk=factories.reload(page).latest_revision_id).update(content=request.param)
    return factories.reload(page)


def test_its_page_is_exported_from_what_can_be_read(damaged, admin_client):
    text = b"".join(admin_client.get(reverse("sheet_report"), {"export": "csv"}).streaming_content).decode()
    assert "Atelier abîmé" in text


def test_no_list_falls(damaged, admin_client):
    assert {name: admin_client.get(reverse(name)).status_code for name in LISTS} == dict.fromkeys(LISTS, 200)


def test_it_opens_and_says_so(damaged, admin_client):
    html = admin_client.get(edit_url(damaged)).content.decode()
    assert "n’a pas pu être lue" in html
    assert "Atelier abîmé" in html


def test_the_public_page_and_the_index_do_not_read_it(damaged, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue([damaged.pk])
    assert client.get(damaged.url).status_code == 200
