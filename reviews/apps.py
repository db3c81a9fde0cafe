"""Room « Vérifications »: who answers for a sheet, campaigns by personal link, what visitors report."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Vérifications"
    # Not ``reviews_verification``: visitors read by whom a sheet was verified.
    unseen_tables = (
        "reviews_ownership",
        "reviews_campaign",
        "reviews_campaign_kinds",
        "reviews_addressee",
        "reviews_asked",
        "reviews_report",
        "reviews_score",
        "reviews_checkedlink",
        "reviews_linkplace",
    )

    def ready(self):
        from jobs.errands import hourly
        from jobs.kinds import register
        from jobs.sweep import also_forgotten
        from portal import slots
        from portal.events import PUBLISHED
        from reviews import protection  # noqa: F401 - listens
        from reviews.answers import note_confirmations
        from reviews.campaigns import close_ended, remind
        from reviews.links.checking import CHECK, start_weekly
        from reviews.links.replacing import REPLACEMENT
        from reviews.reports import forget_contacts
        from reviews.scoring import forget_freshness, score_stale

        slots.fill(slots.VERIFIED, "reviews/verified_by.html")
        slots.fill(slots.NOTHING_FOUND, "reviews/report_gap.html")
        hourly.extend([remind, close_ended, note_confirmations, score_stale, start_weekly])
        PUBLISHED.connect(forget_freshness, dispatch_uid="reviews.scoring")
        register(CHECK)
        register(REPLACEMENT)
        also_forgotten.append(forget_contacts)
