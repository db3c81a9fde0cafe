"""One record into another: asked once, a page a transaction, then the registers and the end in one."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from catalog.models.former_codes import scope_of
from directory.merging.contents import swap_of, swapped
from directory.merging.pages import MERGED, has_many_versions, pages_of, pages_saying, rewrite
from directory.merging.records import (
    as_json,
    filled,
    move_relations,
    note_former_code,
    problems,
    value_of,
)
from directory.models import Merge, MovedPage

GONE = gettext_lazy("L’un des deux n’existe plus : il vient d’être fusionné ou supprimé.")
PASSES = 3  # somebody may name the record while it is taken from everywhere


class Impossible(Exception):
    """Why two records cannot be one, in French."""


def begin(lost, kept, user, given=(), *, removes=True):
    """What is asked, noted before anything is done. A second press finds that of the first."""
    reasons = problems(lost, kept, removes=removes)
    if reasons:
        raise Impossible(" ".join(reasons))
    with transaction.atomic():
        _lock(lost, kept)
        if first := first_press(lost, kept, removes=removes):
            return first
        _refuse_what_goes_on(lost, kept)
        if removes:
            _check(lost, kept, given)
        values = {"lost_code": lost.code, "lost_name": str(lost)[:255], "kept": kept.pk, "kept_name": str(kept)[:255]}
        return Merge.objects.create(
            model=lost._meta.label_lower, removes=removes, lost=lost.pk, given=list(given), by=user, **values
        )


def first_press(lost, kept, *, removes=True):
    """What it began, or has done meanwhile; None where nothing of the like was asked."""
    same = Merge.objects.filter(model=lost._meta.label_lower, lost=lost.pk, kept=kept.pk, removes=removes)
    last = same.filter(state__in=(Merge.State.RUNNING, Merge.State.DONE)).first()
    if last and last.state == Merge.State.DONE and _has_more_to_do(lost, kept, removes):
        return None
    return last


def _has_more_to_do(lost, kept, removes):
    if removes:
        return type(lost)._base_manager.filter(pk=lost.pk).exists()
    return bool(pages_seen_at_once(lost, kept, removes=False)[0])


def _lock(*records):
    """Kept from being deleted or merged until the transaction ends."""
    keys = sorted(record.pk for record in records)
    found = type(records[0])._base_manager.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    if len(found) < len(keys):
        raise Impossible(GONE)


def _refuse_what_goes_on(lost, kept):
    """What one of the two is being replaced by or for: pages would name a record that goes."""
    under_way = Merge.objects.filter(model=lost._meta.label_lower, state__in=Merge.UNDER_WAY)
    other = under_way.filter(Q(lost=lost.pk) | Q(kept=lost.pk) | Q(lost=kept.pk)).first()
    if other and other.lost == lost.pk:
        raise Impossible(_("« %s » est déjà en train d’être remplacé.") % lost)
    if other:
        text = _("« %s » est en cours : attendez qu’elle finisse, ou reprenez-la dans « Fusions et remplacements ».")
        raise Impossible(text % other)


def _check(lost, kept, given):
    wanted, _many = filled(type(kept)._base_manager.get(pk=kept.pk), lost, given)
    try:
        wanted.full_clean()
    except ValidationError as error:
        raise Impossible(" ".join(error.messages)) from error


def records_of(merge):
    """``(lost, kept)``; None for one that is there no more."""
    model = apps.get_model(merge.model)
    found = model._base_manager.in_bulk([merge.lost, merge.kept])
    return found.get(merge.lost), found.get(merge.kept)


def pages_to_move(lost, kept, *, removes=True, tick=lambda: None):
    return pages_of(swap_of(type(lost), lost, kept, scope_of(lost)), lost, whole_history=removes, tick=tick)


def pages_seen_at_once(lost, kept, *, removes=True):
    """``(keys, whether these are all)``: what is said before anything is done, while somebody waits."""
    if has_many_versions():
        return sorted(pages_saying(swap_of(type(lost), lost, kept, scope_of(lost)), lost)), False
    return pages_to_move(lost, kept, removes=removes), True


def move_page(merge, pk, lost, kept):
    """Twice is once: what is moved already no longer names the record."""
    swap = swap_of(type(lost), lost, kept, scope_of(lost))
    data = {"lost": str(lost), "kept": str(kept)}

    with transaction.atomic():
        _lock(lost, kept)
        model = _model_of(pk)
        if model is None:
            return
        changes = rewrite(
            pk, lambda where, content: swapped(content, model, swap), merge.by, data, whole_history=merge.removes
        )
        if changes:
            before = MovedPage.objects.filter(merge=merge, page=pk).values_list("changes", flat=True).first()
            changes = _one_after_the_other(before or {}, changes)
            MovedPage.objects.update_or_create(merge=merge, page=pk, defaults={"changes": changes})


def _one_after_the_other(first, second):
    """A page that named the record again meanwhile: from what it was at first to what it is now."""
    found = dict(first)
    for where, changes in second.items():
        known = found.get(where, {})
        found[where] = known | {name: [known.get(name, pair)[0], pair[1]] for name, pair in changes.items()}
    return found


def _model_of(pk):
    page = Page.objects.filter(pk=pk).first()
    return page.specific_class if page else None


def carry_out(merge, advance=lambda by=0, **said: None):
    """All of it. ``advance`` is told of each page that is done, outside of any transaction."""
    lost, kept = records_of(merge)
    if lost is None or kept is None:
        _give_up(merge)
        raise Impossible(GONE)
    for _pass in range(PASSES):
        pages = pages_to_move(lost, kept, removes=merge.removes, tick=advance)
        if _pass == 0:
            advance(total=len(pages))
        for pk in pages:
            move_page(merge, pk, lost, kept)
            advance(1)
        if not pages:
            break
    finish(merge)


def _give_up(merge):
    """One that can no longer be finished is over: it would stand there for ever."""
    model = apps.get_model(merge.model)
    names = ((merge.lost, merge.lost_name), (merge.kept, merge.kept_name))
    left = [[name, None, _("n’existe plus")] for pk, name in names if not model._base_manager.filter(pk=pk).exists()]
    Merge.objects.filter(pk=merge.pk, state=Merge.State.RUNNING).update(
        state=Merge.State.UNDONE, ended=timezone.now(), left=left
    )


@transaction.atomic
def finish(merge):
    """The registers, the record itself, and the end. Done once, whoever else is at it."""
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.state != Merge.State.RUNNING:
        return
    lost, kept = records_of(merge)
    if lost is None or kept is None:
        raise Impossible(GONE)
    _lock(lost, kept)
    lost, kept = records_of(merge)  # as they are now that nobody else changes them
    moved = {}
    if merge.removes:
        moved = {"lost": as_json(lost), "kept": _fill(lost, kept, merge.given), "rows": move_relations(lost, kept)}
        moved["codes"] = note_former_code(lost, kept)
        log(instance=kept, action=MERGED, user=merge.by, data={"lost": str(lost), "kept": str(kept)})
        try:
            lost.delete()
        except models.ProtectedError as error:
            raise Impossible(_("« %s » vient d’être nommé ailleurs : reprenez dans un instant.") % lost) from error
    merge.moved, merge.state, merge.ended = moved, Merge.State.DONE, timezone.now()
    merge.save(update_fields=["moved", "state", "ended"])


def _fill(lost, kept, given):
    """``{field: [before, after]}`` of what the kept record takes."""
    fields = [field for field in kept._meta.concrete_fields if not field.primary_key]
    before = {field.name: value_of(kept, field) for field in fields}
    kept, many = filled(kept, lost, given)
    kept.save()
    taken = {field.name: [before[field.name], value_of(kept, field)] for field in fields}
    for name, keys in many.items():
        taken[name] = [value_of(kept, kept._meta.get_field(name)), keys]
        getattr(kept, name).set(keys)
    return {name: pair for name, pair in taken.items() if pair[0] != pair[1]}
