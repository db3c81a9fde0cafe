"""Room « Éditions »: booklets of the site, set, looked at, frozen and given; the PDF of each sheet and of a list."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "editions"
    verbose_name = "Éditions"
    unseen_tables = (
        "editions_edition",
        "editions_editionkind",
        "editions_pick",
        "editions_issue",
        "editions_issuesheet",
        "editions_sheetfile",
        "editions_listfile",
    )

    def ready(self):
        from editions.list_files import make_lists
        from editions.making import MAKING
        from editions.publishing import is_public_again
        from editions.sheet_files import is_due_again, look_again, make_some
        from editions.sweeping import sweep
        from jobs.errands import errands, hourly
        from jobs.kinds import register
        from jobs.sweep import also_forgotten
        from portal import slots
        from portal.events import PUBLISHED

        register(MAKING)
        errands.extend([make_some, make_lists])
        hourly.append(look_again)
        also_forgotten.append(sweep)
        PUBLISHED.connect(is_due_again, dispatch_uid="editions.sheet_files")
        PUBLISHED.connect(is_public_again, dispatch_uid="editions.publishing")
        slots.fill(slots.SHEET_TOOLS, "editions/sheet_tool.html")
        slots.fill(slots.LIST_TOOLS, "editions/list_tool.html")
        slots.fill(slots.SHEETS_TOP, "editions/where_they_are.html")
