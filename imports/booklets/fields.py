"""From the parts of a sheet to its values, each with the words it was read from."""

from __future__ import annotations

import re
from dataclasses import replace

from imports.booklets.doubting import doubt_person, doubt_sheet
from imports.booklets.folding import folded
from imports.booklets.mapping import LONGEST_LABEL, TEXTS, Mapping
from imports.booklets.people import Person, person_in
from imports.booklets.publics import ages_said, public_in
from imports.booklets.sheets import Part, Sheet
from imports.booklets.texts import URL, first_sentence, links_of_text, one_line, without_addresses
from imports.booklets.values import FIELDS, Values
from imports.documents.blocks import Block

_RUNS_IT = re.compile(r"(?i)\b(?:opérateurs?|prestataires?|porteurs?)\b")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«])")
# Outside of brackets, which are short: a text that has none is not read again for each of its commas.
_COMMA = re.compile(r",(?![^(]{0,300}\))")
_AND = re.compile(r"\s+et\s+(?![^(]{0,300}\))")
LONGEST_SENTENCE = 2_000  # letters of one that names who runs it


def values_of(sheet: Sheet, mapping: Mapping, carries: tuple[str, ...]) -> Values:
    values = Values(sheet.number, sheet.title, sheet.axis)
    values.note("title", *sheet.titles)
    if sheet.axis_block:
        values.note("axis", sheet.axis_block)
    _find_people(sheet)
    for part in sheet.parts:
        _READERS[part.name](part, values, mapping)
        if part.heading is not None:
            values.note(FIELDS.get(part.name, part.name), part.heading)
    _infer_summary(sheet, values)
    _find_operators(values, mapping)
    _read_sectors(values, mapping)
    doubt_sheet(sheet, values, mapping, carries)
    return values


def _find_people(sheet: Sheet) -> None:
    """Whom to call stands under any heading: an unknown one after those of contacts is another of them.

    Sentences that name no way to call are text, under whatever heading.
    """
    is_after = False
    for part in sheet.parts:
        is_called = [person_in(block).says_how for block in part.blocks]
        if part.is_unknown and is_after and is_called and all(is_called):
            part.name, part.is_unknown = "contacts", False
        elif part.name == "contacts" and not any(is_called) and any(map(_is_prose, part.blocks)):
            part.name, part.is_unknown = "text", True
        is_after = is_after or part.name == "contacts"


def _is_prose(block: Block) -> bool:
    return len(block.text) > LONGEST_LABEL or block.text.endswith(".")


def _read_text(part: Part, values: Values, mapping: Mapping) -> None:
    values.note("description", *part.blocks)
    lines = [_line(replace(block, text=text)) for block in part.blocks if (text := without_addresses(block.text))]
    head = part.label if part.is_unknown else ""
    values.description = "\n".join(filter(None, [values.description, head, *lines]))
    for block in part.blocks:
        for label, url in links_of_text(block):
            if url not in {known for _label, known in values.links}:
                values.links.append((label, url))
                values.note("links", block)


def _line(block: Block) -> str:
    return f"- {block.text}" if block.kind == "item" else block.text


def _read_summary(part: Part, values: Values, mapping: Mapping) -> None:
    values.summary = one_line(" ".join([values.summary, *(block.text for block in part.blocks)]))
    values.note("summary", *part.blocks)


def _infer_summary(sheet: Sheet, values: Values) -> None:
    if values.summary:
        return
    blocks = [block for part in sheet.parts if part.name in TEXTS for block in part.blocks]
    values.summary, told = first_sentence(blocks)
    if told:
        values.note("summary", *told)
        values.doubts.add(
            "summary", "inferred", "Le résumé est la première phrase du texte : est-ce ce qu’il faut dire ?"
        )


def _read_objectives(part: Part, values: Values, mapping: Mapping) -> None:
    listed, after = _list_and_rest(part.blocks)
    values.objectives += [one_line(text) for block in listed for text in _cells(block)]
    values.note("objectives", *listed)
    if after:
        _read_text(Part("text", "", blocks=after), values, mapping)
        text = f"« {one_line(after[0].text)[:80]} », après la liste, a été mis dans le texte."
        for name in ("objectives", "description"):
            values.doubts.add(name, "moved", text)


def _list_and_rest(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Paragraphs after the last item are of another matter, whose heading is lost."""
    items = [place for place, block in enumerate(blocks) if block.kind == "item"]
    end = items[-1] + 1 if items else len(blocks)
    return blocks[:end], blocks[end:]


def _read_publics(part: Part, values: Values, mapping: Mapping) -> None:
    for text in _told_apart(part):
        public = public_in(text)
        last = values.publics[-1] if values.publics else None
        if last and public.says_only_ages and last.says_no_age:
            values.publics[-1] = replace(public, label=last.label)
            values.doubts.add("publics", "inferred", f"« {text} » a été compris comme l’âge de « {last.label} ».")
            continue
        values.publics.append(public)
        if len(ages_said(text)) > 1:
            values.doubts.add("publics", "inferred", f"« {text} » dit plusieurs âges : le premier seul a été repris.")
        elif not public.says_no_age and _COMMA.search(text):
            values.doubts.add("publics", "inferred", f"« {text} » : un public, ou plusieurs ?")
    values.note("publics", *part.blocks)


def _read_perimeter(part: Part, values: Values, mapping: Mapping) -> None:
    values.perimeter = "\n".join(filter(None, [values.perimeter, *(one_line(block.text) for block in part.blocks)]))
    values.note("perimeter", *part.blocks)


def _read_partners(part: Part, values: Values, mapping: Mapping) -> None:
    values.partners += _one_or_several(_told_apart(part), "partners", values)
    values.note("partners", *part.blocks)


def _told_apart(part: Part) -> list[str]:
    """Each block, each cell; a semicolon parts them anywhere."""
    texts = [one_line(text) for block in part.blocks for text in _cells(block)]
    return [each.strip(" .") for text in texts for each in text.split(";") if each.strip(" .")]


def _one_or_several(texts: list[str], name: str, values: Values) -> list[str]:
    """Where all stands on one line its commas part them; in a list they may be of a name. Both are asked."""
    with_commas = [text for text in texts if _COMMA.search(text)]
    if not with_commas:
        return texts
    if len(texts) > 1:
        values.doubts.add(name, "inferred", f"« {with_commas[0]} » : un seul, ou plusieurs ?")
        return texts
    pieces = [each.strip() for each in _COMMA.split(texts[0]) if each.strip()]
    halves = _AND.split(pieces[-1], maxsplit=1)
    values.doubts.add(name, "inferred", f"« {texts[0]} » a été coupé aux virgules et au dernier « et ».")
    return [*pieces[:-1], *halves]


def _read_contacts(part: Part, values: Values, mapping: Mapping) -> None:
    people: list[Person] = []
    for person in (person_in(line) for block in part.blocks for line in _lines(block)):
        if people and not person.name and not (people[-1].email and person.email):
            people[-1] = people[-1].with_more(person)
        else:
            people.append(person)
    for person in people:
        values.contacts.append((part.label, person))
        doubt_person(person, values)
    values.note("contacts", *part.blocks)


def _lines(block: Block) -> list[Block]:
    """A paragraph of several people is a line for each; one name on two lines is one."""
    texts = block.text.split("\n")
    with_email = [text for text in texts if "@" in text]
    if len(with_email) < 2:
        return [Block(block.kind, one_line(block.text), block.origin, links=block.links)]
    return [
        Block(block.kind, text, block.origin, links=tuple(link for link in block.links if link.label in text))
        for text in texts
    ]


def _read_links(part: Part, values: Values, mapping: Mapping) -> None:
    """An address takes the words that stand before it for its label."""
    label = ""
    for block in part.blocks:
        urls = [link.url for link in block.links] or URL.findall(block.text)
        words = one_line(URL.sub(" ", block.text)).strip(" :–—-")
        if not urls:
            label = one_line(f"{label} {words}")
            continue
        values.links += [(words or label or url, url) for url in urls]
        label = ""
    if label:
        values.doubts.add("links", "empty", f"« {label} » est annoncé sans adresse.")
    values.note("links", *part.blocks)


def _cells(block: Block) -> list[str]:
    return [cell for cell in block.cells if cell] if block.kind == "row" else [block.text]


def _read_operators(part: Part, values: Values, mapping: Mapping) -> None:
    values.operators += _one_or_several(_told_apart(part), "operators", values)
    values.note("operators", *part.blocks)


_READERS = {
    "text": _read_text,
    "description": _read_text,
    "summary": _read_summary,
    "operators": _read_operators,
    "objectives": _read_objectives,
    "publics": _read_publics,
    "perimeter": _read_perimeter,
    "partners": _read_partners,
    "contacts": _read_contacts,
    "links": _read_links,
}


def _find_operators(values: Values, mapping: Mapping) -> None:
    for block in values.sources.get("description", []):
        for sentence in _sentences(block):
            for pattern in mapping.operators:
                words = _named_in(sentence, pattern)
                if words:
                    _add_operators(words, values)
                    values.note("operators", block)
                    break
    if not values.operators and (said := _RUNS_IT.search(values.description)):
        values.doubts.add("operators", "empty", f"« {said[0]} » est dit sans que l’on sache qui.")


def _sentences(block: Block) -> list[str]:
    return [each for each in _BETWEEN_SENTENCES.split(one_line(block.text)) if len(each) <= LONGEST_SENTENCE]


def _named_in(sentence: str, pattern: str) -> str:
    before, _name, after = pattern.replace("’", "'").partition("{name}")
    end = re.escape(after) if after else r"[\s.!;]*$"
    found = re.search(rf"{re.escape(before)}(.+?){end}", sentence.replace("’", "'"), re.IGNORECASE)
    return sentence[found.start(1) : found.end(1)].strip(" ,") if found else ""


def _add_operators(words: str, values: Values) -> None:
    """Commas part them; an « et » may be of a name, so it is asked."""
    names = [name.strip() for name in _COMMA.split(words) if name.strip()]
    halves = _AND.split(names[-1], maxsplit=1)
    if len(names) > 1 and len(halves) > 1:
        names[-1:] = halves
        values.doubts.add(
            "operators", "inferred", f"« {words} » a été coupé aux virgules et au dernier « et ».", *names
        )
    elif len(halves) > 1:
        values.doubts.add("operators", "inferred", f"« {words} » : un opérateur, ou deux ?", words, *halves)
    values.operators += names


def _read_sectors(values: Values, mapping: Mapping) -> None:
    for code, labels in mapping.sectors.items():
        for where in ("title", "perimeter"):
            text = folded(getattr(values, where))
            if code not in values.sectors and any(_says(text, label, where) for label in labels):
                values.sectors.append(code)
                values.note("sectors", *values.sources.get(where, []))


def _says(text: str, label: str, where: str) -> bool:
    """In a title only « Secteur Nord » says a sector, « Nord » alone does in the part that says where."""
    words = folded(label)
    if where == "title" and " " not in words:
        return False
    return bool(re.search(rf"\b{re.escape(words)}\b", text))


def is_of_another(values: Values, mapping: Mapping) -> list[str]:
    """Sectors that the text names though the title says another."""
    text = folded(values.description)
    return [
        labels[0]
        for code, labels in mapping.sectors.items()
        if values.sectors and code not in values.sectors and any(_says(text, label, "title") for label in labels)
    ]
