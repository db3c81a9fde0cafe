"""What an editor should look at in one sheet: each doubt with the field that it is about."""

from __future__ import annotations

import re

from imports.booklets.folding import end_of, folded
from imports.booklets.mapping import Mapping
from imports.booklets.people import Person, is_possible
from imports.booklets.sheets import Sheet
from imports.booklets.texts import one_line
from imports.booklets.values import FIELDS, Values

# « l’élève Léo », « la famille Martin »: nothing of a child may be read by anybody.
_OF_A_CHILD = re.compile(
    r"\b(?:[ée]l[èe]ves?|enfants?|fils|filles?|familles?)[^\S\n]+(?-i:[A-ZÀ-Ý][a-zà-ÿ’'-]+)", re.IGNORECASE
)
_TWO_CELLS = re.compile(r"[^\W\d_]{4,} [A-ZÀ-Ý][a-zà-ÿ]{2,}")


def doubt_person(person: Person, values: Values) -> None:
    if person.email and not is_possible(person.email):
        values.doubts.add("contacts", "impossible", f"L’adresse « {person.email} » ne peut pas exister.")
    if person.email and person.email_linked:
        text = f"L’adresse écrite et celle du lien diffèrent pour « {person.name} »."
        values.doubts.add("contacts", "linked", text, person.email, person.email_linked)
    if not person.says_how:
        values.doubts.add("contacts", "empty", f"« {person.name} » n’a ni adresse ni téléphone.")
    if not person.name:
        values.doubts.add("contacts", "empty", f"« {person.email or person.phone} » est écrit sans nom.")
    if person.others:
        said = ", ".join([person.name, *person.others])
        values.doubts.add("contacts", "same_person", f"Plusieurs adresses ou téléphones sur une ligne : {said}.")


def _title_in(text: str, mapping: Mapping) -> str:
    """Without what announces it: a choice is what the title will be."""
    match = mapping.sheet_pattern.fullmatch(folded(text))
    return one_line(end_of(text, match["title"]) if match and match["title"] else text)


def doubt_sheet(sheet: Sheet, values: Values, mapping: Mapping, carries: tuple[str, ...]) -> None:
    _doubt_parts(sheet, values)
    _doubt_title(sheet, values, mapping)
    told = [one_line(block.text) for block in values.sources.get("description", [])]
    for words in names_of_children("\n".join([*told, *values.objectives])):
        values.doubts.add("description", "child", f"« {words} » nomme-t-il un enfant ou sa famille ? Retirez-le.")
    _doubt_rollout(values, mapping)
    _doubt_format(sheet, values, carries)
    if "headings" not in carries:
        _doubt_lines(sheet, values)


def _doubt_rollout(values: Values, mapping: Mapping) -> None:
    """« À venir : » was true when the booklet was written; the site has a place of its own for it."""
    for block in values.sources.get("description", []):
        said, colon, _rest = one_line(block.text).partition(":")
        if colon and folded(said) in mapping.rollout_words:
            text = f"« {said.strip()} » : est-ce encore vrai ? Si oui, cela va dans le déploiement."
            values.doubts.add("description", "rollout", text)


def _doubt_lines(sheet: Sheet, values: Values) -> None:
    """Without headings nothing says where a title ends that goes on with the next line."""
    for block in sheet.titles:
        whole = one_line(block.text)
        first = one_line(block.text.split("\n")[0])[max(0, whole.find(values.title)) :]
        if first and first != values.title and values.title.startswith(first):
            values.doubts.add("title", "inferred", "Le titre finit-il à la fin de sa ligne ?", values.title, first)


def _doubt_parts(sheet: Sheet, values: Values) -> None:
    for part in sheet.parts:
        if part.is_unknown:
            text = f"Le titre « {part.label} » n’est pas de ceux que l’on sait lire : ce qui le suit est dans le texte."
            values.doubts.add("description", "unknown", text)
        elif part.heading and not part.blocks:
            text = f"Le titre « {part.label} » n’est suivi de rien."
            values.doubts.add(FIELDS.get(part.name, part.name), "empty", text)
    for block in sheet.moved:
        text = f"« {one_line(block.text)} », sous le titre de page répété, a été remis dans la liste qui précède."
        values.doubts.add("objectives", "moved", text)


def _doubt_title(sheet: Sheet, values: Values, mapping: Mapping) -> None:
    if not sheet.title:
        values.doubts.add("title", "empty", "Le titre de cette fiche manque dans le document.")
    if sheet.is_late:
        values.doubts.add("title", "moved", "Le titre ne se lit qu’à la seconde page de cette fiche.")
    titles = dict.fromkeys(_title_in(block.text, mapping) for block in sheet.titles)
    if len({folded(title) for title in titles}) > 1:
        values.doubts.add("title", "variants", "Le titre est écrit de deux façons.", *titles)


def _doubt_format(sheet: Sheet, values: Values, carries: tuple[str, ...]) -> None:
    """What this format cannot say."""
    if "headings" not in carries:
        read = f"« {sheet.axis} » a été lu au-dessus de la fiche"
        text = read if sheet.axis else "l’axe de cette fiche ne s’y lit pas"
        values.doubts.add("axis", "format", f"Ce format ne porte pas de titres : {text}.")
    if "tables" not in carries:
        _doubt_columns(values)
    if "links" not in carries and values.links:
        values.doubts.add(
            "links", "format", "Ce format ne porte pas de liens : seuls ceux qui sont écrits ont été lus."
        )


def _doubt_columns(values: Values) -> None:
    """« Collèges Lycées » may be two cells of a row."""
    told = {"partners": values.partners, "publics": [public.label for public in values.publics]}
    for name, texts in told.items():
        if joined := next(filter(_TWO_CELLS.search, texts), None):
            values.doubts.add(name, "format", f"« {joined} » : un seul, ou deux colonnes d’un tableau ?")


def names_of_children(text: str) -> list[str]:
    """What in a text may name a child or a family; a line that begins after one is another matter."""
    return _OF_A_CHILD.findall(text)
