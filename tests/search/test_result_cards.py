"""The card of a result: written in Python, escaped as a template would."""

from django.utils.safestring import mark_safe

from search.templatetags.search_tags import result_cards

HOSTILE = "<b>\"'&"
ESCAPED = "&lt;b&gt;&quot;&#x27;&amp;"


def test_all_that_people_write_is_escaped():
    said = dict.fromkeys(("tint", "number", "url", "title", "summary", "age_label", "age_class"), HOSTILE)
    html = result_cards([{**said, "meta": [HOSTILE], "facts": [(HOSTILE, HOSTILE)], "tags": [HOSTILE]}])
    assert HOSTILE not in html
    assert html.count(ESCAPED) == 11


def test_the_engine_s_marks_stand():
    html = result_cards(
        [{"url": "/", "title": "Vélo", "highlight": mark_safe("à <mark>vélo</mark>"), "summary": "non"}]
    )
    assert "<p>à <mark>vélo</mark></p>" in html
    assert "non" not in html


def test_dots_stand_between_what_is_said():
    card = {"url": "/", "title": "Vélo", "facts": [("Durée", "2 h"), ("Prix", "0")], "tags": ["Fermé"]}
    assert 'class="meta">\n\nDurée :&nbsp;2 h\n·\nPrix' in result_cards([card])
    assert 'class="meta">Action\n·\nDurée' in result_cards([{**card, "meta": ["Action"]}])
    assert '· <b class="tag">Fermé</b>' in result_cards([card])


def test_titles_have_the_level_of_their_list():
    assert "<h3>" in result_cards([{"url": "/", "title": "Vélo"}])
    assert "<h4>" in result_cards([{"url": "/", "title": "Vélo"}], 4)
