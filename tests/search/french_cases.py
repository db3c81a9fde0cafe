"""The hundred French searches of ``cases/french.txt``, asked of any engine that holds the sample site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from search.engines.contract import SearchEngine, SearchRequest
from search.models import Entry

FIRST = 5


class Case(NamedTuple):
    kind: str
    typed: str
    code: str


def read_cases() -> list[Case]:
    kind, cases = "", []
    for line in (Path(__file__).parent / "cases" / "french.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            typed, _, code = line.rpartition(" ")
            cases.append(Case(kind, re.sub(r"\s+$", "", typed), code))
    return cases


def misses(engine: SearchEngine, site: int) -> list[str]:
    """One line for each case whose sheet is not among the first five: what was typed, wanted and found."""
    codes = dict(Entry.objects.values_list("key", "code"))
    lines = []
    for case in read_cases():
        result = engine.search(SearchRequest(case.typed, site=site, size=FIRST))
        found = [codes[hit.key] for hit in result.hits]
        if case.code not in found:
            lines.append(
                f"{case.kind}: {case.typed} -> {case.code}, not {', '.join(found)} ({result.total} found, "
                f"corrected: {result.corrected})"
            )
    return lines
