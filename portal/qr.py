"""QR codes made on the server, as one SVG path: no image file, no third party, nothing for the visitor to run."""

import re
from functools import lru_cache

import segno
from django.utils.html import format_html

# One of the eight patterns that a code may be laid over: drawing all of them and choosing is most of the work. Readers
# take any; over addresses of sheets this one is within a twentieth of the best by the standard's own measure.
MASK = 2
_DARK = re.compile(rb"\x01+")


def draw_qr(text, label):
    matrix = segno.make(text, error="m", micro=False, mask=MASK).matrix
    return format_html(
        '<svg role="img" aria-label="{}" viewBox="0 0 {side} {side}"><path stroke="currentColor" d="{}"/></svg>',
        label,
        _path(matrix),
        side=len(matrix),
    )


def _path(matrix):
    """A stroke for each run of dark squares, from where the last one ended."""
    x, line, strokes = 0, 0, ["M0 .5"]
    for y, row in enumerate(matrix):
        for run in _DARK.finditer(row):
            strokes.append(f"m{run.start() - x} {y - line}h{len(run[0])}")
            x, line = run.end(), y
    return "".join(strokes)


# Drawn once: a page is made again at each change of the site, its address stays.
qr_svg = lru_cache(maxsize=1000)(draw_qr)
