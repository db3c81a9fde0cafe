"""Each table of ``make bench``: what is measured for it, and on which site."""

from argparse import Namespace
from contextlib import closing
from functools import cached_property
from pathlib import Path

from bench import reports
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

        sizes = sorted({*self.options.sizes, *self.options.engine_sizes})
        return {count: list(items(count, self.options.corpus)) for count in sizes}

    @cached_property
    def least(self) -> int:
        return min(self.options.sizes)

    @cached_property
    def most(self) -> int:
        return max(self.options.sizes)

    def engines(self) -> None:
        from bench.engines import measure

        reports.engines([row for items in self.corpora.values() for row in measure(items, self.options.elasticsearch)])

    def preparation(self) -> None:
        from bench.preparation import measure

        reports.preparation(measure())

    def form(self) -> None:
        reports.form(self.site(PORTAL, self.least).measure("measure_form"))

    def admin(self) -> None:
        from bench.admin import measure

        for count in self.options.sizes:
            reports.admin(count, measure(self.site(PORTAL, count), self.site(STOCK, count), count))

    def changes(self) -> None:
        with copied(self.site(PORTAL, self.most)) as copy:
            reports.changes(self.most, copy.measure("measure_changes"))

    def indexing(self) -> None:
        sites = [(kind, count) for count in self.options.sizes for kind in (PORTAL, STOCK)]
        reports.indexing(
            [
                {"site": kind.name, "count": count, **self.site(kind, count).measure("measure_index")}
                for kind, count in sites
            ]
        )

    def storm(self) -> None:
        from bench.storm import measure

        with copied(self.site(PORTAL, self.least)) as copy:
            reports.storm(measure(copy, self.corpora[self.least]))

    def freshness(self) -> None:
        from bench.freshness import measure

        with copied(self.site(PORTAL, self.least)) as copy:
            reports.freshness(measure(copy, self.corpora[self.least], self.options.seconds))

    def against(self) -> None:
        for count in self.options.sizes:
            with served(self.site(STOCK, count)) as (port, _pid):
                self._compare("un Wagtail tel quel", count, f"http://127.0.0.1:{port}", STOCK.scenarios)
        if self.options.against:
            self._compare(self.options.against, self.most, self.options.against, self.options.scenarios)

    def _compare(self, name: str, count: int, address: str, file: Path) -> None:
        from bench.against import Side, measure
        from bench.scenarios import scenarios

        items = self.corpora[count]
        with served(self.site(PORTAL, count)) as (port, _pid):
            portal = Side(f"http://127.0.0.1:{port}", scenarios(PORTAL.scenarios, items))
            with closing(portal), closing(Side(address, scenarios(file, items))) as rival:
                reports.against(name, count, measure(portal, rival))

    def pages(self) -> None:
        from bench.pages import measure

        for count in self.options.sizes:
            reports.pages(measure(self.site(PORTAL, count), self.corpora[count]))
