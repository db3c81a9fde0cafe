"""What a page shows of an app above it: the page names a slot, the app fills it in ``AppConfig.ready``.

A filling is a template, drawn with what the page's own template knows: it must show nothing that is kept too long
(what it reads is in tables that the page cache sees) and must be empty where it has nothing to say.
"""

SHEET_META = "sheet-meta"  # in the head of a sheet, for machines
SHEET_TOOLS = "sheet-tools"  # beside « Imprimer » and « Garder »
LIST_TOOLS = "list-tools"  # the same, of a list that somebody keeps
SHEET_END = "sheet-end"  # under the last section of a sheet
LISTING_FOLLOW = "listing-follow"  # beside the feed of a search
SHEETS_TOP = "sheets-top"  # above the list of the sheets of a kind
EVENTS_END = "events-end"  # under the list of the events
CENTERS_TOP = "centers-top"  # above the list of the centers
VERIFIED = "verified"  # after the day when a sheet was verified
SHEET_QUALITY = "sheet-quality"  # beside what would make a sheet better, for editors
NOTHING_FOUND = "nothing-found"  # of a search that found nothing

_SLOTS = (
    *(SHEET_META, SHEET_TOOLS, LIST_TOOLS, SHEET_END, SHEET_QUALITY, VERIFIED),
    *(LISTING_FOLLOW, SHEETS_TOP, EVENTS_END, CENTERS_TOP, NOTHING_FOUND),
)
_fillings: dict[str, list[str]] = {slot: [] for slot in _SLOTS}


def fill(slot: str, template_name: str):
    """Adds a template to a slot, after those that other apps put there. ``KeyError``: no page has that slot."""
    if template_name not in _fillings[slot]:
        _fillings[slot].append(template_name)


def templates_of(slot: str) -> tuple[str, ...]:
    """The names of what fills a slot, in the order of the apps. ``KeyError``: no page has that slot."""
    return tuple(_fillings[slot])
