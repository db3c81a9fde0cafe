"""Lines of a file against the records: what each would change, and the change itself."""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from spreadsheets.alike import Alike
from spreadsheets.columns import is_same
from spreadsheets.promises import Later, Links, Promises, refuse_hopeless
from spreadsheets.reading.grid import FORMULA
from spreadsheets.writing import TOO_LONG

# ALIKE: what a line would add is perhaps there under another name.
ADDED, ALIKE, CHANGED, SAME, REFUSED = "added", "alike", "changed", "same", "refused"
NOT_ADDED = gettext_lazy("Vous n’avez pas le droit d’ajouter une ligne.")


@dataclass
class Line:
    """``cells``: text by the key of its column; ``empties``: keys whose empty cells empty; ``bad``: why by key."""

    number: int
    cells: dict
    empties: frozenset = frozenset()
    bad: dict = field(default_factory=dict)
    needs: dict = field(default_factory=dict)  # numbers of the lines that add what a cell names, by key

    def says(self, key):
        """Whether the line says anything of this column."""
        text = self.cells.get(key)
        return text is not None and text != TOO_LONG and (text != "" or key in self.empties)


def stamp_of(table, record):
    """What a record was, in short: another stamp, and somebody changed it."""
    texts = [column.text(record) for column in table.columns]
    return sha256(json.dumps([texts, table.state_of(record)]).encode()).hexdigest()[:16]


class Records:
    """The records of a table by what lines call them."""

    def __init__(self, table, user):
        self.table, self._by_code, self._former = table, {}, table.former_codes()
        self._by_natural = [{} for _keys in table.naturals]
        for record in table.records(user):
            self.add(record)

    def add(self, record):
        code = self.table.code_of(record)
        if code:
            self._by_code[code] = record
        for keys, found in zip(self.table.naturals, self._by_natural, strict=True):
            natural = self.table.natural_of(record, keys)
            if natural:
                found.setdefault(natural, []).append(record)

    def find(self, line):
        """The record, ``None`` of a new one. ``ValidationError`` where several could be meant."""
        code = line.cells.get(self.table.code_key, "")
        if code:
            return self._by_code.get(code) or self._by_code.get(self._former.get(code))
        for keys, found in zip(self.table.naturals, self._by_natural, strict=True):
            named = found.get(self._natural(line, keys), [])
            if len(named) > 1:
                raise ValidationError(_("Plusieurs portent ce nom : écrivez le code de celui que vous voulez changer."))
            if named:
                return named[0]
        return None

    def _natural(self, line, keys):
        probe = self.table.new()
        try:
            for key in keys:
                if line.says(key):
                    self.table.by_key[key].write(probe, line.cells[key])
        except ValidationError:
            return None
        return self.table.natural_of(probe, keys)


class Checking:
    """A dry run: nothing is stored, what each line would do is told as JSON."""

    def __init__(self, table, user, lines):
        self.table, self.user, self.lines = table, user, lines
        self.records = Records(table, user)
        self.promises = Promises(table, lines, self.records.find)
        self.alike = Alike(table)
        self._taken = {}  # by the identity of a record: the record, which so stays alive, and its line

    def run(self, work):
        """``[told]`` of each line. Those that name a refused one are only known at the end."""
        told = []
        for line in self.lines:
            told.append(self.check(line))
            work.advance(1)
        refuse_hopeless(told, self.table, _refuse)
        return told

    def check(self, line):
        told = {"n": line.number, "pk": None, "state": REFUSED, "title": "", "stamp": "", "cells": [], "why": []}
        told["code"] = line.cells.get(self.table.code_key, "")
        try:
            record = self._record(line)
        except ValidationError as error:
            return {**told, "title": _name_in(self.table, line), "why": [["", said] for said in error.messages]}
        told["pk"] = record.pk
        told["stamp"] = stamp_of(self.table, record) if record.pk else ""
        told["title"] = self.table.title_of(record) if record.pk else _name_in(self.table, line)
        written, why = write_cells(self.table, record, line, self.promises)
        if written and not why:
            why = [list(pair) for pair in self.table.problems(record, {cell[0] for cell in written})]
            reason = self.table.refusal(record, self.user) if record.pk else ""
            why += [["", reason]] if reason else []
        told.update({"needs": line.needs} if line.needs else {})
        if not record.pk:
            told["alike"] = [] if why else self.alike.to(record)
            self.records.add(record)
        return {**told, "state": self._state(record, written, why, told.get("alike")), "cells": written, "why": why}

    def _state(self, record, written, why, alike):
        if why:
            return REFUSED
        if record.pk:
            return CHANGED if written else SAME
        return ALIKE if alike else ADDED

    def _record(self, line):
        record = self.records.find(line)
        if record is None:
            record = self._new(line)
        _record, before = self._taken.setdefault(id(record), (record, line.number))
        if before != line.number:
            raise ValidationError(_("C’est la même ligne que la %(line)d : gardez l’une des deux.") % {"line": before})
        return record

    def _new(self, line):
        code = line.cells.get(self.table.code_key, "")
        if not self.table.may_grow:
            raise ValidationError(
                _("Aucune fiche de code « %(code)s » que vous puissiez modifier : un tableur n’en ajoute pas.")
                % {"code": code}
            )
        if not self.table.may(self.user, "add"):
            raise ValidationError(NOT_ADDED)
        return new_record(self.table, line)


def new_record(table, line):
    """With its code, where the line gives one; it has no key yet."""
    record = table.new()
    code = line.cells.get(table.code_key, "")
    if code:
        table.by_key[table.code_key].write(record, code)
    return record


def _name_in(table, line):
    """What a line that has no record calls itself."""
    keys = (*(key for keys in table.naturals for key in keys), table.code_key, *line.cells)
    return next((line.cells[key] for key in keys if line.cells.get(key)), "")[:120]


def _refuse(told, why):
    told["state"] = REFUSED
    told["why"].append(["", why])


def write_cells(table, record, line, promises=None):
    """``[key, before, after, text]`` of each cell that changes, ``[heading, sentence]`` of each that cannot."""
    written, why = [], []
    for column in table.columns:
        if column.is_fixed or not (line.says(column.key) or column.key in line.bad):
            continue
        before, text, later = column.text(record), line.cells.get(column.key, ""), []
        try:
            _refuse_bad(line, column)
            if is_same(text, before):
                continue
            now, later = promises.split(column, text) if promises else (text, [])
            if now or not later:
                column.write(record, now)
        except ValidationError as error:
            why.append([column.heading, " ".join(error.messages)])
            continue
        after = _foretold(text, later) if later else column.text(record)
        line.needs.update({column.key: later} if later else {})
        if after != before:
            written.append([column.key, before, after, text])
    return written, why


def _foretold(text, numbers):
    lines = ngettext("ligne %s de ce fichier", "lignes %s de ce fichier", len(numbers))
    return f"{text} ({lines % ', '.join(map(str, numbers))})"


def _refuse_bad(line, column):
    if column.key in line.bad:
        is_formula = line.bad[column.key] == FORMULA
        raise ValidationError(
            _("Cette case est une formule : collez-la en valeur, puis recommencez.")
            if is_formula
            else _("Cette case est fusionnée avec une autre : défusionnez-les, puis recommencez.")
        )


class Applying:
    """Each line as it was told, unless its record changed since."""

    def __init__(self, table, user, publish, lines):
        self.table, self.user, self.publish = table, user, publish
        has_new = any(line["state"] in (ADDED, ALIKE) for line in lines)
        self.records = Records(table, user) if has_new else None
        self.links = Links(table)

    def apply(self, told):
        """``(why not, why only a draft)``, both empty when all is done. Within the caller's transaction."""
        line = Line(told["n"], {key: text for key, _before, _after, text in told["cells"]})
        line.empties = frozenset(line.cells)
        line.cells.update({self.table.code_key: told["code"]} if told["code"] else {})
        try:
            with transaction.atomic():
                return "", self._apply(told, line)
        except ValidationError as error:
            return " ".join(error.messages), ""
        except (DataError, IntegrityError):
            return _("Ce qu’elle nomme a changé pendant l’écriture : déposez le fichier de nouveau."), ""

    def _apply(self, told, line):
        record = self.table.fresh(told["pk"]) if told["pk"] else self.records.find(line)
        if told["pk"] and record is None:
            raise ValidationError(_("Elle n’existe plus."))
        if record is None:
            record = self._new(line)
        before = stamp_of(self.table, record) if record.pk else ""
        written, why = write_cells(self.table, record, line, Later(self.table, told.get("needs", {})))
        if record.pk and not written and not why:
            self.links.note(told, record)
            return ""  # by this job before its process was killed, or by somebody since
        if before != told["stamp"] and not (told["stamp"] and record.pk in self.links.touched):
            raise ValidationError(_("Elle a été modifiée depuis l’aperçu : déposez le fichier de nouveau."))
        self._check(record, written, why)
        is_new = record.pk is None
        drafted = self.table.keep(record, self.user, self.publish)
        if is_new:
            self.records.add(record)
        self.links.note(told, record)
        return drafted

    def _new(self, line):
        if not self.table.may(self.user, "add"):
            raise ValidationError(NOT_ADDED)
        return new_record(self.table, line)

    def _check(self, record, written, why):
        reason = self.table.refusal(record, self.user) if record.pk else ""
        why = why or self.table.problems(record, {cell[0] for cell in written}, thorough=True)
        said = [reason] if reason else [f"{heading} : {text}" if heading else text for heading, text in why]
        if said:
            raise ValidationError(said)
