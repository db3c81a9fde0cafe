import json
import time

from django.core.management.base import BaseCommand

from resources.models import ResourcePage


class Command(BaseCommand):
    help = "Publie une fiche par seconde, à tour de rôle, et dit laquelle une fois que c’est fait."

    def add_arguments(self, parser):
        parser.add_argument("seconds", type=int)
        parser.add_argument("sheets", type=int)

    def handle(self, seconds, sheets, **options):
        keys = list(ResourcePage.objects.order_by("pk").values_list("pk", flat=True)[:sheets])
        started = time.monotonic()
        for number in range(seconds):
            page = ResourcePage.objects.get(pk=keys[number % len(keys)])
            edition = number // len(keys) + 1
            page.summary = f"Voici l’édition {edition} de la fiche {page.pk} : rien n’y est en retard."
            page.save_revision().publish()
            self.stdout.write(json.dumps([str(page.pk), edition]))
            self.stdout.flush()
            time.sleep(max(0, started + number + 1 - time.monotonic()))
