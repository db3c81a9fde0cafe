"""Room « Données ouvertes »: the API of the content, dumps, national forms, lists for other sites."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "opendata"
    verbose_name = "Données ouvertes"

    def ready(self):
        from jobs.errands import hourly
        from jobs.kinds import register
        from jobs.sweep import also_forgotten
        from opendata.dumps.folders import sweep
        from opendata.dumps.job import DUMPS, make_when_due
        from portal import slots

        register(DUMPS)
        hourly.append(make_when_due)
        also_forgotten.append(sweep)
        slots.fill(slots.SHEET_META, "opendata/sheet_meta.html")
        slots.fill(slots.SHEET_QUALITY, "opendata/national_score.html")
