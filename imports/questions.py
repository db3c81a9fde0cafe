"""What an editor is asked of a sheet: doubts of the reading, and names that may be those of known records.

Nothing needs an answer but which page it is: what is left open is written as words, and told among the page's doubts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from imports.matching.contacts import heading_of
from imports.matching.names import key
from imports.matching.registers import Registers
from imports.matching.results import Known, Match
from imports.values import LABELS, choices_of, effective

NEW, AS_WORDS, SEEN, MOVE = "new", "label", "ok", "move"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Question:
    """``key`` and a choice's ``value`` are what ``decisions.answer`` takes. ``must``: nothing is written before it.

    ``kind``: that of a doubt (see docs/import.md), else « near » or « new ».
    """

    key: str
    field: str
    kind: str
    text: str
    choices: tuple[Choice, ...]
    answer: str = ""
    must: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody should look: a name that no register has is written as words, a summary is told once."""
        return not self.answer and self.kind != NEW and not _is_summary_inferred(self.field, self.kind)

    @property
    def label(self) -> str:
        return str(LABELS.get(self.field, ""))


def _is_summary_inferred(field: str, kind: str) -> bool:
    return (field, kind) == ("summary", "inferred")


def is_summary_inferred(sheet) -> bool:
    """Whether it is the first sentence of the text, of a booklet that has none; nobody said anything of it."""
    return "summary" not in sheet.values and any(
        _is_summary_inferred(doubt["field"], doubt["kind"]) and not sheet.answers.get(f"doubt:{index}")
        for index, doubt in enumerate(sheet.read.get("doubts", ()))
    )


def questions_of(sheet, registers: Registers) -> list[Question]:
    values = effective(sheet)
    asked = [
        *_of_page(values, registers),
        *_of_doubts(sheet.read.get("doubts", []), registers),
        *_of_organizations(values, registers),
        *_of_terms(values, registers),
        *_of_contacts(values, registers),
    ]
    named = {question.key: question for question in asked}  # a name said twice is asked once
    return [
        Question(**{**vars(question), "answer": sheet.answers.get(question.key, "")}) for question in named.values()
    ]


def page_match(values: dict[str, Any], registers: Registers) -> Match:
    return registers.pages.match(values["number"], values["title"] or "")


def _of_page(values: dict[str, Any], registers: Registers) -> Iterator[Question]:
    match = page_match(values, registers)
    if match.found or not match.near:
        return
    taken = registers.pages.is_taken(values["number"])
    text = _("Le numéro %d est celui d’une autre fiche : est-ce la même ?") % values["number"] if taken else ""
    text = text or _("Une fiche du site a presque ce titre : est-ce la même ?")
    new = _("Une nouvelle fiche, sans numéro") if taken else _("Une nouvelle fiche")
    choices = (*(Choice(str(known.pk), known.label, known.detail) for known in match.near), Choice(NEW, new))
    yield Question("page", "title", "near", text, choices, must=True)


def _of_doubts(doubts: list[dict[str, Any]], registers: Registers) -> Iterator[Question]:
    for index, doubt in enumerate(doubts):
        choices = [Choice(each, each.replace("\n", " ; ")) for each in choices_of(doubt)]
        if doubt["kind"] == "rollout" and hasattr(registers.model, "rollout_rows"):
            choices.append(Choice(MOVE, _("Oui : mettre ce qui suit dans le déploiement, et l’ôter du texte")))
        seen = Choice(SEEN, _("C’est vu : garder ce qui est écrit"))
        yield Question(f"doubt:{index}", doubt["field"], doubt["kind"], doubt["text"], (*choices, seen))


def _of_organizations(values: dict[str, Any], registers: Registers) -> Iterator[Question]:
    for name in ("operators", "partners"):
        for words in values[name] or ():
            match = registers.organizations.match(words)
            own = (Choice(AS_WORDS, _("L’écrire tel quel")), Choice(NEW, _("L’ajouter au répertoire")))
            if not match.found:
                yield _asked(organization_key(words), name, match, own)


def _of_terms(values: dict[str, Any], registers: Registers) -> Iterator[Question]:
    axis = registers.terms.match("axe", values["axis"] or "")
    if axis.near:
        yield _asked("axis", "axis", axis)
    for code in values["sectors"] or ():
        match = sector_match(code, registers)
        if match.near:
            words = next(iter(registers.sector_words.get(code, ())), code)
            yield _asked(f"sectors:{code}", "sectors", replace(match, name=words))
    for row in values["publics"] or ():
        match = public_match(row["label"], registers)
        if match.near:
            yield _asked(f"publics:{key(row['label'])}", "publics", match)
    themes = tuple(registers.terms.hinted_in("theme", values["title"] or ""))
    if themes:
        choices = [Choice(known.code, known.label) for known in themes]
        text = _("Le titre parle peut-être de ce thème : %s.") % ", ".join(known.label for known in themes)
        yield Question("themes", "title", "near", text, (*choices, _none()))


def _of_contacts(values: dict[str, Any], registers: Registers) -> Iterator[Question]:
    for row in values["contacts"] or ():
        match = contact_match(row, registers)
        if not match.found:
            structures = [registers.organizations.match(words).found for words in values["operators"] or ()]
            made = [_made_at(known) for known in dict.fromkeys(filter(None, structures))]
            yield _asked(contact_key(row), "contacts", match, (*made, _none()))


def _made_at(known: Known) -> Choice:
    return Choice(f"{NEW}@{known.code}", _("Un nouveau contact interne de « %s »") % known.label)


def _none() -> Choice:
    return Choice(AS_WORDS, _("Aucun de ceux-là"))


def _asked(where: str, name: str, match: Match, own: tuple[Choice, ...] = ()) -> Question:
    text = _("« %s » : est-ce l’un de ceux-ci ?") if match.near else _("« %s » n’est pas au répertoire.")
    known = (Choice(each.code, each.label, each.detail) for each in match.near)
    return Question(where, name, match.state, text % match.name, (*known, *(own or (_none(),))))


def organization_key(words: str) -> str:
    return f"organizations:{key(words)}"


def contact_key(row: dict[str, Any]) -> str:
    return f"contacts:{key(row['name'])}:{row['email'].casefold()}:{heading_of(row['heading'])}"


def contact_match(row: dict[str, Any], registers: Registers) -> Match:
    return registers.contacts.match(row["name"], row["email"], row["phone"], row["heading"])


def sector_match(code: str, registers: Registers) -> Match:
    """A booklet's own code, and the words that its description gives for it."""
    return registers.terms.match("secteur", code, *registers.sector_words.get(code, ()))


def public_match(label: str, registers: Registers) -> Match:
    match = registers.terms.match("public", label)
    named = registers.terms.named_in("public", label)
    return match if match.found or not named else Match(label, named[0]) if len(named) == 1 else match
