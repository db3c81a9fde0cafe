"""The lexicon of the search, from the glossary and the vocabularies.

A word of the glossary and its other names mean the same thing, whichever is typed. A term stands above its synonyms:
its name finds the texts that use one of them, and they find the pages that were given the term (``Taxonomy.words``).
"""

from __future__ import annotations

from directory.models import GlossaryEntry, Term, Vocabulary
from search.text.french import WORD
from search.text.lexicon import Lexicon


def city_lexicon() -> Lexicon:
    acronyms, synonyms = {}, []
    for entry in GlossaryEntry.objects.filter(live=True).only("term", "expansion", "synonyms"):
        others = [name for name in (entry.expansion, *(entry.synonyms or [])) if name]
        if not others:
            continue
        if entry.term.isupper() and WORD.fullmatch(entry.term):
            acronyms[entry.term] = others
        else:
            synonyms.append([entry.term, *others])
    return Lexicon(acronyms, synonyms, _term_words())


def _term_words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    terms = Term.objects.exclude(vocabulary__source=Vocabulary.Source.REGISTER).only("label", "synonyms")
    for term in terms.order_by("pk"):
        if term.synonyms:
            words.setdefault(term.label, []).extend(term.synonyms)
    return words
