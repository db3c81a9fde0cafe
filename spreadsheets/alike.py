"""What a line would add, and may stand in the register under another name: an acronym, a name beside, a former one."""

import re
from functools import cached_property

from catalog.models import FormerCode
from spreadsheets.columns import folded

_BRACKETS = re.compile(r"\(([^)]*)\)")
_SIGNS = re.compile(r"[\W_]+")


class Alike:
    """Asked, never merged and never added in silence."""

    def __init__(self, table):
        self.table = table

    def to(self, record):
        """``[[code, title]]`` of the records that one of its names may mean."""
        if not self._known:
            return []
        found = {code: title for name in self._names(record) for code, title in self._known.get(name, ())}
        return [list(pair) for pair in found.items()]

    @cached_property
    def _known(self):
        if not self.table.other_names:
            return {}
        known, titles = {}, {}
        for record in self.table.records():
            code, titles[self.table.code_of(record)] = self.table.code_of(record), self.table.title_of(record)
            for name in self._names(record):
                known.setdefault(name, []).append((code, titles[code]))
        for former in FormerCode.objects.filter(model=self.table.model._meta.label_lower):
            for name in former.known_by.get("names", ()) if former.current in titles else ():
                known.setdefault(_plain(name), []).append((former.current, titles[former.current]))
        return known

    def _names(self, record):
        said = [record.name, _BRACKETS.sub(" ", record.name), *_BRACKETS.findall(record.name)]
        for value in (getattr(record, each) for each in self.table.other_names):
            said += [value] if isinstance(value, str) else value
        return dict.fromkeys(filter(None, map(_plain, said)))


def _plain(text):
    """« A.D.E.P. » is « ADEP »."""
    return _SIGNS.sub("", folded(text))
