"""Room « Lettres »: what changed for a search, by mail, for whoever asked and confirmed it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "letters"
    verbose_name = "Lettres"
    unseen_tables = ("letters_subscription",)

    def ready(self):
        from jobs.errands import hourly
        from letters.subscribing import forget_unconfirmed
        from letters.writing import write_due
        from portal import slots

        slots.fill(slots.LISTING_FOLLOW, "letters/slot.html")
        hourly.extend([write_due, forget_unconfirmed])
