"""Look-ups by code while loading, each asked of the database once."""

from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from catalog.models import Term
from directory.models import Contact, Organization

# The one in C, where PyYAML has it, reads in a tenth of the time.
YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SAMPLE_DIR = Path(settings.BASE_DIR) / "sample"


def read_yaml(name):
    with (SAMPLE_DIR / f"{name}.yaml").open(encoding="utf-8") as stream:
        return yaml.load(stream, YamlLoader)  # noqa: S506 - both are safe


class Read:
    def __init__(self):
        self.term = lru_cache(maxsize=None)(self._term)
        self.organization = lru_cache(maxsize=None)(self._organization)
        self.contact = lru_cache(maxsize=None)(self._contact)

    def _term(self, vocabulary, code):
        return Term.objects.select_related("vocabulary").get(vocabulary__code=vocabulary, code=code)

    def _organization(self, code):
        return Organization.objects.get(code=code)

    def _contact(self, code):
        return Contact.objects.get(code=code)

    def terms(self, vocabulary, codes):
        return [self.term(vocabulary, code) for code in codes or []]

    def public_label(self, code):
        return self.term("public", code).label
