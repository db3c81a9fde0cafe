"""How long the index of a site takes to be made anew, and what that holds in memory."""

import json
import resource
import time

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
    """Megabytes, the most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
