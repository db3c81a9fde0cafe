"""One sheet of a booklet as a page can take it: records found, words where there is none, and what stays open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from imports.drafts.rollout import taken, words_to_move
from imports.matching.names import key
from imports.matching.registers import Registers
from imports.matching.results import Known, Match
from imports.questions import (
    NEW,
    contact_key,
    contact_match,
    organization_key,
    public_match,
    sector_match,
)
from imports.values import effective

OLDEST_YEARS = 25
_is_address = URLValidator(["http", "https"])


@dataclass(frozen=True)
class Carrier:
    """``known``: its record; ``is_new``: an editor asked for one."""

    role: str
    name: str
    known: Known | None = None
    is_new: bool = False


@dataclass(frozen=True)
class Called:
    """A person to call: a contact that is known, or one to be made at ``place``."""

    heading: str
    row: dict[str, Any]
    known: Known | None = None
    place: Known | None = None


@dataclass(frozen=True)
class Audience:
    label: str
    age_min: int | None
    age_max: int | None
    term: Known | None = None


@dataclass(frozen=True)
class Open:
    """What nobody answered. ``unless``: the field that makes it idle where the page says it already."""

    text: str
    unless: str = ""


@dataclass
class Content:
    """``guessed``: fields that the reading inferred and nobody confirmed; they fill what is empty, no more."""

    number: int | None = None
    title: str = ""
    summary: str = ""
    text: str = ""
    objectives: list[str] = field(default_factory=list)
    perimeter: str = ""
    audiences: list[Audience] = field(default_factory=list)
    carriers: list[Carrier] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    terms: dict[str, list[Known]] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)
    rollout: list[tuple[str, str]] = field(default_factory=list)
    guessed: set[str] = field(default_factory=set)
    doubts: list[Open] = field(default_factory=list)

    def doubt(self, text: str, unless: str = "") -> None:
        if Open(text, unless) not in self.doubts:
            self.doubts.append(Open(text, unless))


def content_of(sheet, registers: Registers) -> Content:
    values, answers = effective(sheet), sheet.answers
    content = Content(
        number=values["number"] if registers.pages.has_number else None,
        title=_cut((values["title"] or "").strip(), 255),
        summary=_cut(values["summary"] or "", 600),
        objectives=list(values["objectives"] or ()),
        perimeter=values["perimeter"] or "",
    )
    text = _put_rollout(content, values["description"] or "", sheet, registers)
    _put_text(content, text, sheet.read.get("procedure"))
    for put in (_put_audiences, _put_carriers, _put_called, _put_terms):
        put(content, values, answers, registers)
    _put_links(content, values["links"] or ())
    _put_doubts(content, sheet)
    return content


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _put_rollout(content: Content, text: str, sheet, registers: Registers) -> str:
    """The text without it."""
    asked = words_to_move(sheet)
    words = {word: status for word, status in registers.rollout_words.items() if word in asked}
    text, content.rollout = taken(text, words)
    if asked and not content.rollout:
        content.doubt(
            _("Ce qui est annoncé dans le texte n’a pas pu être mis dans le déploiement : faites-le à la main.")
        )
    return text


def _put_text(content: Content, text: str, procedure: dict[str, Any] | None) -> None:
    """What stands in the steps of its procedure is not said twice."""
    content.steps = list(procedure["steps"]) if procedure else []
    told = {line for source in procedure["sources"] for line in source["text"].split("\n")} if procedure else set()
    content.text = "\n".join(line for line in text.split("\n") if line.removeprefix("- ") not in told)


def _chosen(match: Match, answer: str) -> Known | None:
    """What is sure, or what an editor said; a near one that nobody answered for is nobody."""
    return match.found or next((known for known in match.near if known.code == answer), None)


def _put_audiences(content, values, answers, registers) -> None:
    for row in values["publics"] or ():
        answer = answers.get(f"publics:{key(row['label'])}", "")
        ages = [row["age_min"], row["age_max"]]
        if any(age is not None and age > OLDEST_YEARS for age in ages):
            content.doubt(_("« %s » : un âge au-delà de 25 ans n’a pas été repris.") % row["label"])
            ages = [age if age is not None and age <= OLDEST_YEARS else None for age in ages]
        term = _chosen(public_match(row["label"], registers), answer)
        content.audiences.append(Audience(_cut(row["label"], 255), ages[0], ages[1], term))


def _put_carriers(content, values, answers, registers) -> None:
    for name, role in (("operators", "operator"), ("partners", "partner")):
        for words in values[name] or ():
            answer, match = answers.get(organization_key(words), ""), registers.organizations.match(words)
            known = _chosen(match, answer)
            content.carriers.append(Carrier(role, _cut(words, 255), known, answer == NEW and not known))
            if match.near and not answer:
                near = {"name": words, "near": match.near[0].label}
                content.doubt(_("« %(name)s » est peut-être « %(near)s », du répertoire.") % near)


def _put_called(content, values, answers, registers) -> None:
    """Without a record and without a place for one, the sheet says what is missing, and names nobody."""
    for row in values["contacts"] or ():
        answer = answers.get(contact_key(row), "")
        known = _chosen(contact_match(row, registers), answer)
        place = None if known else _place_of(row, answer, registers)
        content.called.append(Called(row["heading"], row, known, place))
        if not known and not place and not answer:
            text = _("Contact sous « %s » : à retrouver dans le livret, puis à choisir ou à ajouter au répertoire.")
            content.doubt(text % row["heading"])


def _place_of(row, answer: str, registers: Registers) -> Known | None:
    """The organization that an editor named, or that the booklet does: as heading, or beside the name."""
    new, _at, code = answer.partition("@")
    if answer:
        return registers.organizations.known.get(code) if new == NEW else None
    beside = [part for part in row["name"].replace(" – ", ",").replace(" - ", ",").split(",") if part.strip()]
    matches = [registers.organizations.match(words) for words in (row["heading"], *beside)]
    return next((match.found for match in matches if match.found), None)


def _put_terms(content, values, answers, registers) -> None:
    axis = values["axis"] or ""
    if axis:
        match = registers.terms.match("axe", axis)
        found = _chosen(match, answers.get("axis", ""))
        _put_term(content, "axe", found, Open(_("Axe « %s » : à choisir.") % axis, "axis"))
    for code in values["sectors"] or ():
        found = _chosen(sector_match(code, registers), answers.get(f"sectors:{code}", ""))
        words = next(iter(registers.sector_words.get(code, ())), code)
        _put_term(content, "secteur", found, Open(_("Secteur « %s » : à choisir.") % words, "sectors"))
    theme = registers.terms.known["theme"].get(answers.get("themes", ""))
    content.terms["theme"] = [theme] if theme else []


def _put_term(content: Content, vocabulary: str, found: Known | None, doubt: Open) -> None:
    if found:
        content.terms.setdefault(vocabulary, []).append(found)
    else:
        content.doubt(doubt.text, doubt.unless)


def _put_links(content: Content, links) -> None:
    for row in links:
        try:
            _is_address(row["url"])
        except ValidationError:
            content.doubt(_("« %s » n’a pas d’adresse qui mène quelque part.") % (row["label"] or row["url"]))
        else:
            content.links.append((_cut(row["label"] or row["url"], 255), row["url"][:500]))


def _put_doubts(content: Content, sheet) -> None:
    """Those that nobody answered. What names a person stays with the import."""
    for index, doubt in enumerate(sheet.read.get("doubts", ())):
        if sheet.answers.get(f"doubt:{index}") or doubt["field"] in sheet.values:
            continue
        unless = doubt["field"] if doubt["kind"] == "empty" else ""
        content.doubt(_without_names(doubt), {"partners": "organizations"}.get(unless, unless))
        if doubt["kind"] == "inferred":
            content.guessed.add(doubt["field"])


def _without_names(doubt) -> str:
    if doubt["kind"] == "child":
        return _("Le texte nomme peut-être un enfant ou sa famille : relisez-le avant de publier.")
    if doubt["field"] != "contacts":
        return doubt["text"]
    said = {
        "linked": _("Contacts : une adresse écrite n’est pas celle de son lien."),
        "impossible": _("Contacts : une adresse ne peut pas exister."),
        "empty": _("Contacts : il manque un nom, une adresse ou un téléphone."),
    }
    return said.get(doubt["kind"], _("Contacts : à vérifier dans le livret."))
