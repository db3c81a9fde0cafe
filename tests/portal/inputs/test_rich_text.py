"""Rich text is what its editor may hold, whatever the JSON that came said: no text takes its page down."""

import json

import pytest
from wagtail.rich_text import RichText

from tests import factories
from tests.editing import drawn_form, edit_url, send

BAD_LINKS = (
    '<a linktype="page" id="abc">ici</a>',
    '<a linktype="document" id="9e9">ici</a>',
    '<a linktype="page">ici</a>',
)


def contentstate(text, link=None):
    ranges = [{"key": 0, "offset": 0, "length": 1}] if link else []
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": ranges}
    entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": link}} if link else {}
    return json.dumps({"blocks": [block], "entityMap": entities})


def streamed(sheet, client, value, **changes):
    """The form of a page whose text is one block of rich text."""
    data = drawn_form(client, edit_url(sheet))
    fields = {"count": "1", "0-deleted": "", "0-order": "0", "0-type": "text", "0-id": "", "0-value": value}
    for name, text in {**fields, **changes}.items():
        data[f"body-{name}"] = text
    data["action-publish"] = "1"
    return send(client, edit_url(sheet), data)


@pytest.fixture
def sheet(sample_site):
    return factories.action()


def test_half_an_emoji_is_left_out(sheet, admin_client, client):
    assert streamed(sheet, admin_client, contentstate("Bon\ud83cjour")).status_code == 302
    assert "Bonjour" in client.get(sheet.url).content.decode()


@pytest.mark.parametrize("link", [{"id": "abc", "parentId": 1}, {"id": "9" * 30, "parentId": 1}])
def test_a_link_to_no_key_is_no_link(sheet, admin_client, client, link):
    assert streamed(sheet, admin_client, contentstate("Ici", link)).status_code == 302
    assert client.get(sheet.url).status_code == 200
    assert admin_client.get(edit_url(sheet)).status_code == 200


@pytest.mark.parametrize("html", BAD_LINKS)
def test_a_stored_link_to_no_key_takes_no_page_down(sheet, admin_client, client, html):
    sheet.body = [("text", RichText(html))]
    sheet.save_revision().publish()
    assert client.get(sheet.url).status_code == 200
    assert admin_client.get(edit_url(sheet)).status_code == 200


@pytest.mark.parametrize("text", ["", "12", "[]", '{"blocks": 3}'])
def test_a_text_that_is_none_is_refused_in_words(sheet, admin_client, text):
    answer = streamed(sheet, admin_client, text)
    assert answer.status_code == 400
    assert "n’est pas un formulaire complet" in answer.content.decode()


@pytest.mark.parametrize(
    "torn", [{"count": ""}, {"count": "abc"}, {"count": "9" * 9}, {"0-order": ""}, {"0-order": "x"}]
)
def test_a_torn_stream_is_refused_in_words(sheet, admin_client, torn):
    assert streamed(sheet, admin_client, contentstate("Bonjour"), **torn).status_code == 400
