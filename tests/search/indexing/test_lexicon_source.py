"""Which words the search takes from the glossary and the vocabularies, and how."""

from catalog.models import Term
from directory.models import GlossaryEntry
from search.indexing.lexicon_source import city_lexicon
from search.models import Need
from search.text.lexicon import Lexicon
from tests import factories


def test_a_term_stands_above_its_synonyms(sample_site):
    assert "karaté" in city_lexicon().narrower["Sport"]


def test_terms_of_the_registers_are_no_words_of_pages(sample_site):
    assert Term.objects.filter(label="Centre social", vocabulary__source="register").exists()
    assert "Centre social" not in city_lexicon().narrower


def test_terms_of_the_same_name_share_their_words(db):
    for code in ("un", "deux"):
        of = factories.vocabulary(code=code, label=code)
        factories.term(of, "Danse", synonyms=[f"danse {code}"])
    assert city_lexicon().narrower == {"Danse": ["danse un", "danse deux"]}


def test_one_word_in_capitals_is_an_acronym_and_several_are_equals(db):
    for term in ("PRE", "P.M.I.", "REP+", "ORS-CREAI", "ATD Quart Monde", "Pronote"):
        GlossaryEntry.objects.create(term=term, expansion=f"développé de {term}", live=True)
    lexicon = city_lexicon()
    assert set(lexicon.acronyms) == {"PRE", "P.M.I.", "REP+"}
    assert {group[0] for group in lexicon.synonyms} == {"ORS-CREAI", "ATD Quart Monde", "Pronote"}


def test_drafts_and_words_without_another_name_say_nothing(db):
    GlossaryEntry.objects.create(term="PRE", expansion="programme", live=False)
    GlossaryEntry.objects.create(term="GSE", expansion="", live=True)
    assert city_lexicon().digest == Lexicon().digest


def test_words_of_people_are_of_here_or_of_elsewhere(db):
    Need.objects.create(words=["ne parle plus", "parle mal"])
    Need.objects.create(words=["permis de conduire"], elsewhere="Une auto-école")
    lexicon = city_lexicon()
    assert (lexicon.expressions, lexicon.elsewhere) == (["ne parle plus", "parle mal"], ["permis de conduire"])


def school_names():
    return Lexicon({"PRE": ["pôle de réussite"]}, [["Freinet", "école du canal"]], {"Sport": ["aviron"]})


def test_an_app_above_brings_its_words_by_name(sample_site, settings):
    before = city_lexicon()
    settings.SEARCH_WORDS = [*settings.SEARCH_WORDS, f"{__name__}.school_names"]
    lexicon = city_lexicon()
    assert ["Freinet", "école du canal"] in lexicon.synonyms
    assert lexicon.narrower["Sport"] == [*before.narrower["Sport"], "aviron"]
    assert lexicon.acronyms["PRE"] == [*before.acronyms["PRE"], "pôle de réussite"]
