"""What the fuzzer found (``tests/imports/fuzzing.py``), each with the smallest file that shows it."""

import pytest

from imports.documents.reading import read_document
from jobs.apart import Illegible

LOST_PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
trailer<</Root 1 0 R>>
"""


def test_a_pdf_that_names_a_page_it_does_not_hold_is_damaged(tmp_path):
    path = tmp_path / "livret.pdf"
    path.write_bytes(LOST_PAGE)
    with pytest.raises(Illegible, match="abîmé"):
        read_document(path)


def test_a_page_with_a_mark_that_no_html_has_is_damaged(tmp_path):
    path = tmp_path / "livret.html"
    path.write_bytes(b"<html><p>Bonjour</p><![;")
    with pytest.raises(Illegible, match="abîmée"):
        read_document(path)
