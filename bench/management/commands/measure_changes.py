"""Changes that reach many pages: how long the editor waits, then how long until the search has followed."""

import json
import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Count
from django.urls import reverse
from wagtail.models import Page

from bench.forms import drawn, signed_in
from catalog.models import Term
from jobs.worker import queue_worker
from resources.models import ResourcePage
from search.indexing.sync import sync

MANY = 1000  # sheets of a bulk change


class Command(BaseCommand):
    help = "Renomme le terme le plus employé, puis publie mille fiches ensemble. Écrit dans la base."

    def handle(self, *args, **options):
        settings.ALLOWED_HOSTS = ["*"]
        client = signed_in()
        term = Term.objects.annotate(pages=Count("page_terms")).latest("pages")
        edit = reverse("termes:edit", args=[term.pk])
        renamed = {**drawn(client, edit), "label": [f"{term.label} autrement"]}
        keys = list(ResourcePage.objects.order_by("pk").values_list("pk", flat=True)[:MANY])
        for page in Page.objects.filter(pk__in=keys).specific():
            page.save_revision()
        bulk = (
            f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?{urlencode({'id': keys}, True)}"
        )
        rows = {
            f"un terme de {term.pages} fiches": measured(lambda: client.post(edit, renamed)),
            f"{len(keys)} fiches publiées ensemble": measured(lambda: client.post(bulk)),
        }
        self.stdout.write(json.dumps(rows))


def measured(change: Callable) -> dict:
    started = time.perf_counter()
    answer = change()
    waited = time.perf_counter() - started
    if answer.status_code != 302:
        raise RuntimeError(f"La modification a été refusée ({answer.status_code}).")
    queue_worker("bench", interval=0, batch=True).run()
    sync()
    return {"waited": waited, "behind": time.perf_counter() - started - waited}
