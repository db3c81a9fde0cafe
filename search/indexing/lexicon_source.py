"""The lexicon of the search: the words of every provider that ``settings.SEARCH_WORDS`` names.

A provider is a function without arguments that returns a ``Lexicon``; it is loaded by name, so that an app above the
search brings its own words (names of schools, of quartiers). Whoever changes such words calls
``search.indexing.upkeep.refresh_words_after_commit.ask()``.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from catalog.models import Term, Vocabulary
from directory.models import GlossaryEntry
from search.models import Need
from search.text.french import WORD
from search.text.lexicon import Lexicon


def city_lexicon() -> Lexicon:
    return Lexicon.merged(import_string(provider)() for provider in settings.SEARCH_WORDS)


def glossary_words() -> Lexicon:
    """A word of the glossary and its other names mean the same thing, whichever is typed."""
    acronyms, synonyms = {}, []
    for entry in GlossaryEntry.objects.filter(live=True).only("term", "expansion", "synonyms"):
        others = [name for name in (entry.expansion, *(entry.synonyms or [])) if name]
        if not others:
            continue
        if entry.term.isupper() and WORD.fullmatch(entry.term):
            acronyms[entry.term] = others
        else:
            synonyms.append([entry.term, *others])
    return Lexicon(acronyms, synonyms)


def term_words() -> Lexicon:
    """A term stands above its synonyms: its name finds the texts that use one of them, and they find the pages that
    were given the term (``Taxonomy.words``).
    """
    words: dict[str, list[str]] = {}
    terms = Term.objects.exclude(vocabulary__source=Vocabulary.Source.REGISTER).only("label", "synonyms")
    for term in terms.order_by("pk"):
        if term.synonyms:
            words.setdefault(term.label, []).extend(term.synonyms)
    return Lexicon(narrower=words)


def words_of_people() -> Lexicon:
    """What people ask for, in their words: that a page here is about, or none."""
    here, elsewhere = Need.objects.filter(elsewhere=""), Need.objects.exclude(elsewhere="")
    return Lexicon(expressions=_words(here), elsewhere=_words(elsewhere))


def _words(needs: QuerySet[Need]) -> list[str]:
    return [word for words in needs.values_list("words", flat=True) for word in words]
