"""Django's own, without what people read: see ``portal/wordless.py``."""

from django.core.management.commands import migrate

from portal.wordless import WordlessAutodetector


class Command(migrate.Command):
    autodetector = WordlessAutodetector
