"""What each file holds, made a hundred records at a time: memory stays what it is, whatever the city has."""

import json
from contextlib import contextmanager

from data_inclusion.schema.v1 import Service, Structure
from django.utils import timezone
from django.utils.translation import gettext_lazy

from catalog.properties import properties_read_once
from centers.models import CenterPage
from opendata.api import answers, registers, sheets, words
from opendata.api.reading import classes
from opendata.dumps.folders import PACKAGE, WITNESS, new_set
from opendata.dumps.writing import DELIMITER, Pair
from opendata.hsds.making import Hsds
from opendata.licence import settings_of
from opendata.national import pages as national
from opendata.national.making import Maker, as_json
from portal.visibility import public_pages
from sheets.models import SheetPage

AT_ONCE = 100
SHAPES = {  # files of the API's own shape, each with its table
    "sheets": answers.Sheet,
    "centers": answers.Center,
    "organizations": answers.Organization,
    "schools": answers.School,
    "contacts": answers.Function,
    "vocabularies": answers.Vocabulary,
    "kinds": answers.Kind,
    "properties": answers.Property,
}
LABELS = {
    "sheets": gettext_lazy("Fiches"),
    "centers": gettext_lazy("Centres sociaux"),
    "organizations": gettext_lazy("Organisations"),
    "schools": gettext_lazy("Écoles et collèges"),
    "contacts": gettext_lazy("Fonctions"),
    "vocabularies": gettext_lazy("Vocabulaires"),
    "kinds": gettext_lazy("Types de fiche"),
    "properties": gettext_lazy("Propriétés des fiches"),
    "structures": gettext_lazy("Structures (data·inclusion)"),
    "services": gettext_lazy("Services (data·inclusion)"),
    "hsds-organizations": gettext_lazy("Organisations (HSDS)"),
    "hsds-locations": gettext_lazy("Lieux (HSDS)"),
    "hsds-services": gettext_lazy("Services (HSDS)"),
    "hsds-contacts": gettext_lazy("Contacts (HSDS)"),
}
TABLED = {"structures": Structure, "services": Service}


def make(site, advance):
    """One set of files. ``advance(n, total=…)`` is called between two turns; it may raise."""
    with new_set(site.pk) as folder, _files(folder) as files, properties_read_once():
        dump = Dump(site, files, advance)
        dump.write()
        for file in files.values():
            file.finish()
        _describe(folder, files, site)
        (folder / WITNESS).write_text(json.dumps(dump.witness), encoding="utf-8")
    return {str(LABELS[name]): file.rows for name, file in files.items()}


@contextmanager
def _files(folder):
    files = {name: Pair(folder, name, list(shape.model_fields)) for name, shape in SHAPES.items()}
    files |= {name: Pair(folder, name, _columns(name)) for name in LABELS if name not in SHAPES}
    try:
        yield files
    finally:
        for file in files.values():
            file.close()


def _columns(name):
    return list(TABLED[name].model_fields) if name in TABLED else []


class Dump:
    def __init__(self, site, files, advance):
        self.site, self.files, self.advance = site, files, advance
        settings = settings_of(site)
        self.maker, self.hsds = Maker(site, settings), Hsds(settings.source)
        self.witness = {"pages": [], "contacts": [], "organizations": [], "properties": [], "vocabularies": []}

    def write(self):
        keys = {base: self._keys(base) for base in (SheetPage, CenterPage)}
        self.advance(0, total=sum(map(len, keys.values())))
        self._in_turns(keys[SheetPage], self._sheets)
        self._in_turns(keys[CenterPage], self._centers)
        self._register(registers.actual_organizations(), self._organizations)
        self._register(registers.actual_schools(), self._plain("schools", registers.schools))
        self._register(registers.public_functions(), self._contacts)
        self._register(words.public_vocabularies(), self._plain("vocabularies", words.vocabularies))
        self._register(words.public_kinds(), self._plain("kinds", words.kinds))
        self._register(words.public_definitions(), self._plain("properties", words.properties))

    def _keys(self, base):
        pages = public_pages(self.site).exact_type(*classes(base)).order_by("pk")
        keys = list(pages.values_list("pk", flat=True))
        self.witness["pages"] += keys
        return keys

    def _in_turns(self, keys, do):
        for first in range(0, len(keys), AT_ONCE):
            some = keys[first : first + AT_ONCE]
            do(some)
            self.advance(len(some))

    def _register(self, records, do):
        after = ""
        while some := list(records.filter(code__gt=after).order_by("code")[:AT_ONCE]):
            do(some)
            self.advance(0)
            after = some[-1].code

    def _add(self, name, records):
        for record in records:
            if record:
                self.files[name].add(record)

    def _plain(self, name, make_items):
        def do(records):
            items = make_items(records, self.site)
            if name in self.witness:
                self.witness[name] += [item["code"] for item in items]
            self._add(name, items)

        return do

    def _sheets(self, keys):
        items = sheets.sheets(keys, self.site)
        made = national.services(keys, self.maker, self.site)
        carriers = {each.id: each.structure_id for each in made}
        self._add("sheets", items)
        self._add("services", map(as_json, made))
        for item in items:
            if carrier := carriers.get(self.maker.id_of(item["code"])):
                self.files["hsds-services"].add(self.hsds.service(item, carrier.partition("--")[2]))

    def _centers(self, keys):
        self._add("centers", sheets.centers(keys, self.site))

    def _organizations(self, records):
        items = registers.organizations(records, self.site)
        self.witness["organizations"] += [item["code"] for item in items]
        self._add("organizations", items)
        self._add("structures", map(as_json, national.structures(records, self.maker, self.site)))
        self._add("hsds-organizations", map(self.hsds.organization, items))
        self._add("hsds-locations", map(self.hsds.location, items))

    def _contacts(self, records):
        items = registers.functions(records, self.site)
        self.witness["contacts"] += [item["code"] for item in items]
        self._add("contacts", items)
        self._add("hsds-contacts", map(self.hsds.contact, items))


def _describe(folder, files, site):
    """As Frictionless Data describes a set of files."""
    settings = settings_of(site)
    package = {
        "name": settings.source,
        "title": settings.producer or settings.source,
        "created": timezone.now().isoformat(timespec="seconds"),
        "homepage": f"{site.root_url}/donnees-ouvertes/",
        "licenses": [{"name": settings.licence, "title": settings.licence_name, "path": settings.licence_url}],
        "resources": [_resource(folder, file, path) for file in files.values() for path in file.paths],
    }
    (folder / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")


def _resource(folder, file, path):
    form = path.rpartition(".")[2]
    said = {
        "name": f"{file.name}-{form}",
        "title": str(LABELS[file.name]),
        "path": path,
        "format": form,
        "mediatype": {"csv": "text/csv", "json": "application/json"}[form],
        "encoding": "utf-8",
        "bytes": (folder / path).stat().st_size,
        "rows": file.rows,
    }
    if form == "csv":
        fields = [{"name": name, "type": "string"} for name in file.columns]
        said |= {"profile": "tabular-data-resource", "dialect": {"delimiter": DELIMITER}}
        said |= {"schema": {"fields": fields, "missingValues": [""]}}
    return said
