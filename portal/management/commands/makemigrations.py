"""Django's own, without what people read: see ``portal/wordless.py``."""

from django.core.management.commands import makemigrations

from portal.wordless import WordlessAutodetector


class Command(makemigrations.Command):
    autodetector = WordlessAutodetector
