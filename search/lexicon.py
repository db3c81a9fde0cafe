"""The words that the city explains: acronyms with their long forms, and groups of synonyms.

The caller makes a ``Lexicon`` from the glossary and the vocabularies. An index keeps the lexicon it was built with,
since its documents carry the tokens of that lexicon and of no other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True)
class Lexicon:
    acronyms: Mapping[str, Sequence[str]] = field(default_factory=dict)  # {"PRE": ["programme de réussite éducative"]}
    synonyms: Sequence[Sequence[str]] = ()  # [["cantine", "restauration scolaire"]]: each finds the others

    @cached_property
    def canonical(self) -> str:
        """JSON in one order whatever the caller's, so that the same words always give the same digest."""
        acronyms = {name: sorted(set(forms)) for name, forms in self.acronyms.items()}
        synonyms = sorted({tuple(sorted(set(group))) for group in self.synonyms})
        return json.dumps({"acronyms": acronyms, "synonyms": synonyms}, ensure_ascii=False, sort_keys=True)

    @cached_property
    def digest(self) -> str:
        return sha256(self.canonical.encode("utf-8", "replace")).hexdigest()[:16]

    @classmethod
    def from_json(cls, text: str) -> Lexicon:
        data = json.loads(text)
        return cls(acronyms=data["acronyms"], synonyms=data["synonyms"])
