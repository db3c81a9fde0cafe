"""Sheets of the site that a sheet of a booklet may be: by code, else by number and title together."""

from __future__ import annotations

from collections import defaultdict

from imports.matching.names import MOST, Names
from imports.matching.results import Known, Match

DRAFT_NUMBER = "latest_revision__content__number"


class Pages:
    """Those of one type, wherever they stand: the number of an action is that of the whole site."""

    def __init__(self, model) -> None:
        self.known: dict[str, Known] = {}
        self.titles = Names(whole=True)
        self.by_number: dict[int, list[str]] = defaultdict(list)
        self.numbered: set[str] = set()
        self.has_number = hasattr(model, "number")
        columns = ["pk", "code", "title", "draft_title", *(["number", DRAFT_NUMBER] if self.has_number else [])]
        for row in model.objects.filter(alias_of=None).order_by("pk").values(*columns):
            self._add(row)

    def _add(self, row) -> None:
        numbers = {row.get("number"), row.get(DRAFT_NUMBER)} - {None}
        key = str(row["pk"])
        detail = f"n° {min(numbers)}" if numbers else ""
        self.known[key] = Known(row["pk"], row["code"], row["draft_title"] or row["title"], detail)
        self.titles.add(key, row["title"], row["draft_title"])
        for number in numbers:
            self.by_number[number].append(key)
            self.numbered.add(key)

    def add(self, page) -> None:
        number = getattr(page, "number", None)
        self._add({"pk": page.pk, "code": page.code, "title": page.title, "draft_title": page.title, "number": number})

    def match(self, number: int | None, title: str, code: str = "") -> Match:
        if code:
            found = [known for known in self.known.values() if known.code == code]
            return Match(title, found[0] if found else None)
        titled = self.titles.exact(title)
        numbered = self.by_number.get(number, []) if number is not None and self.has_number else None
        sure = titled if numbered is None else [key for key in titled if key in numbered]
        if len(sure) == 1:
            return Match(title, self.known[sure[0]])
        keys = dict.fromkeys([*(numbered or ()), *titled, *self._near(title, number)])
        return Match(title, near=tuple(self.known[key] for key in keys)[:MOST])

    def _near(self, title: str, number: int | None) -> list[str]:
        """Twins have nearly one title, and each its number: another number is another sheet."""
        near = self.titles.near(title)
        return [key for key in near if number is None or not self.has_number or key not in self.numbered]

    def is_taken(self, number: int | None) -> bool:
        return self.has_number and number is not None and bool(self.by_number.get(number))
