"""The French catalogue: compiled, and counting as French does (« 0 résultat », « 1 résultat », « 2 résultats »)."""

import re
from pathlib import Path

import pytest
from django.utils.translation import ngettext, override

CATALOGUE = Path(__file__).resolve().parents[2] / "locale" / "fr" / "LC_MESSAGES" / "django.po"
PLURALS = re.findall(r'^msgid "(.*)"\nmsgid_plural "(.*)"', CATALOGUE.read_text(), re.MULTILINE)


@pytest.mark.parametrize(("singular", "plural"), PLURALS)
def test_zero_is_singular(singular, plural):
    with override("fr"):
        assert [ngettext(singular, plural, number) for number in (0, 1, 2, 1_000_000)] == [singular] * 2 + [plural] * 2
