"""An edition of three hundred sheets: what setting it takes, in the process of its own that sets it.

    .venv/bin/python -m bench.editions [SHEETS]      # on a portal of its own, filled with the sample (VAR_DIR)

The sheets of an edition of the sample are set again and again. Each time all that they say is another text: what is
the same would be set once. Seconds are of the processor; memory is the most that the process held.
"""

import sys
import tempfile
from datetime import date
from itertools import count
from pathlib import Path

import django

from jobs.apart import read_apart

SETTER = "bench.weighed:set_weighed"
MEMORY = 3 * 1024**3
DAY = date(2026, 11, 27)
PATIENCE = 300  # seconds of the clock: the machine may do something else
SAID = ("s", "title", "lead", "label", "text")
CASES = (("cite-educative", "a5"), ("cite-educative", "a4"), ("livret", "a5"), ("livret", "a4"))


def another(value, number):
    """The same with other words in all that is said."""
    if isinstance(value, list):
        return [another(each, number) for each in value]
    if isinstance(value, dict):
        return {
            key: f"{each} {number} " if key in SAID and isinstance(each, str) else another(each, number)
            for key, each in value.items()
        }
    return value


def many(data, sheets):
    """A booklet of so many sheets; lists of pages at its end grow with it."""
    from editions.booklets.gathering import qr_of

    parts, copies = [{**part, "sheets": []} for part in data["parts"]], {}
    rounds = ((number, place, sheet) for number in count() for place, sheet in _placed(data))
    for (number, place, sheet), _ in zip(rounds, range(sheets), strict=False):
        url = f"{sheet['url']}-{number}"
        copy = {**another(sheet, number), "code": f"{sheet['code']}-{number}", "url": url, "qr": qr_of(url)}
        parts[place]["sheets"].append(copy)
        copies.setdefault(sheet["code"], []).append(copy["code"])
    indexes = [{**index, "rows": [_row(row, copies) for row in index["rows"]]} for index in data["indexes"]]
    places = {path: copies[code][0] for path, code in data["places"].items() if code in copies}
    printed = [code for codes in copies.values() for code in codes]
    return {**data, "parts": parts, "indexes": indexes, "printed": printed, "places": places}


def _placed(data):
    return [(place, sheet) for place, part in enumerate(data["parts"]) for sheet in part["sheets"]]


def _row(row, copies):
    return {**row, "codes": [code for each in row["codes"] for code in copies.get(each, ())]}


def main(sheets):
    django.setup()
    from wagtail.models import Site

    from editions.booklets.contents import parts_of
    from editions.booklets.gathering import Gathering, write
    from editions.models import Edition

    site = Site.objects.get(is_default_site=True)
    for slug, paper in CASES:
        edition = Edition.objects.get(slug=slug)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            found = Gathering(site, folder).booklet(edition, parts_of(edition, site), DAY)
            write({**many(found.data, sheets), "paper": paper}, folder)
            said = read_apart(SETTER, folder, "ua-1", memory=MEMORY, seconds=PATIENCE)
        size = said["letters"] * 3 // 4 // 1024
        print(f"{slug} {paper:10} {said['seconds']:7.1f} s {said['megabytes']:7.0f} MB  {size} kB", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 300)
