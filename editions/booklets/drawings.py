"""The drawings of the site: its sprite taken apart, and QR codes."""

import re
from functools import lru_cache

from django.contrib.staticfiles import finders

from portal.qr import draw_qr

SPRITE = "portal/assets/icons.svg"
SYMBOL = re.compile(r'<symbol id="([^"]+)" ([^>]*)>(.*?)</symbol>', re.DOTALL)
SPACE = 'xmlns="http://www.w3.org/2000/svg"'
INK = "#14282d"


@lru_cache(maxsize=1)
def drawings():
    """``{name: svg}``, whose colour is still to be said."""
    with open(finders.find(SPRITE), encoding="utf-8") as file:
        symbols = SYMBOL.findall(file.read())
    return {name: f"<svg {SPACE} {attributes}>{shape}</svg>" for name, attributes, shape in symbols}


def qr_of(address):
    return draw_qr(address, "").replace("<svg ", f"<svg {SPACE} ", 1).replace("currentColor", INK)
