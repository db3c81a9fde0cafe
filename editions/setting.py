"""Booklets are set in a process of their own: its memory is given back, and what kills it kills nothing else."""

import base64

from jobs.apart import read_apart

SETTER = "editions.layout.setting:set_booklet"
ACCESSIBLE, ARCHIVE = "ua-1", "a-2a"
MEMORY = 3 * 1024**3  # of addresses, most of which are threads' and never touched
SECONDS = 120


class Unsettable(Exception):
    """``refused``: ``[(code of a sheet, why)]``."""

    def __init__(self, refused):
        super().__init__(" ".join(f"{code} : {why}" for code, why in refused))
        self.refused = refused


def set_apart(folder, standard=ACCESSIBLE, go_on=lambda: None):
    """The PDF of what ``folder`` holds. ``Illegible`` where no sheet is to blame."""
    said = read_apart(SETTER, folder, standard, go_on=go_on, memory=MEMORY, seconds=SECONDS)
    if "refused" in said:
        raise Unsettable([(each["code"], each["why"]) for each in said["refused"]])
    return base64.b64decode(said["pdf"])
