"""Loads the sample content of ``sample/``. Run again, it keeps whatever an editor changed."""

import os

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from install.loading import Loader
from install.sample.catalog import edition_items, need_items, page_items, register_items
from install.sample.read import Read


class Command(BaseCommand):
    help = "Charge le contenu d’exemple (fiches, livret, centres, événements, répertoires)."

    def add_arguments(self, parser):
        parser.add_argument("--demo-account", action="store_true", help="Crée aussi le compte de démonstration.")

    def handle(self, *args, **options):
        call_command("setup_site", stdout=self.stdout)
        with transaction.atomic():
            loader = Loader(Read())
            loader.load(list(register_items()))
            loader.load(list(page_items()))
            loader.load(list(need_items()))
            loader.load(list(edition_items()))
            if options["demo_account"]:
                make_demo_account()
        report = loader.report
        counts = f"{report['added']} ajoutés, {report['updated']} mis à jour, {report['kept']} conservés"
        self.stdout.write(f"Contenu d’exemple : {counts}.")


def make_demo_account():
    users = get_user_model().objects
    if not users.filter(username="demo").exists():
        users.create_superuser("demo", "demo@passerelles.example", os.environ.get("DEMO_PASSWORD", "passerelles-demo"))
