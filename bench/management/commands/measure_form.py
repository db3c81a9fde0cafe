"""An editor's edit form with thirty properties against the same form without: times and queries, in one run."""

import json
import time
from statistics import median

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import SheetProperty
from catalog.property_types import clean_cell
from directory.models import Contact, Organization
from resources.models import ResourcePage
from sheets.models import OrganizationLink

MANY = 30
PARTNERS = (3, 60)
ROUNDS = 25
TYPED = {
    "text": "Salle 2", "longtext": "Une ligne.\nUne autre.", "number": "45,5", "yesno": "oui", "date": "2027-01-05",
    "url": "https://exemple.example/", "email": "service@ville.example",
}  # fmt: skip


class Command(BaseCommand):
    help = "Mesure le formulaire d’une fiche, sans et avec trente propriétés remplies. Rien n’est gardé."

    def handle(self, *args, **options):
        settings.ALLOWED_HOSTS = ["*"]
        with transaction.atomic():
            self.stdout.write(json.dumps(measure()))
            transaction.set_rollback(True)


def measure():
    client, page = Client(), ResourcePage.objects.order_by("pk").first()
    client.force_login(get_user_model().objects.create_superuser("mesure", "mesure@ville.example", "mesure"))
    fill(page)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    times, queries = {True: [], False: []}, {}
    for _round in range(ROUNDS):
        for with_them in (True, False):
            SheetProperty.objects.update(retired=not with_them)
            started = time.perf_counter()
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(url)
            times[with_them].append(1000 * (time.perf_counter() - started))
            queries[with_them] = len(asked)
            if answer.status_code != 200 or (b"prop_p1" in answer.content) is not with_them:
                raise RuntimeError(f"Le formulaire n’a pas été montré ({answer.status_code}).")
    return {
        "many": MANY,
        "with": median(times[True]),
        "without": median(times[False]),
        "queries": queries[True],
        "partners": {number: with_partners(client, url, page, number) for number in PARTNERS},
    }


def with_partners(client, url, page, number):
    """Milliseconds and bytes of the form of a sheet with so many partners."""
    page.organization_links = [
        OrganizationLink(organization=Organization.objects.create(name=f"Partenaire {each}")) for each in range(number)
    ]
    page.save_revision().publish()
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        answer = client.get(url)
        times.append(1000 * (time.perf_counter() - started))
    return {"ms": median(times), "bytes": len(answer.content)}


def fill(page):
    contact = Contact.objects.create(title="Accueil", organization=Organization.objects.create(name="Service mesuré"))
    typed = {**TYPED, "contact": str(contact.pk), "page": str(page.pk)}
    for number in range(MANY):
        kind = list(typed)[number % len(typed)]
        prop = SheetProperty.objects.create(label=f"P{number}", code=f"p{number}", type=kind, every_kind=True)
        page.property_values[prop.code] = clean_cell(prop, typed[kind])
    page.save_revision().publish()
