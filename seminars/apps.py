"""Room « Séminaires »: what a room proposes to keep, to drop and to invent, its dots, and next year's programme."""

from django.apps import AppConfig


class SeminarsConfig(AppConfig):
    name = "seminars"
    verbose_name = "Séminaires"
    unseen_tables = ("seminars_seminar", "seminars_proposal")
