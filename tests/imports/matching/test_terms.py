"""Terms by label, synonym and code."""

import pytest
from wagtail.models import Locale

from imports.matching.terms import Terms
from tests import factories


@pytest.fixture
def terms(db):
    public = factories.vocabulary("public-essai", "Publics", terms=["Enfants", "Parents"])
    factories.term(public, "Jeunes adultes", synonyms=["étudiants"])
    return Terms(Locale.get_default())


def test_a_label_and_a_synonym_are_exact(terms):
    assert terms.match("public-essai", "ENFANTS").found.label == "Enfants"
    assert terms.match("public-essai", "Étudiants").found.label == "Jeunes adultes"


def test_a_longer_text_names_the_term_whose_label_stands_in_it(terms):
    found = terms.named_in("public-essai", "Enfants de 6 à 11 ans et parents")
    assert [known.label for known in found] == ["Enfants", "Parents"]


def test_a_vocabulary_that_is_not_there_knows_nothing(terms):
    assert terms.match("inconnu", "Enfants").state == "new"
