"""QR codes made on the server, as one SVG path: no image file, no third party, nothing for the visitor to run."""

from functools import lru_cache

import segno
from django.utils.html import format_html
from django.utils.safestring import mark_safe


# One of the eight patterns that a code may be laid over: drawing all of them and choosing is most of the work. Readers
# take any; over addresses of sheets this one is within a twentieth of the best by the standard's own measure.
MASK = 2


def draw_qr(text, label):
    code = segno.make(text, error="m", micro=False, mask=MASK)
    drawn = code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None)
    named = format_html('<svg role="img" aria-label="{}" ', label)
    return mark_safe(drawn.replace("<svg ", named, 1).replace("#000", "currentColor", 1))  # noqa: S308


# Drawn once: a page is made again at each change of the site, its address stays.
qr_svg = lru_cache(maxsize=1000)(draw_qr)
