"""Lines that name what another line of the same file adds: who is meant, what is written first, what goes in rings."""

from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spreadsheets.columns import MANY, LinksColumn, folded, values_in


class Promises:
    """What the lines of a file would add, by the codes and the names that other lines may call them."""

    def __init__(self, table, lines, find):
        """``find``: the record of a line, if there is one."""
        self.table, self._lines, self._find = table, lines, find

    @cached_property
    def _by_name(self):
        """Made when a cell names nobody: most files have none."""
        found = {}
        for line in self._lines if self.table.naturals else ():
            if self._adds(line):
                texts = (line.cells.get(key, "") for key in (self.table.code_key, self.table.naturals[0][0]))
                for name in {folded(text) for text in texts if text}:
                    found.setdefault(name, []).append(line.number)
        return found

    def _adds(self, line):
        try:
            record = self._find(line)
        except ValidationError:
            return False
        return record is None or record.pk is None

    def line_of(self, text):
        """The number of the one line that adds what ``text`` names, else ``None``."""
        numbers = self._by_name.get(folded(text), [])
        return numbers[0] if len(numbers) == 1 else None

    def split(self, column, text):
        """``(what can be written now, numbers of the lines that add the rest)``."""
        if getattr(column, "field", None) is None or column.field.related_model is not self.table.model:
            return text, []
        values = values_in(text) if isinstance(column, LinksColumn) else [text] if text else []
        later = {value: self.line_of(value) for value in values if not column.names.knows(value)}
        later = {value: number for value, number in later.items() if number}
        return f" {MANY} ".join(value for value in values if value not in later), list(later.values())


class Later:
    """While lines are written: of those that name each other, what is written first leaves the other out."""

    def __init__(self, table, needs):
        self.table, self.needs = table, needs

    def split(self, column, text):
        """As ``Promises.split``: what is left out is put there by the other line."""
        if column.key not in self.needs or not is_mutual(column):
            return text, []
        return f" {MANY} ".join(value for value in values_in(text) if column.names.knows(value)), []


class Links:
    """What is put beside a record once the other is written too."""

    def __init__(self, table):
        self.table = table
        self.touched = set()  # keys of records that those written before have changed
        self._written, self._awaited = set(), {}

    def note(self, told, record):
        """``record`` is written."""
        number = told["n"]
        self._written.add(number)
        for other, key, _told in self._awaited.pop(number, ()):
            getattr(record, key).add(other)
        for key, numbers in told.get("needs", {}).items():
            if is_mutual(self.table.by_key[key]):
                for awaited in set(numbers) - self._written:
                    self._awaited.setdefault(awaited, []).append((record.pk, key, told))
        mutual = [column.key for column in self.table.columns if is_mutual(column)]
        for key in {cell[0] for cell in told["cells"]}.intersection(mutual):
            self.touched.update(getattr(record, key).values_list("pk", flat=True))

    def missing(self):
        """``[number, title, why]`` of lines that are written without the other, which was not."""
        said = _("« %s » : la ligne %d n’a pas été écrite, et n’y est donc pas nommée.")
        return [
            [told["n"], told["title"], said % (self.table.by_key[key].heading, number)]
            for number, waiting in self._awaited.items()
            for _pk, key, told in waiting
        ]


def is_mutual(column):
    """Two that are neighbours are so whoever of them says it, and whichever is written first."""
    return isinstance(column, LinksColumn) and bool(column.field.remote_field.symmetrical)


def needs_of(told, table):
    """The lines to be written before this one."""
    keys = (key for key in told.get("needs", {}) if not is_mutual(table.by_key[key]))
    return {number for key in keys for number in told["needs"][key]}


def refuse_hopeless(lines, table, refuse):
    """``refuse(line, sentence)`` of those that go in rings, then of those that name a line which is not written."""
    waiting = {line["n"]: line for line in lines if line.get("needs")}
    for ring in _rings({number: needs_of(line, table) for number, line in waiting.items()}):
        for number in ring:
            refuse(waiting[number], _said_of(ring))
    refused = {line["n"] for line in lines if line["state"] == "refused"}
    while hopeless := [line for line in waiting.values() if line["n"] not in refused and refused & _named(line)]:
        for line in hopeless:
            bad = min(refused & _named(line))
            refuse(line, _("Elle nomme la ligne %d, qui est refusée : corrigez d’abord celle-là.") % bad)
            refused.add(line["n"])


def _named(line):
    return {number for numbers in line["needs"].values() for number in numbers}


def _rings(needs):
    needs = dict(needs)
    while True:
        try:
            list(TopologicalSorter(needs).static_order())
        except CycleError as error:
            ring = sorted(set(error.args[1]))
            yield ring
            for number in ring:
                needs.pop(number)
        else:
            return


def _said_of(ring):
    said = ngettext(
        "Cette ligne se nomme elle-même.",
        "Les lignes %(lines)s se nomment en rond : videz l’une de ces cases, appliquez, puis remplissez-la.",
        len(ring),
    )
    return said % {"lines": ", ".join(map(str, ring))}


def in_order(lines, table):
    """Each after those that it names."""
    needs = {line["n"]: needs_of(line, table) for line in lines}
    if not any(needs.values()):
        return lines
    by_number = {line["n"]: line for line in lines}
    return [by_number[number] for number in TopologicalSorter(needs).static_order() if number in by_number]
