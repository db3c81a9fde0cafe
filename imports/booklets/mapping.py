"""How a booklet is laid out, in a city's own words: a small file that anybody may read, copy and change."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from imports.booklets.folding import end_of, folded

FOLDER = Path(__file__).parent / "mappings"
# What a part of a sheet may be, and whether it is a list of items (a page may cut it in two).
PARTS = {
    "summary": False,
    "description": True,
    "operators": False,
    "objectives": True,
    "publics": False,
    "perimeter": False,
    "partners": False,
    "contacts": True,
    "links": False,
}
TEXTS = {"text", "description"}  # running text; the first is what stands under no heading, or under an unknown one

LONGEST_HEADING = 300  # letters of that of a sheet
LONGEST_LABEL = 60  # letters of that of a part, on a line of its own
_GOES_ON = re.compile(r"\s*\(?suite\)?$")
ROLLOUT = {"done", "current", "planned", "new"}  # what is announced: done, under way, to come, new
NO_ALIAS = "un renvoi (« * ») n’y a pas sa place, écrivez les mots de nouveau"
NO_SIGN = "un signe invisible y est écrit, enlevez-le"
_UNKEPT = re.compile(r"[\0\ud800-\udfff]")
PERSON = {"structure", "name", "email", "sector"}  # columns of a table of people


class MappingError(ValueError):
    """What is wrong in a description, in French. ``where``: the names that lead to it."""

    def __init__(self, said: str, *where: str) -> None:
        super().__init__(said)
        self.where = where


@dataclass(frozen=True)
class Mapping:
    """``sheet``: how the heading of a sheet reads, with ``{number}`` and ``{title}``. ``parts``: the headings of each.

    ``operators``: sentences that name who runs it, with ``{name}``. ``sectors``: names of sectors, by their code.
    ``people``: headings of the columns of a table of people. ``steps``: how a step reads, with both marks.
    ``kind``: code of the kind of sheet that its sheets become. ``axis``: level of the headings that say it, where
    it is not any of those above the sheets. ``rollout``: words that announce how far it is, by what they announce.
    """

    name: str
    sheet: str
    parts: dict[str, tuple[str, ...]]
    operators: tuple[str, ...] = ()
    sectors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: str = ""
    kind: str = "action"
    axis: int = 0
    rollout: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        said = json.loads(text)
        named = ("parts", "sectors", "people", "rollout")
        lists = {name: {key: tuple(words) for key, words in said[name].items()} for name in named}
        return cls(**{**said, **lists, "operators": tuple(said["operators"])})

    @cached_property
    def rollout_words(self) -> dict[str, str]:
        """What each announces."""
        return {folded(word): status for status, words in self.rollout.items() for word in words}

    @cached_property
    def sheet_pattern(self) -> re.Pattern[str]:
        return _pattern(self.sheet)

    def sheet_heading(self, text: str) -> tuple[int | None, str] | None:
        """The number and the title that a heading says; ``None`` of another heading."""
        match = self.sheet_pattern.fullmatch(folded(text)) if len(text) <= LONGEST_HEADING else None
        if match is None or not match["title"]:
            return None
        number = match.groupdict().get("number")
        return int(number) if number else None, " ".join(end_of(text, match["title"]).split())

    def part_named(self, label: str) -> str | None:
        """« Objectifs (suite) » are objectives."""
        words = folded(label)
        return self.part_of.get(words) or self.part_of.get(_GOES_ON.sub("", words))

    @cached_property
    def sheet_label(self) -> str:
        """What stands before the title, without a number: « Dispositif » of « Dispositif : {title} »."""
        before, _title, after = self.sheet.partition("{title}")
        return "" if "{number}" in self.sheet or after.strip() else folded(before)

    @cached_property
    def step_pattern(self) -> re.Pattern[str]:
        return _pattern(self.steps)

    @cached_property
    def column_of(self) -> dict[str, str]:
        return {folded(label): name for name, labels in self.people.items() for label in labels}

    @cached_property
    def part_of(self) -> dict[str, str]:
        return {folded(label): part for part, labels in self.parts.items() for label in labels}


def _pattern(words: str) -> re.Pattern[str]:
    """Of folded text."""
    pattern = re.escape(folded(words.replace("{number}", "§number§").replace("{title}", "§title§")))
    pattern = pattern.replace(re.escape("§number§"), r"(?P<number>\d{1,4})")
    pattern = pattern.replace(re.escape("§title§"), r"(?P<title>.*)").replace(r"\ ", r"\s*")
    return re.compile(pattern, re.DOTALL)


@dataclass(frozen=True)
class Shipped:
    code: str
    name: str
    text: str


def shipped_mappings() -> list[Shipped]:
    """Those that come with the portal, as they are written."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yaml"))}
    return [Shipped(code, read_mapping(text).name, text) for code, text in texts.items()]


def load_mapping(name: str) -> Mapping:
    """One of those that ship, by its name. ``MappingError``: there is none, or it is wrong."""
    return read_mapping(shipped_text(name))


def shipped_text(name: str) -> str:
    path = FOLDER / f"{name}.yaml"
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        known = ", ".join(sorted(each.stem for each in FOLDER.glob("*.yaml")))
        raise MappingError(f"Aucune description ne s’appelle « {name} ». Il y a : {known}.")
    return path.read_text("utf-8")


def read_mapping(text: str) -> Mapping:
    """``MappingError`` says what is wrong, and in which line."""
    try:
        return _read(text)
    except MappingError as error:
        line = _line_of(text, error.where)
        raise MappingError(f"Ligne {line} : {error}" if line else str(error)) from error


def _line_of(text: str, where: tuple[str, ...]) -> int | None:
    """That of the name which leads furthest."""
    node, line = yaml.compose(text, Loader=yaml.SafeLoader) if where else None, None
    for name in where:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        key, node = next(((key, value) for key, value in pairs if key.value == name), (None, None))
        line = key.start_mark.line + 1 if key else line
    return line


class _Loader(yaml.SafeLoader):
    """Without what stands for something else: ten lines of it are more than a memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem_mark=self.peek_event().start_mark, note=NO_ALIAS)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        """A database keeps neither of these, however they are written."""
        if isinstance(node.value, str) and _UNKEPT.search(node.value):
            raise yaml.MarkedYAMLError(problem_mark=node.start_mark, note=NO_SIGN)
        return super().construct_scalar(node)


def _read(text: str) -> Mapping:
    try:
        said = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark, note = getattr(error, "problem_mark", None), getattr(error, "note", None)
        where = f", ligne {mark.line + 1}" if mark else ""
        raise MappingError(f"La description ne se lit pas{where}{f' : {note}' if note else ''}.") from error
    if not isinstance(said, dict):
        raise MappingError("La description doit nommer « name », « sheet » et « parts ».")
    unknown = sorted(map(str, set(said) - set(Mapping.__dataclass_fields__)))
    if unknown:
        raise MappingError(f"La description nomme « {unknown[0]} », que l’import ne connaît pas.", str(unknown[0]))
    return _checked(said)


def _checked(said: dict[str, Any]) -> Mapping:
    for name in ("name", "sheet"):
        if not isinstance(said.get(name), str) or not said[name].strip():
            raise MappingError(f"La description doit dire « {name} ».", name)
    if "{title}" not in said["sheet"]:
        raise MappingError("« sheet » doit contenir {title}, et {number} si les fiches ont un numéro.", "sheet")
    _say_once(said, "sheet")
    parts = _labels(said, "parts")
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise MappingError(f"« parts » nomme « {unknown[0]} ». Il y a : {', '.join(PARTS)}.", "parts", unknown[0])
    people, steps = _labels(said, "people"), said.get("steps", "")
    if set(people) - PERSON or (people and "email" not in people):
        columns = ", ".join(sorted(PERSON))
        raise MappingError(f"« people » dit les titres de colonnes de : {columns}. « email » au moins.", "people")
    if not isinstance(steps, str) or (steps and not {"{number}", "{title}"} <= set(re.findall(r"{\w+}", steps))):
        raise MappingError("« steps » doit contenir {number} et {title}.", "steps")
    _say_once({"steps": steps}, "steps")
    operators, sectors = _list(said.get("operators"), "operators"), _labels(said, "sectors")
    kind = said.get("kind", "action")
    if not isinstance(kind, str):
        raise MappingError("« kind » doit être le code d’un type de fiche, « action » par exemple.")
    axis = said.get("axis", 0)
    if not isinstance(axis, int) or not 0 <= axis <= 9:
        raise MappingError("« axis » doit être le niveau des titres d’axe : 1, 2, 3…", "axis")
    rollout = _labels(said, "rollout")
    if unknown := sorted(set(rollout) - ROLLOUT):
        raise MappingError(
            f"« rollout » nomme « {unknown[0]} ». Il y a : {', '.join(sorted(ROLLOUT))}.", "rollout", unknown[0]
        )
    return Mapping(said["name"], said["sheet"], parts, operators, sectors, people, steps, kind, axis, rollout)


def _say_once(said: dict[str, Any], name: str) -> None:
    for mark in ("{number}", "{title}"):
        if said[name].count(mark) > 1:
            raise MappingError(f"« {name} » ne peut dire {mark} qu’une fois.", name)


def _labels(said: dict[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    value = said.get(name) or {}
    if not isinstance(value, dict):
        raise MappingError(f"« {name} » doit donner des mots pour chaque nom.", name)
    return {str(key): _list(words, name, str(key)) for key, words in value.items()}


def _list(value: Any, *where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise MappingError(f"« {', '.join(where)} » doit être une liste de mots.", *where)
    return tuple(value)
