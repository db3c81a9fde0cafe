"""A whole booklet, read: its sheets, its people, what it doubts, and every word that was placed nowhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

from imports.booklets.doubts import Doubts
from imports.booklets.fields import is_of_another, values_of
from imports.booklets.folding import folded
from imports.booklets.mapping import Mapping
from imports.booklets.people import Person, same_phone
from imports.booklets.plain import with_headings
from imports.booklets.procedures import Procedure, procedures_of
from imports.booklets.publics import spans_in
from imports.booklets.sheets import sheets_of
from imports.booklets.tables import Row, people_of
from imports.booklets.values import Values, as_json, doubts_json, source_json
from imports.documents.blocks import Block, Document


def report_of(document: Document, mapping: Mapping) -> dict[str, Any]:
    people = people_of(document.blocks, mapping, document.carries)
    rows = {block for row in people for block in row.blocks}
    blocks = [block for block in document.blocks if block not in rows]
    booklet = sheets_of(blocks if "headings" in document.carries else with_headings(blocks, mapping), mapping)
    sheets = [values_of(sheet, mapping, document.carries) for sheet in booklet.sheets]
    doubts = Doubts()
    for values in sheets:
        _doubt_sectors(values, mapping)
        _doubt_ages(values)
    _doubt_numbers(sheets, doubts)
    _doubt_people(sheets, doubts)
    procedures = procedures_of(document.blocks, mapping)
    return {
        "sheets": [as_json(values) for values in sheets],
        "document": {"format": document.format, "carries": list(document.carries), "mapping": mapping.name},
        "people": [_person_json(row) for row in people],
        "procedures": [_procedure_json(procedure) for procedure in procedures],
        "unplaced": [source_json(block) for block in [*booklet.outside, *_addresses(sheets)]],
        "doubts": doubts_json(doubts.found),
    }


def _addresses(sheets: list[Values]) -> list[Block]:
    """Of links, that a text gives on lines of their own: they are nobody's words."""
    texts = (block for values in sheets for block in values.sources.get("description", ()))
    lines = ((block, [line for line in block.text.split("\n") if line.startswith("mailto:")]) for block in texts)
    return [replace(block, text="\n".join(said)) for block, said in lines if said]


def _person_json(row: Row) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("structure", "name", "email", "email_linked", "sector")}
    return {**said, "sources": [source_json(block) for block in row.blocks], "doubts": doubts_json(row.doubts)}


def _procedure_json(procedure: Procedure) -> dict[str, Any]:
    steps = [{"number": step.number, "title": step.title, "text": "\n".join(step.text)} for step in procedure.steps]
    sources = [source_json(block) for block in procedure.blocks]
    return {"title": procedure.title, "steps": steps, "sources": sources, "doubts": doubts_json(procedure.doubts)}


def _doubt_sectors(values: Values, mapping: Mapping) -> None:
    for label in is_of_another(values, mapping):
        values.doubts.add("description", "sector", f"Le texte parle aussi de « {label} », que le titre ne dit pas.")


def _doubt_ages(values: Values) -> None:
    """Ages of the text that those of its publics do not hold."""
    said = [(public.age_min, public.age_max) for public in values.publics if public.age_min is not None]
    for first, last in spans_in(values.description):
        if said and not any(low <= first and last <= (high or 99) for low, high in said if low is not None):
            text = f"Le texte dit {first}-{last} ans, que le public ne couvre pas."
            values.doubts.add("publics", "age", text, f"{first}-{last} ans")


def _doubt_numbers(sheets: list[Values], doubts: Doubts) -> None:
    numbers = [values.number for values in sheets if values.number is not None]
    for number in sorted(each for each, times in Counter(numbers).items() if times > 1):
        doubts.add("number", "number", f"Le numéro {number} est celui de plusieurs fiches.")
    missing = sorted(set(range(min(numbers), max(numbers) + 1)) - set(numbers)) if numbers else []
    for number in missing[:50]:
        doubts.add("number", "number", f"Il n’y a pas de fiche n° {number}.")
    for before, values, after in zip(sheets, sheets[1:], sheets[2:], strict=False):
        if values.number is None and before.number is not None:
            between = str(before.number + 1) if after.number == before.number + 2 else ""
            text = f"Cette fiche n’a pas de numéro ; elle suit la n° {before.number}."
            values.doubts.add("number", "number", text, *filter(None, [between]))


def _doubt_people(sheets: list[Values], doubts: Doubts) -> None:
    """One person with two addresses, or two phones."""
    known: dict[str, list[Person]] = defaultdict(list)
    for values in sheets:
        for _heading, person in values.contacts:
            known[folded(person.name)].append(person)
    for people in known.values():
        emails = list(dict.fromkeys(person.email.casefold() for person in people if person.email))
        if len(emails) > 1:
            doubts.add("contacts", "same_person", f"« {people[0].name} » a plusieurs adresses.", *emails)
        phones = _different([person.phone for person in people if person.phone])
        if len(phones) > 1:
            doubts.add("contacts", "same_person", f"« {people[0].name} » a plusieurs téléphones.", *phones)


def _different(phones: list[str]) -> list[str]:
    found: list[str] = []
    for phone in phones:
        if not any(same_phone(phone, known) for known in found):
            found.append(phone)
    return found
