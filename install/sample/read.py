"""Look-ups by code while loading, each asked of the database once."""

from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from catalog.models import Term
from catalog.models.former_codes import by_code
from directory.models import Contact, Organization, ReferenceDocument

# The one in C, where PyYAML has it, reads in a tenth of the time.
YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SAMPLE_DIR = Path(settings.BASE_DIR) / "sample"


def read_yaml(name):
    with (SAMPLE_DIR / f"{name}.yaml").open(encoding="utf-8") as stream:
        return yaml.load(stream, YamlLoader)  # noqa: S506 - both are safe


def _found(record, code):
    if record is None:
        raise KeyError(code)
    return record


class Read:
    def __init__(self):
        self.term = lru_cache(maxsize=None)(self._term)
        self.organization = lru_cache(maxsize=None)(self._organization)
        self.contact = lru_cache(maxsize=None)(self._contact)
        self.document = lru_cache(maxsize=None)(self._document)

    def _term(self, vocabulary, code):
        terms = Term.objects.select_related("vocabulary").filter(vocabulary__code=vocabulary)
        return _found(by_code(terms, code, vocabulary), code)

    def _organization(self, code):
        return _found(by_code(Organization.objects.all(), code), code)

    def _contact(self, code):
        return _found(by_code(Contact.objects.all(), code), code)

    def _document(self, code):
        return _found(by_code(ReferenceDocument.objects.all(), code), code)

    def terms(self, vocabulary, codes):
        return [self.term(vocabulary, code) for code in codes or []]

    def public_label(self, code):
        return self.term("public", code).label
