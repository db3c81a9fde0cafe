"""The excerpt shown under a hit: some 200 characters of its body around the best match, matched words marked.

Words are looked for in the forms that the index knows them by: to analyse the texts again would cost twenty times
more than the search itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from html import escape

from search.text.french import lower

EXCERPT = 200  # characters
_LEAD = 60  # characters kept before the first match
_MOST_MATCHES = 30  # of one form: the best place is nearly always among the first


def highlight(body: str, forms_by_unit: Sequence[Sequence[str]]) -> str:
    """Safe HTML, or "" when no form is in the body. Each unit of the query comes with its surface forms."""
    lowered = lower(body)
    matches = sorted(
        {
            (start, start + len(form), unit)
            for unit, forms in enumerate(forms_by_unit)
            for form in forms
            for start in _places(form, body if form.isupper() else lowered)
        },
        # Where « REP » and « REP+ » both match, the longer one is what is written.
        key=lambda match: (match[0], -match[1], match[2]),
    )
    if not matches:
        return ""
    start, end = _window(body, matches)
    return _mark(body, matches, start, end)


def _places(form: str, text: str) -> list[int]:
    """Where a form stands as a whole word."""
    places: list[int] = []
    position = text.find(form)
    while position != -1 and len(places) < _MOST_MATCHES:
        end = position + len(form)
        if not (position and text[position - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            places.append(position)
        position = text.find(form, end)
    return places


def _window(body: str, matches: list[tuple[int, int, int]]) -> tuple[int, int]:
    """The first stretch of text that holds matches of the most units, cut between words."""
    starts = [match[0] for match in matches]

    def units_from(index: int) -> int:
        last = bisect_left(starts, starts[index] + EXCERPT - _LEAD)
        return len({unit for _, _, unit in matches[index:last]})

    # The first of equals, which max() gives.
    best = starts[max(range(len(starts)), key=units_from) if len({unit for *_, unit in matches}) > 1 else 0]
    start = max(0, min(best - _LEAD, len(body) - EXCERPT))
    end = min(len(body), start + EXCERPT)
    if start:
        space = body.find(" ", start, best)
        start = space + 1 if space != -1 else best
    if end < len(body):
        space = body.rfind(" ", best, end)
        end = space if space > best else end
    return start, end


def _mark(body: str, matches: list[tuple[int, int, int]], start: int, end: int) -> str:
    parts, position = [], start
    for first, last, _ in matches:
        if first >= position and last <= end:
            parts += [escape(body[position:first]), "<mark>", escape(body[first:last]), "</mark>"]
            position = last
    parts.append(escape(body[position:end]))
    text = " ".join("".join(parts).split())
    return ("… " if start else "") + text + (" …" if end < len(body) else "")
