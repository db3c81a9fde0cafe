"""At once, or as a job where that is more than somebody waits for; and what is forgotten after a day."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.merging.merge import Impossible, carry_out, pages_seen_at_once, records_of
from directory.merging.undoing import undo
from directory.models import Merge, MovedPage
from directory.models.merges import UNDOABLE
from jobs.kinds import Kind
from jobs.queue import start
from jobs.turns import MANY
from jobs.work import Refused
from portal.outages.pressed_twice import wait_while
from portal.outages.transactions import each_once
from portal.outages.turns import let_others_write

MERGE = "merge"


def go_on(merge, user):
    """Does it, or leaves it to a job: also what was begun and left. Of two that ask for it, one does."""
    if not _take(merge):
        return
    try:
        number, is_all = _how_many(merge)
        if number > MANY or not is_all:
            _later(merge, user, number)
        else:
            _work(merge, lambda by=0, **said: None)
    except BaseException:
        Merge.objects.filter(pk=merge.pk).update(held=None)
        raise


def _take(merge):
    if not merge.is_waiting:
        return False
    as_it_was = Merge.objects.filter(pk=merge.pk, state=merge.state, job=merge.job_id, held=merge.held)
    merge.job, merge.held = None, timezone.now()
    return bool(as_it_was.update(job=None, held=merge.held))


def wait_for_who_was_faster(merge):
    """Pressed twice: what comes of it is shown, rather than that it is under way. A job is not waited for."""
    wait_while(Merge.objects.filter(pk=merge.pk, state__in=Merge.UNDER_WAY, job=None).exists)


def _how_many(merge):
    """``(pages, whether these are all)``"""
    if merge.state == Merge.State.UNDOING:
        return merge.pages.count(), True
    lost, kept = records_of(merge)
    if not lost or not kept:
        return 0, True
    pages, is_all = pages_seen_at_once(lost, kept, removes=merge.removes)
    return len(pages), is_all


@transaction.atomic
def _later(merge, user, number):
    undoing = merge.state == Merge.State.UNDOING
    title = (_("Annuler « %s »") if undoing else _("Remplacer « %s »")) % merge
    merge.job = start(MERGE, user, title, total=number, merge=merge.pk)
    merge.save(update_fields=["job"])


def _work(merge, advance):
    with each_once():
        (undo if merge.state == Merge.State.UNDOING else carry_out)(merge, advance)


def merge_pages(work):
    merge = Merge.objects.filter(pk=work.given["merge"]).first()
    if merge is None:
        raise Refused(_("Cette fusion n’existe plus."))

    def advance(by=0, **said):
        work.advance(by, **said)
        if by:
            let_others_write()

    try:
        if merge.is_under_way:
            _work(merge, advance)
    except Impossible as error:
        raise Refused(str(error)) from error
    work.result = {"merge": merge.pk}


def forget_merges(_before):
    """What they moved, once it can no longer be put back: it holds what pages and contacts said.

    That is a day, whatever other rooms keep.
    """
    old = Merge.objects.filter(ended__lt=timezone.now() - UNDOABLE).exclude(state=Merge.State.UNDOING)
    MovedPage.objects.filter(merge__in=old).delete()
    old.exclude(moved={}).update(moved={})


KINDS = (Kind(MERGE, gettext_lazy("Remplacement"), merge_pages, "directory/admin/merge_job.html", repeatable=True),)
