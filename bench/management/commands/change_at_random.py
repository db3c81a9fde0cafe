"""One change of what visitors see for each line read: by the admin's own ways, by hand in SQL, or taken back."""

import json
import random
import sys
from collections.abc import Callable

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Page, Site

from catalog.models import PageTerm, Term
from directory.models import Contact, GlossaryEntry, Organization
from resources.models import ResourcePage
from sheets.models import ContactLink, OrganizationLink

AMONG = 60  # sheets that change


class Command(BaseCommand):
    help = "Change quelque chose au hasard pour chaque ligne lue, et dit quoi et dans quelle fiche."

    def handle(self, *args, **options):
        chance = random.Random(20)
        keys = list(ResourcePage.objects.order_by("pk").values_list("pk", flat=True)[:AMONG])
        for number, _line in enumerate(sys.stdin):
            change, page = chance.choice(CHANGES), ResourcePage.objects.get(pk=chance.choice(keys))
            change(page, f"changement {number}", chance)
            self.stdout.write(json.dumps([change.__name__, Page.objects.get(pk=page.pk).url_path]))
            self.stdout.flush()


def publish(page: ResourcePage, words: str, chance: random.Random) -> None:
    page.title, page.summary = f"Atelier {words}", f"Voici le {words}."
    page.save_revision().publish()


def withdraw_or_bring_back(page: ResourcePage, words: str, chance: random.Random) -> None:
    if page.live:
        page.unpublish()
    else:
        page.save_revision().publish()


def rename_a_term(page: ResourcePage, words: str, chance: random.Random) -> None:
    term = chance.choice(list(Term.objects.filter(vocabulary__code__in=["theme", "public"])))
    term.label = f"{term.label.partition(' (')[0]} ({words})"
    term.save()


def classify_otherwise(page: ResourcePage, words: str, chance: random.Random) -> None:
    terms = list(Term.objects.filter(vocabulary__code="theme"))
    page.page_terms = [PageTerm(term=term) for term in chance.sample(terms, 2)]
    page.save_revision().publish()


def name_partners(page: ResourcePage, words: str, chance: random.Random) -> None:
    organization = Organization.objects.order_by("?").first() or Organization.objects.create(name=words)
    contact = Contact.objects.create(title=f"Accueil du {words}", organization=organization)
    page.organization_links = [OrganizationLink(organization=organization)]
    page.contact_links = [ContactLink(contact=contact)]
    page.save_revision().publish()


def rename_an_organization(page: ResourcePage, words: str, chance: random.Random) -> None:
    organization = Organization.objects.order_by("?").first() or Organization.objects.create(name=words)
    organization.name = f"Service du {words}"
    organization.save()


def explain_a_word(page: ResourcePage, words: str, chance: random.Random) -> None:
    GlossaryEntry.objects.update_or_create(term="ATL", defaults={"expansion": f"Atelier du {words}", "live": True})


def move_in_addresses(page: ResourcePage, words: str, chance: random.Random) -> None:
    page.slug = words.replace(" ", "-")
    page.save_revision().publish()


def show_or_hide_in_menus(page: ResourcePage, words: str, chance: random.Random) -> None:
    section = chance.choice(list(Page.objects.filter(depth=3, live=True).specific()))
    section.show_in_menus = not section.show_in_menus
    section.save_revision().publish()


def rename_the_site(page: ResourcePage, words: str, chance: random.Random) -> None:
    site = Site.objects.get(is_default_site=True)
    site.site_name = f"Portail du {words}"
    site.save()


def write_by_hand(page: ResourcePage, words: str, chance: random.Random) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sheets_targetaudience SET label = %s WHERE page_id = %s", [words, page.pk])
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", [f"Écrit au {words}", page.pk])


def take_back(page: ResourcePage, words: str, chance: random.Random) -> None:
    with transaction.atomic():
        publish(page, f"{words}, jamais", chance)
        transaction.set_rollback(True)


def put_first(page: ResourcePage, words: str, chance: random.Random) -> None:
    query = Query.get("atelier")
    query.editors_picks.all().delete()
    query.editors_picks.create(page=page, sort_order=0, description=words)


CHANGES: list[Callable[[ResourcePage, str, random.Random], None]] = [
    publish,
    withdraw_or_bring_back,
    rename_a_term,
    classify_otherwise,
    name_partners,
    rename_an_organization,
    explain_a_word,
    move_in_addresses,
    show_or_hide_in_menus,
    rename_the_site,
    write_by_hand,
    take_back,
    put_first,
]
