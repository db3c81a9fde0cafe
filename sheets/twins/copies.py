"""« Copier vers l’autre secteur »: the twin of a sheet, made from today's draft, as a draft."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from catalog.models import Term
from portal.text.letters import slug_of
from sheets.models.twins import TwinCopy

# What belongs to a page and not to what it says.
FRESH: dict[str, Any] = {
    "pk": None, "path": "", "depth": None, "numchild": 0, "url_path": "", "alias_of": None,
    "live": False, "has_unpublished_changes": True, "first_published_at": None, "last_published_at": None,
    "live_revision": None, "latest_revision": None, "latest_revision_created_at": None,
    "go_live_at": None, "expire_at": None, "expired": False, "locked": False, "locked_at": None, "locked_by": None,
    "wagtail_admin_comments": [], "reviewed_on": None,
}  # fmt: skip


def draft_of(page):
    """The sheet as its editors left it: the row of one that was never published is its first save."""
    return page.specific.get_latest_revision_as_object()


def sector_of(draft) -> Term | None:
    """The only sector of a sheet, when it names its counterpart."""
    terms = [link.term for link in draft.page_terms.all()]
    paired = [term for term in terms if term.counterpart_id]
    beside = [term for term in terms if paired and term.vocabulary_id == paired[0].vocabulary_id]
    return paired[0] if len(beside) == 1 else None


def find_twin(page):
    """The other sheet of the pair, whichever side names it, live or in its latest draft; None without one."""
    model, pk = type(page), page.pk
    named = [key for key in (draft_of(page).twin_id, page.twin_id) if key]
    wanted = Q(pk__in=named) | Q(twin=pk) | Q(latest_revision__content__twin=pk)
    found = {other.pk: other for other in model.objects.filter(wanted).exclude(pk=pk).order_by("pk")}
    return next((found[key] for key in (*named, *found) if key in found), None)


@transaction.atomic
def make_twin(page, user):
    """``(twin, is_new)``. Two clicks at once make one twin: the second waits, and finds it."""
    Page.objects.select_for_update().get(pk=page.pk)
    existing = find_twin(page)
    if existing:
        return existing, False
    twin = _copy_for(page, user)
    page.get_parent().add_child(instance=twin)
    revision = twin.save_revision(user=user, clean=False)
    TwinCopy.objects.update_or_create(page=page.page_ptr, defaults={"other": twin.page_ptr, "seen": revision})
    TwinCopy.objects.create(page=twin.page_ptr, other=page.page_ptr, seen=page.latest_revision)
    write_copy_in_history(page, twin, user)
    return twin, True


def copied_data(draft):
    """What a page of its own would say, serialized, that says what ``draft`` says; its slug is still to be chosen."""
    model, data = type(draft), draft.serializable_data()
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        data[name] = [{**row, "pk": None, "page": None} for row in data[name]]
    own = {name: model._meta.get_field(name).get_default() for name in model.exclude_fields_in_copy}
    return data | FRESH | own | {"translation_key": uuid.uuid4(), "draft_title": draft.title}


def _copy_for(page, user):
    draft, model = draft_of(page), type(page)
    sector, data = sector_of(draft), copied_data(draft)
    for row in data["page_terms"]:
        row["term"] = sector.counterpart_id if row["term"] == sector.pk else row["term"]
    title = title_for(draft.title, sector, sector.counterpart)
    data |= {
        "title": title,
        "draft_title": title,
        "slug": find_available_slug(page.get_parent(), slug_of(title) or model.type_code),
        "owner": user.pk,
        "twin": page.pk,
    }
    return model.from_serializable_data(data, check_fks=False)


def title_for(title, sector, other):
    """The same, but for a title that says its sector: « … (Secteur Nord) »."""
    here, there = (term.label.split(" – ")[-1] for term in (sector, other))
    return title.replace(here, there)


def write_copy_in_history(page, twin, user):
    source, destination = page.get_parent(), twin.get_parent()
    data = {
        "page": {"id": twin.pk, "title": twin.get_admin_display_title()},
        "source": {"id": source.pk, "title": source.specific_deferred.get_admin_display_title()},
        "destination": {"id": destination.pk, "title": destination.specific_deferred.get_admin_display_title()},
    }
    log(instance=twin, action="wagtail.copy", user=user, data=data)


def to_verify(sheet) -> list[str]:
    """What was true of the other sector and may not be of this one: only what the sheet has."""
    has_places = bool(getattr(sheet, "sites", None)) or any(block.block_type == "sites" for block in sheet.body)
    points = [
        (sheet.perimeter_note, _("le périmètre")),
        (_rows(sheet, "organization_links"), _("les organisations et partenaires")),
        (_rows(sheet, "contact_links"), _("les contacts")),
        (has_places, _("les lieux")),
        (_rows(sheet, "rollout_rows"), _("le déploiement")),
        (getattr(sheet, "date", None), _("la date et le lieu")),
        (_rows(sheet, "document_links"), _("les liens et documents")),
        (hasattr(sheet, "number"), _("le numéro (laissé vide)")),
    ]
    return [label for is_there, label in points if is_there]


def _rows(sheet, name):
    return bool(getattr(sheet, name).all()) if hasattr(sheet, name) else False
