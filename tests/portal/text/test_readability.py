"""How easily a text is read: what is long, what nobody explains, and one number that falls with them."""

from hypothesis import given
from hypothesis import strategies as st

from portal.text.readability import measure

EASY = "Le centre est ouvert le mercredi. Vous venez avec votre carte. Une personne vous aide."
HEAVY = (
    "Dans le cadre de la contractualisation pluriannuelle des accompagnements socioprofessionnels, la DRAC et la DSDEN "
    "mobilisent conjointement, au titre de l’expérimentation, des financements complémentaires dont la "
    "territorialisation fait l’objet d’une concertation interinstitutionnelle."
)


def test_a_text_in_short_sentences_has_nothing_to_be_told():
    found = measure(EASY)
    assert (found.score, found.long_sentences, found.long_words, found.acronyms) == (100, [], [], [])


def test_what_is_hard_is_named_and_costs():
    found = measure(HEAVY)
    assert found.score < 30
    assert len(found.long_sentences) == 1
    assert "contractualisation" in found.long_words
    assert found.acronyms == ["DRAC", "DSDEN"]


def test_an_acronym_that_is_explained_is_no_matter():
    assert measure("Le PRE (programme de réussite éducative) aide.").acronyms == []
    assert measure("Le programme de réussite éducative (PRE) aide. Le PRE écoute.").acronyms == []
    assert measure("Le PRE aide.", explained={"PRE"}).acronyms == []


def test_an_empty_text_is_not_hard():
    assert measure("").score == 100


@given(st.text(max_size=400))
def test_any_text_has_a_number(text):
    assert 0 <= measure(text).score <= 100
