"""Room « Lettres »: what changed for a search, by mail, for whoever asked and confirmed it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "letters"
    verbose_name = "Lettres"
    unseen_tables = ("letters_subscription",)

    def ready(self):
        from jobs.errands import hourly
        from jobs.mails.delivery import still_so
        from letters.subscribing import JOIN, forget_unconfirmed
        from letters.writing import is_still_so, write_due
        from portal import slots

        slots.fill(slots.LISTING_FOLLOW, "letters/slot.html")
        hourly.extend([write_due, forget_unconfirmed])
        still_so[JOIN] = is_still_so
