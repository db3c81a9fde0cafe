"""What a dropped file asks of a job: to be looked through, and to be applied. Few lines are done while one waits."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.apart import Illegible
from jobs.kinds import Kind
from jobs.queue import start
from jobs.work import Refused
from portal.outages.pressed_twice import wait_while
from spreadsheets import uploads
from spreadsheets.lines import ADDED, ALIKE, CHANGED
from spreadsheets.models import Upload
from spreadsheets.tables.registry import table_named

CHECK, APPLY = "check_spreadsheet", "apply_spreadsheet"
MANY = 300  # lines: up to there somebody waits, a few seconds
State = Upload.State


class Faster(Exception):
    """Another tab has gone on with this file meanwhile."""


def check(upload, table, grid):
    """Now, or as a job. ``upload.columns`` are known."""
    begun = {"columns": upload.columns, "preview": {}, "result": {}}
    if len(grid["rows"]) > MANY:
        _later(upload, State.CHECKING, CHECK, _("Lire « %s »"), begun)
    else:
        begun["preview"] = uploads.check(table, grid, upload.columns, upload.by, uploads.AtOnce())
        _go_on(upload, State.READY, **begun)


def apply(upload, table, publish, alike=False):
    """Claimed first: of two tabs that ask for it, one does it."""
    counts = upload.preview["counts"]
    if counts[ADDED] + counts[CHANGED] + alike * counts[ALIKE] > MANY:
        _later(upload, State.APPLYING, APPLY, _("Appliquer « %s »"), {}, publish=publish, alike=alike)
        return
    _go_on(upload, State.APPLYING, job=None)
    try:
        upload.refresh_from_db(fields=["preview"])
        result = uploads.apply(table, upload.preview, upload.by, publish, uploads.AtOnce(), alike)
    except BaseException:
        upload.step(State.READY)
        raise
    _go_on(upload, State.DONE, result=result)


def wait_for_who_was_faster(upload):
    """Pressed twice: what comes of it is shown, rather than that it is under way. A job is not waited for."""
    wait_while(Upload.objects.filter(pk=upload.pk, state=State.APPLYING, job=None).exists)


def _go_on(upload, state, **values):
    if not upload.step(state, **values):
        raise Faster


@transaction.atomic
def _later(upload, state, kind, title, values, **given):
    """A worker that is quick finds the file in its new state."""
    job = start(kind, upload.by, title % upload.filename, upload=upload.pk, **given)
    _go_on(upload, state, job=job, **values)


def _asked(work, state):
    """What a job is about, as it stands when its turn comes."""
    upload = Upload.objects.select_related("job").filter(pk=work.given["upload"], state=state, job=work.pk).first()
    table = upload and table_named(upload.table)
    if not table:
        raise Refused(_("Ce fichier, ou son tableau, n’existe plus. Rien n’a été écrit."))
    if work.by is None or not table.may_change(work.by):
        raise Refused(_("Vous n’avez plus le droit de modifier ces lignes. Rien n’a été écrit."))
    work.result = {"upload": upload.pk}
    return upload, table


def check_spreadsheet(work):
    upload, table = _asked(work, State.CHECKING)
    try:
        grid = uploads.read(upload.file.path, upload.sheet, go_on=work.advance)
    except (Illegible, OSError) as error:
        raise Refused(str(error) if isinstance(error, Illegible) else _("Le fichier déposé n’est plus là.")) from None
    upload.step(State.READY, preview=uploads.check(table, grid, upload.columns, work.by, work))


def apply_spreadsheet(work):
    upload, table = _asked(work, State.APPLYING)
    publish = work.given["publish"] and table.may_publish(work.by)
    result = uploads.apply(table, upload.preview, work.by, publish, work, work.given["alike"])
    upload.step(State.DONE, result=result)


TEMPLATE = "spreadsheets/job_result.html"
KINDS = (
    Kind(CHECK, gettext_lazy("Tableur lu"), check_spreadsheet, TEMPLATE, repeatable=True),
    Kind(APPLY, gettext_lazy("Tableur appliqué"), apply_spreadsheet, TEMPLATE, repeatable=True),
)
