"""Each table of ``make bench``: what is measured for it, and on which site."""

from argparse import Namespace
from contextlib import closing
from functools import cached_property
from pathlib import Path

from bench import reports
from bench.goals import SIZE
from bench.server import served
from bench.sites import PORTAL, STOCK, Site, copied, prepare

RUNS = ("engines", "preparation", "form", "admin", "changes", "indexing", "storm", "freshness", "against", "pages")


class Runs:
    """The sites of one run, filled when first asked for."""

    def __init__(self, options: Namespace) -> None:
        self.options = options
        self.sites: dict[tuple[str, int], Site] = {}

    def site(self, kind: Site, count: int) -> Site:
        key = (kind.name, count)
        if key not in self.sites:
            self.sites[key] = prepare(kind, self.options.folder, count, self.options.corpus)
        return self.sites[key]

    @cached_property
    def corpora(self) -> dict[int, list[dict]]:
        from bench.corpus import items

        sizes = sorted({*self.options.sizes, *self.options.portal_sizes, *self.options.engine_sizes})
        return {count: list(items(count, self.options.corpus)) for count in sizes}

    @cached_property
    def least(self) -> int:
        return min(self.options.sizes)

    @cached_property
    def most(self) -> int:
        return max(self.options.sizes)

    def engines(self) -> list[dict]:
        from bench.engines import measure

        sizes = sorted({*self.options.sizes, *self.options.engine_sizes})
        rows = [row for count in sizes for row in measure(self.corpora[count], self.options.elasticsearch)]
        reports.engines(rows)
        return rows

    def preparation(self) -> dict:
        from bench.preparation import measure

        row = measure()
        reports.preparation(row)
        return row

    def form(self) -> dict:
        row = self.site(PORTAL, self.least).measure("measure_form")
        reports.form(row)
        return row

    def admin(self) -> dict[int, list[dict]]:
        from bench.admin import measure

        found = {}
        for count in self.options.sizes:
            found[count] = measure(self.site(PORTAL, count), self.site(STOCK, count), count)
            reports.admin(count, found[count])
        return found

    def changes(self) -> dict:
        count = SIZE if SIZE in self.options.sizes else self.most
        with copied(self.site(PORTAL, count)) as copy:
            row = copy.measure("measure_changes")
        reports.changes(count, row)
        return row

    def indexing(self) -> list[dict]:
        sites = [(kind, count) for count in self.options.sizes for kind in (PORTAL, STOCK)]
        sites += [(PORTAL, count) for count in self.options.portal_sizes]
        rows = [
            {"site": kind.name, "count": count, **self.site(kind, count).measure("measure_index")}
            for kind, count in sites
        ]
        reports.indexing(rows)
        return rows

    def storm(self) -> dict:
        from bench.storm import measure

        with copied(self.site(PORTAL, self.least)) as copy:
            row = measure(copy, self.corpora[self.least])
        reports.storm(row)
        return row

    def freshness(self) -> dict:
        from bench.freshness import measure

        with copied(self.site(PORTAL, self.least)) as copy:
            row = measure(copy, self.corpora[self.least], self.options.seconds)
        reports.freshness(row)
        return row

    def against(self) -> dict[int, list[dict]]:
        found = {}
        for count in self.options.sizes:
            with served(self.site(STOCK, count)) as (port, _pid):
                address = f"http://127.0.0.1:{port}"
                found[count] = self._compare("un Wagtail tel quel", count, address, STOCK.scenarios)
        if self.options.against:
            self._compare(self.options.against, self.most, self.options.against, self.options.scenarios)
        return found

    def _compare(self, name: str, count: int, address: str, file: Path) -> list[dict]:
        from bench.against import Side, measure
        from bench.scenarios import scenarios

        items = self.corpora[count]
        with served(self.site(PORTAL, count)) as (port, _pid):
            portal = Side(f"http://127.0.0.1:{port}", scenarios(PORTAL.scenarios, items))
            with closing(portal), closing(Side(address, scenarios(file, items))) as rival:
                rows = measure(portal, rival)
        reports.against(name, count, rows)
        return rows

    def pages(self) -> list[dict]:
        from bench.pages import measure

        found = []
        for count in [*self.options.sizes, *self.options.portal_sizes]:
            rows = measure(self.site(PORTAL, count), self.corpora[count])
            reports.pages(rows)
            found += rows
        return found
