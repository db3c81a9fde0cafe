"""Editions are nobody's pages: what is made, published, asked for on paper has no page asked again."""

import pytest

from editions import list_files, sheet_files
from editions.models import SheetFile
from portal.cache.changes import read_generation
from tests import factories
from tests.editions.making import edition, published


@pytest.mark.usefixtures("sample_site")
def test_an_edition_a_file_and_a_list_leave_every_page_as_it_was():
    sheet = factories.action("Chorale")
    made = edition(sheet)
    before = read_generation()
    published(made)
    sheet_files.look_at(SheetFile.objects.create(page=sheet), sheet.get_site(), "")
    list_files.ask_for([sheet.code])
    list_files.make_lists()
    assert read_generation() == before
