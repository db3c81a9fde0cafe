"""Each field of a page that a booklet may say: what the page says, what the booklet does, and how it is put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.drafts import rows
from imports.drafts.content import Content
from imports.drafts.texts import lines_of, rich_text
from sheets.models import SheetPage


@dataclass(frozen=True)
class Part:
    """``said`` and ``wanted`` are lines, in order. ``adds``: lines of the page that the booklet lacks stay there."""

    name: str
    label: Any
    said: Callable[[SheetPage], list[str]]
    wanted: Callable[[Content], list[str]]
    put: Callable[[SheetPage, Content], None]
    adds: bool = False
    column: str = ""  # the page must have it

    def stands_on(self, page: SheetPage) -> bool:
        return not self.column or hasattr(page, self.column)


def _lines(value: Any) -> list[str]:
    return [line for line in str(value).split("\n") if line.strip()] if value not in (None, "") else []


def _plain(name: str, label: Any, column: str, of: str) -> Part:
    return Part(
        name,
        label,
        lambda page: _lines(getattr(page, column)),
        lambda content: _lines(getattr(content, of)),
        lambda page, content: setattr(page, column, getattr(content, of)),
        column=column,
    )


def _said_text(page) -> list[str]:
    """Its first text: what editors put around it is theirs."""
    text = next((block for block in page.body if block.block_type == "text"), None)
    return lines_of(text.value.source) if text else []


def _put_text(page, content: Content) -> None:
    blocks = page.body.get_prep_value()
    value = rich_text(content.text)
    first = next((block for block in blocks if block["type"] == "text"), None)
    if first:
        first["value"] = value
    else:
        blocks.insert(0, {"type": "text", "value": value})
    page.body = _stream(page, "body", blocks)


def _said_steps(page) -> list[str]:
    return [line for block in page.procedure for line in (block.value["title"], *_lines(block.value["text"]))]


def _put_steps(page, content: Content) -> None:
    """Into an empty procedure only: the ways and documents of a made one are in no booklet."""
    if not page.procedure:
        steps = [
            {"type": "step", "value": {name: step[name] for name in ("number", "title", "text")}}
            for step in content.steps
        ]
        page.procedure = _stream(page, "procedure", steps)


def _stream(page, name: str, blocks: list[dict[str, Any]]):
    return page._meta.get_field(name).stream_block.to_python(blocks)


def _of_terms(name: str, label: Any, vocabulary: str, multiple: bool) -> Part:
    return Part(
        name,
        label,
        partial(rows.said_terms, vocabulary=vocabulary),
        lambda content: [known.label for known in content.terms.get(vocabulary, [])],
        partial(rows.put_terms, vocabulary=vocabulary, multiple=multiple),
        adds=multiple,
    )


PARTS = (
    _plain("number", _("Numéro"), "number", "number"),
    _plain("title", _("Titre"), "title", "title"),
    _of_terms("axis", _("Axe"), "axe", False),
    _plain("summary", _("Résumé"), "summary", "summary"),
    Part("description", _("Texte"), _said_text, lambda content: lines_of(rich_text(content.text)), _put_text),
    Part(
        "objectives",
        _("Objectifs"),
        lambda page: list(page.objectives),
        lambda content: content.objectives,
        lambda page, content: setattr(page, "objectives", list(dict.fromkeys(content.objectives))),
    ),
    Part("publics", _("Publics"), rows.said_audiences, rows.wanted_audiences, rows.put_audiences, adds=True),
    _of_terms("sectors", _("Secteurs"), "secteur", True),
    _of_terms("themes", _("Thèmes"), "theme", True),
    _plain("perimeter", _("Périmètre"), "perimeter_note", "perimeter"),
    Part(
        "organizations",
        _("Opérateurs et partenaires"),
        rows.said_carriers,
        rows.wanted_carriers,
        rows.put_carriers,
        adds=True,
    ),
    Part("contacts", _("Contacts"), rows.said_called, rows.wanted_called, rows.put_called, adds=True),
    Part("links", _("Liens"), rows.said_links, rows.wanted_links, rows.put_links, adds=True),
    Part(
        "rollout",
        _("Déploiement"),
        rows.said_rollout,
        rows.wanted_rollout,
        rows.put_rollout,
        adds=True,
        column="rollout_rows",
    ),
    Part(
        "steps",
        _("Démarche"),
        _said_steps,
        lambda content: [line for step in content.steps for line in (step["title"], *_lines(step["text"]))],
        _put_steps,
        adds=True,
        column="procedure",
    ),
)
