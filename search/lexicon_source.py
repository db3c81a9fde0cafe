"""The lexicon of the search, from the glossary: acronyms with their long forms, and their other names."""

from __future__ import annotations

from directory.models import GlossaryEntry
from search.lexicon import Lexicon


def glossary_lexicon() -> Lexicon:
    acronyms, synonyms = {}, []
    for entry in GlossaryEntry.objects.filter(live=True).only("term", "expansion", "synonyms"):
        others = [name for name in (entry.expansion, *(entry.synonyms or [])) if name]
        if not others:
            continue
        if entry.term.isupper() and " " not in entry.term:
            acronyms[entry.term] = others
        else:
            synonyms.append([entry.term, *others])
    return Lexicon(acronyms=acronyms, synonyms=synonyms)
