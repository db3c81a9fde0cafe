"""The French catalogue: compiled, and counting as French does (« 0 résultat », « 1 résultat », « 2 résultats »)."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import gettext, ngettext, override

CATALOGUE = Path(__file__).resolve().parents[2] / "locale" / "fr" / "LC_MESSAGES" / "django.po"
ROOMS = sorted({Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == CATALOGUE.parents[3]})
PLURALS = re.findall(r'^msgid "(.*)"\nmsgid_plural "(.*)"', CATALOGUE.read_text(), re.MULTILINE)


@pytest.mark.parametrize(("singular", "plural"), PLURALS)
def test_zero_is_singular(singular, plural):
    with override("fr"):
        assert [ngettext(singular, plural, number) for number in (0, 1, 2, 1_000_000)] == [singular] * 2 + [plural] * 2


def said_in(room):
    """What the modules and the templates of a room say, as it is written there."""
    templates = [*room.rglob("*.html"), *(room.parent / "templates" / room.name).rglob("*.html")]
    for path in templates:
        yield from re.findall(r"{% translate \"([^\"]+)\" %}", path.read_text())
    for path in room.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "gettext", "gettext_lazy"):
                yield from [each.value for each in node.args[:1] if isinstance(each, ast.Constant)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_french_word_is_taken_for_an_english_one(room):
    """« Comment » would be « Commenter », « Close » « Fermer »: ``pgettext``, or another word."""
    with override("fr"):
        assert [text for text in said_in(room) if gettext(text).casefold() != text.casefold()] == []
