"""Searches close to one that finds little."""

import pytest

from search.results import suggestions
from search.results.suggestions import close_texts
from search.text.french import fold


@pytest.fixture
def known(monkeypatch):
    """An engine that completes with these words only, and the beginnings it was asked for."""
    words, asked = ["psychomotricité", "bibliothèque", "bibliothécaire"], []

    def suggest(text, site, locale="fr", limit=8):
        asked.append(text)
        return [word for word in words if text and fold(word).startswith(fold(text))][:limit]

    monkeypatch.setattr(suggestions, "suggest", suggest)
    return asked


def test_the_words_completed(known):
    assert close_texts("biblio", None, "fr") == ["bibliothèque", "bibliothécaire"]


def test_the_text_itself_is_not_offered(known):
    assert close_texts("Bibliotheque", None, "fr") == ["bibliothécaire"]


def test_or_else_words_that_begin_like_the_longest(known):
    assert close_texts("un psychomotricien pour le soir", None, "fr") == ["psychomotricité"]


def test_but_not_words_that_merely_share_their_first_letters(known):
    assert close_texts("psychologue", None, "fr") == close_texts("bisous", None, "fr") == []


@pytest.mark.parametrize("text", ["", "le la", "zz", "…", "a" * 200])
def test_a_few_tries_and_no_more(known, text):
    assert close_texts(text, None, "fr") == []
    assert len(known) <= 9
