"""A dropped file, step by step: received, its columns recognised, looked through, applied."""

from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.apart import Illegible, read_apart
from jobs.turns import in_turns
from search.indexing.upkeep import engines_asked_once
from spreadsheets.headings import (
    Chosen,
    are_all_known,
    check_headings,
    guessed,
    heading_row,
    recognized,
    with_mapping,
)  # fmt: skip
from spreadsheets.lines import ADDED, ALIKE, CHANGED, REFUSED, SAME, Applying, Checking, Line
from spreadsheets.models import ColumnMapping, Upload
from spreadsheets.promises import in_order

READER = "spreadsheets.reading.files:read_file"
SHOWN = 3  # lines of a file whose columns are to be recognised
STATES = (ADDED, ALIKE, CHANGED, SAME, REFUSED)


def read(path, sheet="", go_on=lambda: None):
    """The grid of a file, its first line being the headings. ``Illegible`` says why not."""
    grid = read_apart(READER, Path(path).absolute(), sheet, go_on=go_on)
    place = heading_row(grid)
    check_headings(grid, place)
    refused = [[row - place, column, why] for row, column, why in grid["refused"] if row > place]
    grid = {**grid, "rows": grid["rows"][place:], "numbers": grid["numbers"][place:], "refused": refused}
    if len(grid["rows"]) < 2:
        raise Illegible(_("Ce fichier n’a que des titres : il n’y a rien à en reprendre."))
    return grid


class Known(Exception):
    """The button was pressed twice: ``upload`` is what came of the first press."""

    def __init__(self, upload):
        super().__init__(upload)
        self.upload = upload


def _refuse_known(user, press):
    if press and (known := Upload.objects.filter(by=user, press=press).first()):
        raise Known(known)


def receive(table, file, user, sheet="", press=None):
    """Keeps a file that can be read: ``(upload, grid)``. Of what cannot, nothing is kept. ``press``: of the button."""
    _refuse_known(user, press)
    upload = Upload(table=table.name, filename=Path(file.name).name[-200:], by=user, press=press)
    upload.file.save(f"{timezone.now():%Y%m%d-%H%M%S}", file, save=False)
    try:
        grid = read(upload.file.path, sheet)
    except Illegible:
        upload.file.delete(save=False)
        raise
    upload.sheet = grid["sheet"]
    upload.columns = propose(table, grid["rows"][0], guess=True)
    try:
        with transaction.atomic():
            upload.save()
    except IntegrityError:
        upload.file.delete(save=False)
        _refuse_known(user, press)
        raise
    return upload, grid


def propose(table, headings, name="", guess=False):
    """What the columns are: by their own names, else as the mapping of this name, or that knows most of them, said.

    ``guess``: somebody will look at it.
    """
    chosen = recognized(table, headings)
    if are_all_known(chosen) and not name:
        return chosen
    own = {each.heading for each in chosen}
    mappings = ColumnMapping.objects.filter(table=table.name, **({"name": name} if name else {}))
    best = max(mappings, key=lambda each: len(own & {row[0] for row in each.columns}), default=None)
    known = [row for row in best.columns if not row[1] or row[1] in table.by_key] if best else []
    chosen = with_mapping(chosen, known)
    return guessed(table, chosen, {row[0] for row in known}) if guess else chosen


def is_recognized(table, upload):
    """Nothing is left to ask: its headings are those of the table."""
    return are_all_known(recognized(table, [row[0] for row in upload.columns]))


def keep_mapping(table, name, columns):
    ColumnMapping.objects.update_or_create(table=table.name, name=name, defaults={"columns": columns})


def lines_of(table, grid, columns):
    """``Line`` of each row below the headings, as its columns were recognised."""
    chosen = [Chosen(*row) for row in columns]
    empties = frozenset(each.key for each in chosen if each.key and each.empties)
    bad = {}
    for row, column, why in grid["refused"]:
        bad.setdefault(row, {})[column] = why
    for place, row in enumerate(grid["rows"][1:], start=1):
        texts = [*row, *[""] * (len(chosen) - len(row))]
        cells = {each.key: texts[index] for index, each in enumerate(chosen) if each.key}
        wrong = {chosen[at].key: why for at, why in bad.get(place, {}).items() if at < len(chosen) and chosen[at].key}
        if any(cells.values()) or wrong:
            yield Line(grid["numbers"][place], cells, empties, wrong)


def check(table, grid, columns, user, work):
    """``{"lines": […], "counts": {…}}``: nothing is written. Lines that change nothing are counted only."""
    lines = list(lines_of(table, grid, columns))
    work.advance(total=len(lines))
    told = Checking(table, user, lines).run(work)
    counts = {state: sum(each["state"] == state for each in told) for state in STATES}
    return {"lines": [each for each in told if each["state"] != SAME], "counts": counts}


def apply(table, preview, user, publish, work, alike=False):
    """Each line by itself, some in one transaction; engines asked once. ``alike``: also what is perhaps there already.

    ``{"written", "drafted", "partly", "refused", "left"}``; of « left », the preview had said why.
    """
    wanted = (ADDED, CHANGED, *([ALIKE] if alike else []))
    lines = in_order([line for line in preview["lines"] if line["state"] in wanted], table)
    work.advance(total=len(lines))
    applying = Applying(table, user, publish, lines)
    result = {"written": 0, "drafted": [], "partly": [], "refused": [], "left": left_out(preview, wanted)}

    def do(line):
        why, drafted = applying.apply(line)
        result["written"] += not why
        result["refused"] += [[line["n"], line["title"], why]] if why else []
        result["drafted"] += [[line["n"], line["title"], drafted]] if drafted else []

    with engines_asked_once():
        in_turns(work, lines, do)
    result["partly"] = applying.links.missing()
    return result


def left_out(preview, wanted):
    """``[number, title, why]`` of the lines that are not to be written."""
    return [
        [line["n"], line["title"], " ".join(_why_left(line))]
        for line in preview["lines"]
        if line["state"] not in wanted
    ]


def _why_left(line):
    for heading, text in line["why"]:
        yield f"{heading} : {text}" if heading else text
    for code, title in line.get("alike", ()):
        yield _("Est-ce « %(title)s », de code %(code)s ?") % {"title": title, "code": code}


class AtOnce:
    """The work of few lines, which nobody follows."""

    def advance(self, by=0, **said):
        """Nothing to tell."""

    def hold(self):
        """Nobody else has it."""


def forget(before):
    """Files on which nobody has done anything since."""
    for upload in Upload.objects.filter(touched__lt=before):
        upload.forget()
