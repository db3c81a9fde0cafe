"""What reading or setting a booklet costs, told by the process that does it. No Django, as in ``jobs.apart``."""

import time
from pathlib import Path


def weighed(path, mapping):
    """Its report, the seconds of processor and the megabytes that it took."""
    from imports.booklets.reading import read_booklet

    return {"report": read_booklet(path, mapping), **_cost()}


def set_weighed(folder, standard):
    """The same, and how many letters its file takes."""
    from editions.layout.setting import set_booklet

    return {"letters": len(set_booklet(folder, standard)["pdf"]), **_cost()}


def _cost():
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return {"seconds": time.process_time(), "megabytes": int(peak.split()[1]) / 1024}
