"""English, Turkish and Arabic are told from French by a word or two; French that borrows words stays French."""

from pathlib import Path

import pytest

from search.text.french import fold
from search.understanding import languages
from search.understanding.languages import language_of

CASES = Path(__file__).resolve().parents[1] / "cases" / "french.txt"


@pytest.mark.parametrize("text", ["homework help pour mon fils", "My son is bullied", "need interpreter", "SCHOOL"])
def test_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["ödev yardımı", "OKUL KAYDI", "çocuğum için doktor", "kızım okula gitmek istemiyor"])
def test_turkish(text):
    assert language_of(text) == "tr"


@pytest.mark.parametrize("text", ["أريد مساعدة لابني", "مدرسة", "aide مدرسة"])
def test_arabic(text):
    assert language_of(text) == "ar"


BORROWED = ["thé dansant", "le Var", "baby-foot", "week-end", "club house", "job d’été", "food truck", "training"]
OTHERS = ["", "CLAS", "classe de mer", "aile nord", "Lise", "vaccination", "cours de langue", "don't", "12", "а б", "ا"]


@pytest.mark.parametrize("text", [*BORROWED, *OTHERS])
def test_french_and_what_is_no_language(text):
    assert language_of(text) == ""


def test_no_case_of_french_is_taken_for_another_language():
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line[:1] not in ("", "#", "[")]
    asked = [line.rpartition("  ")[0].strip() for line in lines]
    assert len(asked) == 100
    assert [text for text in asked if language_of(text)] == []


def test_words_are_written_as_they_are_compared():
    assert [word for word in languages.LANGUAGE_OF if word != fold(word)] == []
