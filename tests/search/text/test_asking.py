"""Words of asking, as people write them."""

import pytest

from search.text.asking import is_asking


@pytest.mark.parametrize("word", ["cherche", "jcherche", "Enfant", "enfan", "dehor", "souven", "septembre"])
def test_words_people_ask_with(word):
    assert is_asking(word)


@pytest.mark.parametrize("word", ["théâtre", "aide", "mercredi", "arrêter", "sal", "lecture"])
def test_words_that_say_what_is_looked_for(word):
    assert not is_asking(word)
