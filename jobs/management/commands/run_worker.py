from django.conf import settings
from django.core.management.base import BaseCommand

from jobs.worker import work


class Command(BaseCommand):
    help = (
        "Fait les travaux longs (publications en nombre, importations…), l’un après l’autre, jusqu’à ce qu’on l’arrête."
    )

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="S’arrête quand plus rien n’attend.")

    def handle(self, *args, **options):
        settings.WORK_BEHIND = False  # nobody waits for this process: what its changes ask for it does itself, at once
        work(batch=options["batch"])
