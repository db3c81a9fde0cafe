"""The file of a sheet is two pages, both sides of a leaf, unless it says more than they hold."""

import pytest

from editions.booklets.gathering import write
from editions.paper import pages_of
from editions.setting import set_apart
from editions.sheet_files import on_few_pages
from tests.editions.layout.test_setting import data, sheet


def of_phrases(count):
    return data(sheet(text="Une phrase assez longue. " * count), single=True)


@pytest.fixture
def as_usual(tmp_path):
    def run(said):
        write(said, tmp_path)
        return set_apart(tmp_path)

    return run


def test_a_few_lines_too_many_do_not_take_a_third_page(as_usual, tmp_path):
    said = of_phrases(500)
    assert (pages_of(as_usual(said)), pages_of(on_few_pages(said, tmp_path))) == (3, 2)


@pytest.mark.parametrize("phrases", [10, 400])
def test_what_two_pages_hold_is_set_as_usual(as_usual, tmp_path, phrases):
    said = of_phrases(phrases)
    assert on_few_pages(said, tmp_path) == as_usual(said)
