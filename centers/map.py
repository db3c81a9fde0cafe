"""The schematic map: positions in degrees become points of one SVG, never more exact than what is known.

``outline.json`` draws the town behind the points. It belongs to one town: when the centers lie elsewhere, or the file
is absent, the frame is made around the points and nothing is drawn behind them.
"""

import json
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import cos, radians
from pathlib import Path

from portal.inputs.places import is_far, middle

KM_PER_DEGREE = 111.2
OUTLINE = Path(__file__).with_name("outline.json")
WIDTH, MARGIN = 540, 40
LABEL_DROP = 8  # a number is centred on its disc


@dataclass(frozen=True)
class Frame:
    """A plane where (0, 0) is a place, y goes south, and a kilometre has ``units_per_km`` units."""

    latitude: float
    longitude: float
    units_per_km: float
    view_box: tuple
    areas: tuple = ()
    labels: tuple = ()
    note: str = ""

    def project(self, latitude, longitude):
        across = KM_PER_DEGREE * cos(radians(self.latitude - 0.01))
        x = (longitude - self.longitude) * across * self.units_per_km
        y = (self.latitude - latitude) * KM_PER_DEGREE * self.units_per_km
        return round(x), round(y)

    def units(self, metres):
        return round(metres * self.units_per_km / 1000)

    def holds(self, latitude, longitude):
        left, top, width, height = self.view_box
        x, y = self.project(latitude, longitude)
        return left <= x <= left + width and top <= y <= top + height


@dataclass(frozen=True)
class Point:
    number: int
    label: str
    anchor: str
    css: str
    x: int
    y: int
    blur: int

    @property
    def text_y(self):
        return self.y + LABEL_DROP


@dataclass(frozen=True)
class Map:
    frame: Frame
    points: list = field(default_factory=list)

    @property
    def view_box(self):
        return " ".join(str(number) for number in self.frame.view_box)

    @property
    def scale(self):
        """The bar of one kilometre, at the bottom."""
        left, top, _width, height = self.frame.view_box
        length = self.frame.units(1000)
        return {
            "x": left + 26,
            "y": top + height - 18,
            "length": length,
            "middle": left + 26 + length // 2,
            "text": top + height - 28,
        }


@lru_cache(maxsize=1)
def outline():
    """The town's drawing, or None."""
    if not OUTLINE.is_file():
        return None
    data = json.loads(OUTLINE.read_text(encoding="utf-8"))
    return Frame(**{**data, **{name: tuple(data[name]) for name in ("view_box", "areas", "labels")}})


def frame_around(places):
    """A frame that holds ``places``, (latitude, longitude) pairs, with some room."""
    latitudes, longitudes = zip(*places, strict=True)
    frame = Frame(max(latitudes), min(longitudes), 1, (0, 0, 0, 0))
    right, bottom = Frame(frame.latitude, frame.longitude, 1000, (0, 0, 0, 0)).project(min(latitudes), max(longitudes))
    units = min(116, (WIDTH - 2 * MARGIN) / max(right / 1000, bottom / 1000, 0.1))
    box = (-MARGIN, -MARGIN, WIDTH, max(round(bottom / 1000 * units) + 3 * MARGIN, WIDTH // 2))
    return replace(frame, units_per_km=units, view_box=box)


def frame_for(places):
    drawn = outline()
    if drawn and all(drawn.holds(*place) for place in places):
        return drawn
    return frame_around(places)


def _of_one_town(places):
    """Without those that lie far from most: one wrong position would fold all the others onto one point."""
    positions = [place[-3:-1] for place in places]
    drawn = outline()
    if drawn and any(drawn.holds(*position) for position in positions):
        town = (drawn.latitude, drawn.longitude)
    else:
        town = middle(positions)
    return [place for place, position in zip(places, positions, strict=True) if not is_far(position, town)]


def draw_map(places):
    """``places``: (number, label, anchor, css, latitude, longitude, blur in metres). None when there is none."""
    places = _of_one_town(places)
    if not places:
        return None
    frame = frame_for([(latitude, longitude) for *_rest, latitude, longitude, _blur in places])
    points = [
        Point(number, label, anchor, css, *frame.project(latitude, longitude), frame.units(blur))
        for number, label, anchor, css, latitude, longitude, blur in places
    ]
    return Map(frame, points)
