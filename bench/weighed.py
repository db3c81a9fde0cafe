"""What reading a booklet costs, told by the process that does it. Nothing of Django, as in ``jobs.apart``."""

import time
from pathlib import Path

from imports.booklets.reading import read_booklet


def weighed(path, mapping):
    """Its report, the seconds of processor and the megabytes that it took."""
    report = read_booklet(path, mapping)
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return {"report": report, "seconds": time.process_time(), "megabytes": int(peak.split()[1]) / 1024}
