"""The floor: what the same totals and counts cost with bitmaps alone. No ranking, no correction, no titles to show."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from pyroaring import BitMap

from search.engines.contract import SearchDocument, SearchRequest
from search.text.french import WORD, lower, stems


class Bitmaps:
    name = "bitmaps"

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self.everything = BitMap()
        self.facets: dict[str, dict[str, BitMap]] = defaultdict(lambda: defaultdict(BitMap))
        self.numbers: dict[str, dict[int, float]] = defaultdict(dict)
        self.words: dict[str, BitMap] = defaultdict(BitMap)
        for number, document in enumerate(documents):
            self.everything.add(number)
            for facet, codes in document.facets.items():
                for code in codes:
                    self.facets[facet][code].add(number)
            for column, value in document.numbers.items():
                self.numbers[column][number] = value
            for stem in {
                stem for word in WORD.findall(lower(f"{document.title} {document.body}")) for stem in stems(word)
            }:
                self.words[stem].add(number)

    def search(self, request: SearchRequest) -> tuple[int, dict[str, dict[str, int]]]:
        """The total, and all disjunctive counts."""
        chosen = {facet: self._any(self.facets[facet], codes) for facet, codes in request.selections.items()}
        asked = self._any(self.words, stems(request.text)) if request.text else self.everything
        for column, ends in request.ranges.items():
            asked = asked & self._between(column, *ends)
        found = reduce(and_, chosen.values(), asked)
        counts = {}
        for facet in request.facets:
            others = [bitmap for name, bitmap in chosen.items() if name != facet]
            within = reduce(and_, others, asked) if facet in chosen else found
            counts[facet] = {
                code: within.intersection_cardinality(values) for code, values in self.facets[facet].items()
            }
        return len(found), counts

    def _between(self, column: str, least: float, greatest: float) -> BitMap:
        return BitMap(number for number, value in self.numbers[column].items() if least <= value <= greatest)

    @staticmethod
    def _any(bitmaps: dict[str, BitMap], keys: Iterable[str]) -> BitMap:
        return reduce(or_, (bitmaps[key] for key in keys if key in bitmaps), BitMap())
