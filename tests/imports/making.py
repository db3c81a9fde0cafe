"""Batches for tests: what a reading would have given, by hand."""

import io

from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page

from actions.models import ActionIndexPage
from imports.booklets.mapping import shipped_text
from imports.drafts.writing import write
from imports.matching.registers import Registers
from imports.models import Batch, BatchSheet
from imports.reading import keep
from portal.models import User

REPORT = {"document": {}, "people": [], "procedures": [], "unplaced": [], "doubts": []}


def read(title="Ateliers du livre", number=901, **values):
    """What is read of one sheet, as in a report."""
    empty = {name: [] for name in ("objectives", "publics", "sectors", "partners", "operators", "contacts", "links")}
    texts = dict.fromkeys(("axis", "summary", "description", "perimeter"), "")
    return {"number": number, "title": title, **empty, **texts, "sources": {}, "doubts": [], **values}


def doubt(field, kind, text, *choices):
    return {"field": field, "kind": kind, "text": text, "choices": list(choices)}


def person(name, heading="Structure", email="", phone=""):
    return {"heading": heading, "name": name, "email": email, "phone": phone}


def actions():
    return Page.objects.get(pk=ActionIndexPage.objects.first().pk)


def batch_of(*sheets, user, parent=None, **report):
    made = Batch.objects.create(
        title="Livret d’essai", mapping_text=shipped_text("cite-educative"), parent=parent or actions(), by=user
    )
    keep(made, {**REPORT, "sheets": list(sheets), **report})
    return made


def accept_all(batch):
    batch.sheets.update(decision=BatchSheet.Decision.ACCEPTED)


def written(*sheets, user, **values):
    """The rows of a batch whose sheets were all accepted, then written."""
    batch = batch_of(*sheets, user=user, **values)
    accept_all(batch)
    write_all(batch, user)
    return list(batch.sheets.all())


def write_all(batch, user):
    registers = Registers.of_batch(batch)
    for pk in batch.sheets.values_list("pk", flat=True):
        write(pk, user, registers)


def draft_of(sheet):
    return sheet.page.specific.get_latest_revision_as_object()


def member(group, name="membre"):
    user = User.objects.create_user(name, f"{name}@passerelles.example", "un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    return user


def told(*arguments, **options):
    """What ``import_booklet`` prints."""
    out = io.StringIO()
    call_command("import_booklet", *map(str, arguments), stdout=out, **options)
    return out.getvalue()
