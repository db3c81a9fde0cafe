"""Letters that no font of the house has are replaced where something stands for them, and told where nothing does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.booklets.letters import known_letters, set_all, set_text


@pytest.mark.parametrize(
    ("text", "given_text"),
    [
        ("« Œuvre » : 6–11 ans…", "« Œuvre » : 6–11 ans…"),
        ("10\u202f%", "10\u00a0%"),
        ("e\u0301cole", "école"),
        ("zéro\u2063largeur", "zérolargeur"),
        ("ﬁche ①", "fiche 1"),
    ],
)
def test_what_stands_for_a_letter_is_set(text, given_text):
    missed = set()
    assert (set_text(text, missed), missed) == (given_text, set())


def test_what_nothing_stands_for_is_left_out_and_told():
    missed = set()
    assert (set_text("Ici 📍 مدرسة", missed), "📍" in missed) == ("Ici  ", True)


def test_texts_are_found_wherever_they_stand():
    missed = set()
    assert set_all({"a": ["📍", {"b": "é"}], "n": 3, "x": None}, missed) == {"a": ["", {"b": "é"}], "n": 3, "x": None}
    assert missed == {"📍"}


@given(st.text())
def test_all_that_is_set_is_in_a_font(text):
    assert all(ord(letter) in known_letters() for letter in set_text(text, set()))
