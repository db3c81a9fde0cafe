"""Files written line by line, whatever their length: an array of JSON, and the same as a table."""

import csv
import json

from django.core.serializers.json import DjangoJSONEncoder

from portal.admin.exports import BYTE_ORDER_MARK, neutralize

DELIMITER = ";"  # as the exports of lists: what a French spreadsheet opens with a click


class Pair:
    """``<name>.json`` and, where it has columns, ``<name>.csv``, of the same records."""

    def __init__(self, folder, name, columns=()):
        self.name, self.columns, self.rows = name, columns, 0
        self.paths = [f"{name}.json", *([f"{name}.csv"] if columns else [])]
        self._json = (folder / self.paths[0]).open("w", encoding="utf-8")
        self._json.write("[")
        self._csv = self._table = None
        if columns:
            self._csv = (folder / self.paths[1]).open("w", encoding="utf-8", newline="")
            self._csv.write(BYTE_ORDER_MARK.decode())
            self._table = csv.writer(self._csv, delimiter=DELIMITER)
            self._table.writerow(columns)

    def add(self, record):
        self._json.write(",\n" if self.rows else "\n")
        json.dump(record, self._json, cls=DjangoJSONEncoder, ensure_ascii=False)
        if self._table:
            self._table.writerow([neutralize(flat(record.get(name))) for name in self.columns])
        self.rows += 1

    def finish(self):
        self._json.write("\n]\n")
        self.close()

    def close(self):
        for file in (self._json, self._csv):
            if file:
                file.close()


def flat(value):
    """One cell: texts of a list one after the other, an object as JSON."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        return " ; ".join(map(str, value))
    if isinstance(value, list) and all("code" in each for each in value):
        return " ; ".join(each["code"] or each.get("name", "") for each in value)
    if isinstance(value, list | dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False) if value else ""
    return "" if value is None else value
