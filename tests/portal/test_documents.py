"""A document is served to the public only where a page it may read refers to it."""

import pytest
from django.test import Client

from home.models import StandardPage
from portal.models import User
from sheets.models import DocumentLink
from tests import factories


@pytest.fixture
def document(sample_site, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return factories.document()


def status(client, document):
    answer = client.get(document.url)
    answer.getvalue()  # read to the end: the file is then closed
    return answer.status_code


def test_a_document_nobody_refers_to_is_not_served(document, client):
    assert status(client, document) == 404


def test_a_public_sheet_that_links_to_it_opens_it(document, client):
    page = factories.action()
    page.document_links = [DocumentLink(label="Guide", document=document)]
    page.save_revision().publish()
    assert status(client, document) == 200
    page.unpublish()
    assert status(client, document) == 404


def test_a_draft_does_not_open_it(document, client):
    page = factories.action()
    page.document_links = [DocumentLink(label="Guide", document=document)]
    page.save_revision()
    assert status(client, document) == 404


@pytest.mark.parametrize(
    "block",
    [
        {"type": "text", "value": '<p><a linktype="document" id="{pk}">Guide</a></p>'},
        {"type": "documents", "value": {"title": "", "items": [{"label": "Guide", "document": "{pk}"}]}},
    ],
    ids=["link in a text", "block of documents"],
)
def test_a_body_that_refers_to_it_opens_it(document, client, block):
    page = StandardPage.objects.get(slug="aide")
    page.body = [_filled(block, document.pk)]
    page.save_revision().publish()
    assert status(client, document) == 200


def _filled(block, pk):
    if isinstance(block["value"], str):
        return (block["type"], block["value"].replace("{pk}", str(pk)))
    items = [{**item, "document": pk, "url": "", "year": None} for item in block["value"]["items"]]
    return {"type": block["type"], "value": {**block["value"], "items": items}}


def test_one_public_page_is_enough(document, client):
    for live in (True, False):
        page = factories.action()
        page.document_links = [DocumentLink(label="Guide", document=document)]
        page.save_revision().publish()
        if not live:
            page.unpublish()
    assert status(client, document) == 200


def test_editors_see_every_document(document, admin_client):
    assert status(admin_client, document) == 200


def test_an_account_without_the_admin_sees_what_the_public_sees(document):
    client = Client()
    client.force_login(User.objects.create_user("sans-droits"))
    assert status(client, document) == 404


def test_served_documents_cannot_run_anything(document, admin_client):
    answer = admin_client.get(document.url)
    answer.getvalue()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
