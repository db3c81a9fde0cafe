"""Whatever HTML a page holds, it is read to plain data, and no word of its paragraphs is lost or doubled."""

import json

from hypothesis import given
from hypothesis import strategies as st

from editions.booklets.inline import plain
from tests.editions.booklets.test_reading import read

WORDS = st.text(alphabet="abcé ’0", min_size=1, max_size=12).filter(str.strip)
TAGS = st.sampled_from(["p", "b", "i", "span", "small", "ul", "li", "ol", "div", "section", "h3", "dl", "dt", "dd"])
HTML = st.recursive(
    WORDS,
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner)),
    max_leaves=12,
)


@given(st.lists(HTML, max_size=5))
def test_any_markup_is_read_to_what_json_holds(parts):
    sheet = read(f"<section><h2>Titre</h2>{''.join(parts)}</section>")
    assert json.loads(json.dumps(sheet)) == sheet


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_paragraphs_keep_their_words(texts):
    sheet = read("<section><h2>Titre</h2>" + "".join(f"<p>{text}</p>" for text in texts) + "</section>")
    assert [plain(node["c"]) for node in sheet["sections"][0]["c"]] == [" ".join(text.split()) for text in texts]
