"""A batch from its file to its drafts: asked for here, done by a worker."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from imports.booklets.mapping import MappingError, shipped_text
from imports.drafts.undoing import to_undo
from imports.models import Batch, BatchSheet, BookletMapping
from jobs.queue import start

READ, WRITE, UNDO = "booklet-read", "booklet-write", "booklet-undo"


def mapping_text(name: str) -> str:
    """A description that ships, else one kept in the admin, by its name. ``MappingError``: there is none."""
    try:
        return shipped_text(name)
    except MappingError as error:
        kept = {mapping.name: mapping.text for mapping in BookletMapping.objects.all()}
        if name in kept:
            return kept[name]
        names = ", ".join(f"« {each} »" for each in kept)
        raise MappingError(f"{error} {_('Dans l’administration : %s.') % names if names else ''}".strip()) from None


@transaction.atomic
def start_reading(file, title: str, text: str, parent, user) -> Batch:
    """``file``: a Django file, kept with the batch; ``text``: the description of the booklet."""
    batch = Batch.objects.create(title=title[:200], file=file, mapping_text=text, parent=parent, by=user)
    batch.job = start(READ, user, _("Lire « %s »") % batch.title, batch=batch.pk)
    batch.save(update_fields=["job"])
    return batch


@transaction.atomic
def start_writing(batch: Batch, user) -> Batch:
    """Writes the sheets that are accepted and not written yet, with the rights of ``user``."""
    total = to_write(batch).count()
    batch.job = start(WRITE, user, _("Écrire les brouillons de « %s »") % batch.title, total=total, batch=batch.pk)
    batch.save(update_fields=["job"])
    return batch


@transaction.atomic
def start_undoing(batch: Batch, user) -> Batch:
    total = to_undo(batch).count()
    batch.job = start(UNDO, user, _("Annuler l’import de « %s »") % batch.title, total=total, batch=batch.pk)
    batch.save(update_fields=["job"])
    return batch


def to_write(batch: Batch):
    return batch.sheets.filter(decision=BatchSheet.Decision.ACCEPTED).exclude(state=BatchSheet.State.WRITTEN)
