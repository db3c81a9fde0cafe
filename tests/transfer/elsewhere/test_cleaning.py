"""HTML of anywhere: its form where this portal has it, its words always, and a note of the rest."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transfer.elsewhere.cleaning import cleaned
from transfer.elsewhere.shortcodes import unknown_blocks, without_shortcodes

BASE = "https://ville.example/page/"


def html(text, **options):
    return "".join(block.get("html", "") for block in cleaned(text, BASE, **options).blocks)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>Un <strong>mot</strong> et <em>un autre</em></p>", "<p>Un <b>mot</b> et <i>un autre</i></p>"),
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4>", "<h2>A</h2><h2>B</h2><h3>C</h3><h3>D</h3>"),
        ("<ol><li>un<ul><li>deux</li></ul></li></ol>", "<ol><li>un<ul><li>deux</li></ul></li></ol>"),
        ("<ul><li><p>un</p><p>deux</p></li></ul>", "<ul><li>un<br/>deux</li></ul>"),
        ("<ul><li>un<ul><li>deux</li></ul>trois</li></ul>", "<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul>"),
        ("<b>gras<p>dans</p>après</b>", "<p><b>gras</b></p><p><b>dans</b></p><p><b>après</b></p>"),
        ('<a href="../aide/">aide</a>', '<p><a href="https://ville.example/aide/">aide</a></p>'),
        ('<a href="#bas">bas</a>', "<p>bas</p>"),
        ('<a href="?a=1&amp;b=&quot;">x</a>', '<p><a href="https://ville.example/page/?a=1&amp;b=&quot;">x</a></p>'),
        ("<a href='mailto:accueil@ville.example'>écrire</a>", None),
        ("a &lt;b&gt; &amp; c", "<p>a &lt;b&gt; &amp; c</p>"),
        ("<div><div>un</div>deux</div>", "<p>un</p><p>deux</p>"),
        ("<pre>un\n  deux</pre>", "<p>un<br/> deux</p>"),
        ("<style>p{}</style><!-- rien --><p>a\0b</p>", "<p>ab</p>"),
    ],
)
def test_what_has_a_form_here_keeps_it(given, expected):
    assert html(given) == (expected or '<p><a href="mailto:accueil@ville.example">écrire</a></p>')


@pytest.mark.parametrize(
    ("given", "words", "note"),
    [
        ("<script>alert(1)</script>a", "<p>a</p>", "Un script n’a pas été repris."),
        ("<noscript>sans script</noscript>a", "<p>a</p>", "Texte que la page ne montrait pas : sans script"),
        ('<a href="javascript:x()">a</a>', "<p>a</p>", "Adresse qui ne mène nulle part : javascript:x()"),
        ('<a href="http://[">a</a>', "<p>a</p>", "Adresse qui ne mène nulle part : http://["),
        ("<form><label>Nom</label></form>", "<p>Nom</p>", "Un formulaire : ses mots sont repris, il est à refaire."),
        ('<abbr title="Réseau">R</abbr>', "<p>R</p>", "« R » : Réseau"),
        ('<img src="data:image/png;base64,AA" alt="Un chat">a', "<p>a</p>", None),
        (
            '<embed embedtype="media" url="https://video.example/1"/>',
            '<p><a href="https://video.example/1">https://video.example/1</a></p>',
            "Contenu intégré (embed) : https://video.example/1",
        ),
        ('<a linktype="document" id="3">Guide</a>', "<p>Guide</p>", None),
    ],
)
def test_what_has_none_is_told(given, words, note):
    found = cleaned(given, BASE)
    assert html(given) == words
    assert found.notes == [note] if note else len(found.notes) == 1


def test_a_table_has_its_title_its_columns_and_the_addresses_of_its_links():
    (table,) = cleaned(
        "<table><caption>Prix</caption><thead><tr><th>Quoi</th><th>Combien</th></tr></thead><tbody>"
        "<tr><td>Repas<br>du midi</td><td><a href='/tarifs/'>voir</a></td></tr><tr><td>Goûter</td></tr>"
        "</tbody></table>",
        BASE,
    ).blocks
    assert (table["title"], table["head"]) == ("Prix", ["Quoi", "Combien"])
    assert table["rows"] == [["Repas\ndu midi", "voir (https://ville.example/tarifs/)"], ["Goûter", ""]]


def test_a_table_in_a_table_and_an_image_in_a_cell_are_told():
    notes = cleaned(
        "<table><tr><td>a<img src='/x.png' alt='chat'><table><tr><td>dedans</td></tr></table></td></tr></table>", BASE
    ).notes
    assert "Dans un tableau : image https://ville.example/x.png chat" in notes
    assert "Dans un tableau : un autre tableau : dedans" in notes


@pytest.mark.parametrize(
    "given",
    ["<table><table>mot</table></table>", "<table><td>mot</td></table>", "<table><caption>mot</caption></table>"],
)
def test_words_of_a_table_that_is_badly_made_are_told(given):
    assert "mot" in "".join(cleaned(given, BASE).notes)


def test_a_page_nested_beyond_reason_keeps_its_words():
    found = cleaned("<div>" * 3000 + "profond" + "</div>" * 3000)
    assert found.blocks[0]["html"] == "<p>profond</p>" and len(found.notes) == 1


# No word is lost.

WORDS = st.text(alphabet="abéœ’", min_size=1, max_size=4).map(lambda word: f"mot{word}fin")
TAGS = ["p", "div", "h2", "h5", "ul", "ol", "li", "table", "tr", "td", "th", "caption", "b", "em", "span", "blockquote"]
TAGS += [
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "section",
    "form",
    "label",
    "pre",
    "a href='/x/'",
    "details",
    "video",
]
TREES = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{' '.join(made[1])}</{made[0].split()[0]}>"
    ),
    max_leaves=20,
)


def words_of(text):
    return set(re.findall(r"mot[abéœ’]+fin", text))


@settings(max_examples=300, deadline=None)
@given(TREES, st.booleans())
def test_no_word_goes_without_a_note(source, by_lines):
    found = cleaned(source, BASE, lines_are_paragraphs=by_lines)
    assert words_of(source) == words_of(unescape(repr(found.blocks)) + "\n".join(found.notes))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/abphultdri =\"'&;![]-\n\0", max_size=80))
def test_whatever_it_is_given_it_gives_html_of_its_own(source):
    for block in cleaned(source, BASE, lines_are_paragraphs=True).blocks:
        tags = re.findall(r"</?([^>\s/]*)[^>]*>", block.get("html", ""))
        assert set(tags) <= {"p", "h2", "h3", "ul", "ol", "li", "b", "i", "a", "br"}
        assert "\0" not in repr(block).replace("\\x00", "\0")


# Marks of WordPress.


@pytest.mark.parametrize(
    ("given", "left", "notes"),
    [
        ("[sic] [voir p. 3] [1]", "[sic] [voir p. 3] [1]", 0),
        ("[gallery]", " ", 1),
        ('[gallery ids="4, 5"]', '<img src="attachment:4"><img src="attachment:5">', 0),
        ("[bouton couleur=rouge]Ici[/bouton]", " Ici ", 1),
        ("[caption width=3]<img src='/x'> Chat[/caption]", "<img src='/x'> Chat", 0),
        ("[embed]https://video.example/1[/embed]", "https://video.example/1", 0),
    ],
)
def test_a_shortcode_goes_and_its_words_stay(given, left, notes):
    text, told = without_shortcodes(given)
    assert (text, len(told)) == (left, notes)


def test_a_block_without_words_of_its_own_is_told_and_the_house_ones_are_not():
    text = '<!-- wp:spacer {"height":"20px"} /--><!-- wp:rss {"feedURL":"https://x.example"} /--><!-- wp:group -->'
    assert unknown_blocks(f"{text}<!-- /wp:group -->") == [
        'Bloc que ce portail n’a pas : rss {"feedURL":"https://x.example"}'
    ]
