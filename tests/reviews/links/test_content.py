"""Addresses are found and replaced wherever a page says them, and nothing else of it changes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from reviews.links.content import links_in, replaced

OLD, NEW = "https://ville.example/a?x=1&y=2", "https://autre.example/?q=<b>"
CONTENT = {
    "title": "Voir https://ville.example/a",
    "body": json.dumps([{"type": "text", "value": '<p><a href="https://ville.example/a?x=1&amp;y=2">Là</a></p>'}]),
    "document_links": [{"label": "Guide", "url": OLD}],
    "property_values": {"site": {"t": "url", "v": "https://site.example/"}},
    "note": '<a linktype="page" id="3">ici</a>',
    "number": 3,
}


def test_rows_rich_text_blocks_and_properties_are_read():
    assert links_in(CONTENT) == [OLD, "https://site.example/"]


def test_each_place_is_replaced_and_escaped_where_it_must_be():
    after = replaced(CONTENT, OLD, NEW)
    assert links_in(after) == [NEW, "https://site.example/"]
    assert "https://autre.example/?q=&lt;b&gt;" in after["body"]
    assert {**after, "body": "", "document_links": []} == {**CONTENT, "body": "", "document_links": []}


values = st.recursive(
    st.text(max_size=30) | st.integers() | st.none() | st.sampled_from([OLD, '<a href="http://[x">', "[{", "{]"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
)


@given(values)
def test_nothing_is_lost_whatever_is_read(value):
    assert replaced(value, "https://nulle.part.example/", "https://ailleurs.example/") == value
    assert OLD not in links_in(replaced(value, OLD, "https://ailleurs.example/"))
