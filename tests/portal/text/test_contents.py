"""The contents list of a page is read from its own titles."""

from portal.text.contents import FEW, LONG, contents_of, titles_of

TITLE = '<h2 id="{0}">Partie&nbsp;{0}</h2>'


def page(parts, text=""):
    return text + "".join(TITLE.format(f"p{n}") for n in range(parts))


def test_titles_are_read_without_what_stands_in_them():
    word = '<button class="word">EPS</button><span id="mot-eps" popover><b>EPS</b>Une équipe</span>'
    assert titles_of(f'<h2 id="a"><svg></svg>L’{word}</h2><h2>Sans ancre</h2>') == [("a", "L’EPS")]


def test_a_long_page_of_many_parts_has_a_list():
    assert contents_of(page(FEW + 1, "mot " * LONG)) == [(f"p{n}", f"Partie p{n}") for n in range(FEW + 1)]


def test_a_short_page_and_one_of_few_parts_have_none():
    assert contents_of(page(FEW + 1)) == [] == contents_of(page(FEW, "mot " * LONG))
