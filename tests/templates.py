"""An unknown name in one of our templates fails the test; Wagtail's own templates count on its silence."""

import sys
from pathlib import Path

from django.template.base import FilterExpression

ROOT = Path(__file__).resolve().parents[1]


class UnknownName(AssertionError):
    """A template of ours asks for a name that its view does not give."""


class StrictWhenUnknown(str):
    """Takes the place of ``string_if_invalid``: true, then raising, in our templates; an empty text elsewhere.

    ``{{ name|default:"…" }}`` says that the name is optional, and is left alone.
    """

    __slots__ = ()

    def __bool__(self):
        return _our_template() is not None

    def __contains__(self, text):
        return bool(self)

    def __mod__(self, variable):
        raise UnknownName(f"« {variable} » est inconnu dans {_our_template()}")


def _our_template():
    """The path of our template that is being rendered, unless it is not ours or says that the name is optional."""
    frame = sys._getframe(2)
    while frame is not None:
        source = frame.f_locals.get("self")
        if isinstance(source, FilterExpression) and _is_optional(source):
            return None
        if frame.f_code.co_name == "render_annotated":
            path = Path(str(getattr(source.origin, "name", "")))
            return path if path.is_relative_to(ROOT) and ".venv" not in path.parts else None
        frame = frame.f_back
    return None


def _is_optional(expression):
    return bool(expression.filters) and expression.filters[0][0].__name__ == "default"
