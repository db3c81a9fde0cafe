"""What a sheet says, part by part, as marks that two issues are compared by."""

import hashlib
import json

from django.utils.translation import gettext as _


def mark_of(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def parts_of_sheet(sheet):
    """``{label of a part: its mark}``; when it was verified is no change."""
    parts = {_("Titre et résumé"): [sheet["title"], sheet["lead"], sheet["type"], sheet["notices"]]}
    parts |= {row["label"]: [row["c"], row["ages"]] for row in sheet["brief"]}
    if sheet["easy"]:
        parts[_("En français facile")] = sheet["easy"]
    for section in sheet["sections"]:
        parts[section["title"]] = section["c"]
    return {label: mark_of(value) for label, value in parts.items()}


def changed_parts(before, now):
    """Labels of what differs, in the order of the sheet; what has gone comes last."""
    labels = [*now, *(label for label in before if label not in now)]
    return [label for label in labels if before.get(label) != now.get(label)]


def change_of(old, parts, note):
    """What changed since the row ``old``, in words; "" where nothing did. An editor's note is told once."""
    labels = changed_parts(old.parts, parts)
    return note if labels and note and note != old.note else ", ".join(labels)


def compare(before, sheets, notes):
    """``(added, changed, withdrawn)``: codes of ``sheets``, ``{code: in words}``, rows that are no longer there.

    ``before``: the rows of the last issue; ``notes``: ``{code: what editors say of the last change}``.
    """
    old, marks = {row.code: row for row in before}, {}
    for sheet in sheets:
        if sheet["code"] in old:
            said = change_of(old[sheet["code"]], parts_of_sheet(sheet), notes.get(sheet["code"], ""))
            if said:
                marks[sheet["code"]] = said
    codes = {sheet["code"] for sheet in sheets}
    added = [sheet["code"] for sheet in sheets if sheet["code"] not in old]
    return added, marks, [row for row in before if row.code not in codes]
