"""Engines alone, each request counted in full (20 hits, the total, all counts), beside the floor of bitmaps."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.utils.module_loading import import_string

from bench.asked import by_number, documents, requests, with_properties
from bench.figures import Timing, timed
from bench.floor import Bitmaps
from search.engines.contract import SearchEngine, SearchRequest

REQUESTS = 250
SAMPLE = 1000
LONGEST = 20  # seconds a measure
VARIANTS = {"properties": with_properties, "ordered": by_number}


def measure(items: list[dict], elasticsearch: str = "") -> list[dict]:
    """One row an engine, the floor first."""
    asked = requests(REQUESTS, list(documents(items[:SAMPLE])))
    floor = Bitmaps(documents(items))
    rows = [_row("bitmaps", len(items), timed(_calls(floor.search, asked), LONGEST))]
    with tempfile.TemporaryDirectory(prefix="bench-index-") as folder:
        rows.append(_measure_engine(_embedded(folder), items, asked, floor))
    if elasticsearch:
        rows.append(_measure_engine(_elasticsearch(elasticsearch), items, asked, floor))
    for row in rows[1:]:
        row["floors"] = row["p50"] / rows[0]["p50"]
    return rows


def _embedded(folder: str) -> SearchEngine:
    return import_string("search.engines.tantivy.engine.EmbeddedEngine")(path=Path(folder) / "index")


def _elasticsearch(url: str) -> SearchEngine:
    engine = import_string("search.engines.elasticsearch.engine.ElasticsearchEngine")
    return engine(url=url, search_budget=30, write_budget=300)


def _measure_engine(engine: SearchEngine, items: list[dict], asked: list[SearchRequest], floor: Bitmaps) -> dict:
    started = time.perf_counter()
    engine.rebuild(documents(items))
    seconds = time.perf_counter() - started
    _check(engine, asked, floor)
    _check(engine, with_properties(asked), floor)
    timing = timed(_calls(engine.search, asked), LONGEST)
    times = {name: _times(engine, change(asked), timing) for name, change in VARIANTS.items()}
    size = int(engine.health()["size_bytes"]) / 1e6
    return {**_row(engine.name, len(items), timing), **times, "built": seconds, "size": size}


def _times(engine: SearchEngine, asked: list[SearchRequest], plain: Timing) -> float:
    """How many times as long as the plain requests take."""
    return timed(_calls(engine.search, asked), LONGEST).p50 / plain.p50


def _check(engine: SearchEngine, asked: list[SearchRequest], floor: Bitmaps) -> None:
    """Figures are worth nothing when the answers are not those of the floor."""
    for request in asked[:25]:
        result, (total, counts) = engine.search(request), floor.search(request)
        wanted = {facet: {code: n for code, n in values.items() if n} for facet, values in counts.items()}
        if result.corrected is None and (result.total, dict(result.counts)) != (total, wanted):
            raise RuntimeError(f"{engine.name} ne répond pas comme les bitmaps : {request}")


def _calls(search: Callable, asked: list[SearchRequest]) -> list[Callable]:
    return [lambda request=request: search(request) for request in asked]


def _row(name: str, count: int, timing: Timing) -> dict:
    return {"engine": name, "count": count, "p50": timing.p50, "p95": timing.p95}
