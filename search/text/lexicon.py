"""The words that the city explains: acronyms with their long forms, and groups of synonyms.

The caller makes a ``Lexicon`` from the glossary and the vocabularies. An index keeps the lexicon it was built with,
since its documents carry the tokens of that lexicon and of no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True)
class Lexicon:
    acronyms: Mapping[str, Sequence[str]] = field(default_factory=dict)  # {"PRE": ["programme de réussite éducative"]}
    synonyms: Sequence[Sequence[str]] = ()  # [["cantine", "restauration scolaire"]]: each finds the others
    # {"Sport": ["karaté", "escalade"]}: « sport » finds the texts that say « karaté », not the other way round.
    narrower: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # ["permis de conduire"]: no page is about it, whatever words they share.
    elsewhere: Sequence[str] = ()
    # ["ne veut plus aller à l'école"]: said in these very words, small ones included, it is one thing to look for.
    expressions: Sequence[str] = ()

    @cached_property
    def canonical(self) -> str:
        """JSON in one order whatever the caller's, so that the same words always give the same digest."""
        words = {
            "acronyms": {name: sorted(set(forms)) for name, forms in self.acronyms.items()},
            "synonyms": sorted({tuple(sorted(set(group))) for group in self.synonyms}),
            "narrower": {name: sorted(set(forms)) for name, forms in self.narrower.items()},
            "elsewhere": sorted(set(self.elsewhere)),
            "expressions": sorted(set(self.expressions)),
        }
        return json.dumps(words, ensure_ascii=False, sort_keys=True)

    @cached_property
    def digest(self) -> str:
        return sha256(self.canonical.encode("utf-8", "replace")).hexdigest()[:16]

    @classmethod
    def merged(cls, lexicons: Iterable[Lexicon]) -> Lexicon:
        """All their words in one: forms of the same acronym, or under the same word, come together."""
        acronyms: dict[str, list[str]] = {}
        narrower: dict[str, list[str]] = {}
        synonyms: list[Sequence[str]] = []
        elsewhere: list[str] = []
        expressions: list[str] = []
        for each in lexicons:
            synonyms.extend(each.synonyms)
            elsewhere.extend(each.elsewhere)
            expressions.extend(each.expressions)
            for words, others in ((acronyms, each.acronyms), (narrower, each.narrower)):
                for name, forms in others.items():
                    words.setdefault(name, []).extend(forms)
        return cls(acronyms, synonyms, narrower, elsewhere, expressions)

    @classmethod
    def from_json(cls, text: str) -> Lexicon:
        data = json.loads(text)
        # An index made before there were the last three is searched until it is rebuilt.
        later = data.get("narrower", {}), data.get("elsewhere", ()), data.get("expressions", ())
        return cls(data["acronyms"], data["synonyms"], *later)
