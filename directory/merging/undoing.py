"""« Annuler » within a day: what did not change since is put back, the rest is listed with why."""

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from catalog.models.former_codes import FormerCode, scope_of
from directory.merging.merge import Impossible, records_of
from directory.merging.pages import DRAFT, LIVE, rewrite
from directory.merging.records import value_of
from directory.models import Merge, MovedPage

CHANGED = gettext_lazy("« %s » ne peut plus revenir : ce qu’il nommait, ou ce qui lui était propre, a changé.")
SAYS = {LIVE: gettext_lazy("son contenu public a changé depuis"), DRAFT: gettext_lazy("son brouillon a changé depuis")}


def begin_undo(merge, user):
    """The record comes back first: pages cannot name one that is not there."""
    try:
        return _begin_undo(merge, user)
    except IntegrityError as error:  # of what was checked a moment before
        raise Impossible(CHANGED % merge.lost_name) from error


@transaction.atomic
def _begin_undo(merge, user):
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if not merge.may_be_undone:
        raise Impossible(_("Cette fusion ne peut plus être annulée : elle l’est déjà, ou date de plus d’un jour."))
    if merge.removes:
        _bring_back(merge)
    merge.state, merge.by, merge.job, merge.held = Merge.State.UNDOING, user or merge.by, None, None
    merge.save(update_fields=["state", "by", "job", "held"])
    return merge


def _bring_back(merge):
    model = apps.get_model(merge.model)
    _lost, kept = records_of(merge)
    taken = model._base_manager.filter(pk=merge.lost).exists()
    if kept is None or taken:
        raise Impossible(_("L’enregistrement gardé n’existe plus : rien ne peut être remis en place."))
    for found in serializers.deserialize("json", merge.moved["lost"]):
        record, many = found.object, found.m2m_data or {}
        _refuse_what_cannot_be(record, merge)
        FormerCode.objects.filter(model=merge.model, scope=scope_of(record), code=record.code).delete()
        record.save(force_insert=True)
        for name, values in many.items():
            getattr(record, name).set(values)
        FormerCode.objects.of(kept).filter(code__in=merge.moved["codes"]).update(current=record.code)


def _refuse_what_cannot_be(record, merge):
    """What it named may be gone, what was unique in it may be another's."""
    try:
        record.clean_fields()
        record.validate_unique()
        record.validate_constraints()
    except ValidationError as error:
        raise Impossible(f"{CHANGED % merge.lost_name} {' '.join(error.messages)}") from error


def undo(merge, advance=lambda by=0: None):
    for moved in merge.pages.order_by("pk"):
        _put_back_page(merge, moved)
        advance(1)
    _put_back_records(merge)


@transaction.atomic
def _put_back_page(merge, moved):
    if not MovedPage.objects.select_for_update().filter(pk=moved.pk):
        return  # by another process
    left = {}

    def change(where, content):
        return _restored(content, _changes_at(moved, where, content), lambda: left.setdefault(where, SAYS.get(where)))

    page = Page.objects.filter(pk=moved.page).first()
    data = {"lost": merge.kept_name, "kept": merge.lost_name}
    done = rewrite(moved.page, change, merge.by, data, whole_history=True) if page else {}
    reasons = [reason for where, reason in left.items() if reason and where not in done]
    if page is None:
        reasons = [_("la page n’existe plus")]
    if reasons:
        merge.left.append([page.title if page else "", moved.page, " ; ".join(map(str, reasons))])
    moved.delete()
    merge.save(update_fields=["left"])


def _changes_at(moved, where, content):
    """Versions saved since follow the draft that they were made from."""
    changes = moved.changes
    return changes.get(where) or ({} if where in (LIVE, DRAFT) else changes.get(DRAFT, {}))


def _restored(content, changes, left):
    wanted = {}
    for name, (before, after) in changes.items():
        if content.get(name) == after:
            wanted[name] = before
        else:
            left()
    return {**content, **wanted} if wanted else content


@transaction.atomic
def _put_back_records(merge):
    lost, kept = records_of(merge)
    if merge.removes and lost and kept:
        merge.left += _take_back(kept, merge.moved.get("kept", {}))
        for label, pk, name, had in merge.moved.get("rows", ()):
            reason = _put_back_row(apps.get_model(label), pk, name, had, lost, kept)
            merge.left += [reason] if reason else []
    merge.state, merge.ended = Merge.State.UNDONE, timezone.now()
    merge.save(update_fields=["left", "state", "ended"])


def _take_back(kept, taken):
    left = []
    for name, (before, after) in taken.items():
        field = kept._meta.get_field(name)
        if value_of(kept, field) != after:
            left.append([str(kept), None, _("« %s » a changé depuis") % field.verbose_name])
        elif field.many_to_many:
            getattr(kept, name).set(before)
        else:
            setattr(kept, field.attname, before)
    kept.save()
    return left


def _put_back_row(model, pk, name, had, lost, kept):
    row = model._base_manager.filter(pk=pk).first()
    if row is None:
        return [str(model._meta.verbose_name), None, _("n’existe plus")]
    field = model._meta.get_field(name)
    if field.many_to_many:
        return _put_back_in_list(row, name, had, lost, kept)
    if getattr(row, field.attname) != kept.pk:
        return [str(row), None, _("« %s » a changé depuis") % field.verbose_name]
    setattr(row, field.attname, lost.pk)
    row.save()
    return None


def _put_back_in_list(row, name, had, lost, kept):
    values = getattr(row, name)
    if not values.filter(pk=kept.pk).exists():
        return [str(row), None, _("« %s » a changé depuis") % row._meta.get_field(name).verbose_name]
    values.add(lost)
    if not had:
        values.remove(kept)
    row.save()
    return None
