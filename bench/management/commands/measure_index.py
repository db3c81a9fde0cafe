"""How long the index of a site takes to be made anew, and what that holds in memory."""

import json
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Reconstruit l’index et dit combien de temps et de mémoire cela prend."

    def handle(self, *args, **options):
        before, started, used = peak(), time.perf_counter(), time.process_time()
        call_command(settings.BENCH_INDEX, verbosity=0)
        row = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - used}
        self.stdout.write(json.dumps({**row, "before": before, "peak": peak()}))


def peak() -> float:
    """Megabytes, the most so far: that of ``getrusage`` begins with what the parent process held."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1000
