"""QR codes made on the server, as one SVG path: no image file, no third party, nothing for the visitor to run."""

from functools import lru_cache

import segno
from django.utils.html import format_html


def qr_path(text):
    """``(width in modules, path)``: each run of dark modules is one horizontal bar."""
    matrix = segno.make(text, error="m", micro=False).matrix
    bars = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            run = 1
            while x + run < len(row) and row[x + run] == row[x]:
                run += 1
            if row[x]:
                bars.append(f"M{x} {y}h{run}v1h-{run}z")
            x += run
    return len(matrix), "".join(bars)


@lru_cache(maxsize=1000)  # drawn once: a page is made again at each change of the site, its address stays
def qr_svg(text, label):
    width, path = qr_path(text)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path fill="currentColor" d="{2}"/></svg>',
        width,
        label,
        path,
    )
