"""Pages that name a record, saved or in any version, and how they are given another content without being published."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from catalog.property_usage import value_usages
from directory.merging.contents import changed_fields, swapped
from portal.references import indexed_once, referring_page_ids

LIVE, DRAFT = "live", "draft"
MOST_VERSIONS = 2_000  # a tenth of a second, or two
MERGED = "directory.merge"  # in the history of a page


def pages_saying(swap, record):
    """Keys of the pages that name ``record`` as they are saved: found at once, however large the site."""
    return referring_page_ids(record) | _with_value(swap)


def has_many_versions():
    """More than are looked through while somebody waits."""
    return Revision.objects.page_revisions().count() > MOST_VERSIONS


def pages_of(swap, record, whole_history=True, tick=lambda: None):
    """Keys of the pages that name ``record``: as they are saved, in their draft, in what is scheduled, in any version.

    ``whole_history``: also those that only an older version names. ``tick`` is called while they are looked through.
    """
    found = pages_saying(swap, record)
    for page, content, model in _versions(swap, whole_history):
        tick()
        if page not in found and swapped(content, model, swap) is not content:
            found.add(page)
    existing = Page.objects.filter(pk__in=found).values_list("pk", flat=True)
    return sorted(existing)


def _with_value(swap):
    """The reference index reads fields and blocks; values of properties are asked by their own."""
    return {usage.page for usage in value_usages(swap.model(pk=swap.lost))}


def _versions(swap, whole_history):
    """Those whose text may name it at all: most are never read."""
    text = Revision.objects.page_revisions().annotate(text=Cast("content", TextField()))
    said = Q(text__contains=str(swap.lost))
    if swap.words[0]:
        said |= Q(text__contains=swap.words[0])
    found = text.filter(said).select_related("content_type")
    if not whole_history:
        found = found.filter(Q(pk__in=_current()))
    for revision in found.iterator():
        model = revision.content_type.model_class()
        if model is not None:
            yield int(revision.object_id), revision.content, model


def _current():
    latest = Page.objects.exclude(latest_revision=None).values("latest_revision")
    live = Page.objects.exclude(live_revision=None).values("live_revision")
    in_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    named = Q(pk__in=latest) | Q(pk__in=live) | Q(pk__in=in_review) | ~Q(approved_go_live_at=None)
    return Revision.objects.filter(named).values("pk")


def rewrite(pk, change, user, data, whole_history=True):
    """Gives ``change(where, content)`` to the page as it is saved, to its draft and to its other versions.

    ``where``: « live », « draft » or the key of a version. What is public is not published again, and a draft stays
    one: each takes its own change. Returns ``{where: {field: [before, after]}}``; within a transaction.
    """
    kept = Page.objects.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
    if kept is None:
        return {}
    page = kept.specific
    changes = {LIVE: _rewrite_saved(page, change)}
    page = Page.objects.get(pk=pk).specific
    latest = page.latest_revision
    changes[DRAFT] = _rewrite_draft(page, latest, change, user, data) if latest else {}
    if not changes[DRAFT] and changes[LIVE]:
        log(instance=page, action=MERGED, user=user, data=data)
    changes |= _rewrite_others(page, change, whole_history)
    return {where: changed for where, changed in changes.items() if changed}


def _rewrite_saved(page, change):
    saved = page.serializable_data()
    before = plain(saved)
    wanted = change(LIVE, before)
    if wanted is before:
        return {}
    rewritten = page.with_content_json(saved | {name: wanted[name] for name in changed_fields(before, wanted)})
    with indexed_once(rewritten):
        rewritten.save(clean=False)
    after = plain(Page.objects.get(pk=page.pk).specific.serializable_data())
    return _only_wanted(before, after, wanted)


def _rewrite_draft(page, latest, change, user, data):
    """A new version, so that whoever has the page open is told; where that version is awaited, it is changed itself."""
    before = latest.content
    wanted = change(DRAFT, before)
    if wanted is before:
        return {}
    if _is_awaited(latest) or page.alias_of_id:
        _store(latest, wanted)
        log(instance=page, action=MERGED, user=user, data=data, revision=latest)
        return _only_wanted(before, wanted, wanted)
    open_draft = page.has_unpublished_changes
    revision = page.with_content_json(wanted).save_revision(user=user, changed=open_draft, clean=False)
    log(instance=page, action=MERGED, user=user, data=data, revision=revision)
    if page.live_revision_id == latest.pk and not open_draft:
        type(page).objects.filter(pk=page.pk).update(live_revision=revision)
    revision.refresh_from_db()
    return _only_wanted(before, revision.content, wanted)


def _is_awaited(revision):
    """It is what will be published, or what somebody is asked to approve."""
    in_review = TaskState.objects.filter(revision=revision, status=TaskState.STATUS_IN_PROGRESS)
    return revision.approved_go_live_at is not None or in_review.exists()


def _rewrite_others(page, change, whole_history):
    changes = {}
    others = Revision.objects.for_instance(page)
    others = others.exclude(pk=Page.objects.get(pk=page.pk).latest_revision_id)
    for revision in others if whole_history else others.filter(pk__in=_current()):
        wanted = change(str(revision.pk), revision.content)
        if wanted is not revision.content:
            changes[str(revision.pk)] = changed_fields(revision.content, wanted)
            _store(revision, wanted)
    return changes


def _store(revision, content):
    revision.content = content
    revision.save(update_fields=["content"])


def _only_wanted(before, after, wanted):
    names = changed_fields(before, wanted)
    return {name: [before.get(name), after.get(name)] for name in names}


def plain(content):
    """As JSON keeps it: what is compared later is read from there."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))
