"""What a booklet gives is measured against what a person read in it: nothing may be wrong that no doubt tells."""

import json
import os
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from imports.booklets.mapping import load_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from imports.documents.reading import read_document
from imports.measuring import Score, mask, measure
from tests.imports.booklets.making import DATA, make

EXPECTED = Path(__file__).parent / "booklets" / "expected"
SOURCES = Path(os.environ.get("BOOKLETS", "/nowhere"))  # a folder of real booklets, which are not of this project
REAL = {
    "livret-professionnel-fiches-1-14.md": ("cite-educative", "livret-professionnel"),
    "livret-professionnel-fiches-1-14.docx": ("cite-educative", "livret-professionnel"),
    "livret-professionnel-fiches-1-14.pdf": ("cite-educative", "livret-professionnel"),
    "livret-ressources.txt": ("livret-ressources", "livret-ressources"),
}
# What each format loses of the made-up booklets: (wrong, lost). All the rest is right.
TOLD_APART = {"publics.label": (0, 1)}  # « Plus de 16 ans », below « CP au CM2 », may be its age: it is asked
LOST = {
    ("livret", "txt"): {},
    ("abime", "txt"): {**TOLD_APART, "partners": (1, 1), "links.label": (0, 1), "links.url": (0, 1)},
    **{("abime", name): TOLD_APART for name in ("md", "html", "docx", "odt")},
}


def expected(name):
    return yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))


def report(path, mapping="cite-educative"):
    return report_of(Document.from_json(read_document(path)), load_mapping(mapping))


def told(scores):
    """What is not right, field by field; doubts are counted apart."""
    return {
        name: (each.wrong, each.lost) for name, each in scores.items() if each.wrong + each.lost and name != "doubts"
    }


def unsaid(scores):
    return {name: score.unsaid for name, score in scores.items() if score.unsaid}


@pytest.mark.parametrize("kind", ["md", "html", "docx", "odt", "txt"])
@pytest.mark.parametrize("name", ["livret", "abime"])
def test_nothing_is_wrong_without_a_doubt(name, kind, tmp_path):
    path = make(kind, (DATA / f"{name}.md").read_text("utf-8"), tmp_path)
    scores = measure(report(path), expected(name))
    assert unsaid(scores) == {}
    assert told(scores) == LOST.get((name, kind), {})


@pytest.mark.parametrize("file", ["livret.pdf", "sans-plan.pdf"])
def test_nor_in_a_pdf(file):
    scores = measure(report(DATA / file), expected("livret"))
    assert (unsaid(scores), told(scores)) == ({}, {})


@pytest.mark.parametrize("kind", ["md", "html", "docx", "odt"])
def test_every_doubt_that_a_person_has_is_told(kind, tmp_path):
    path = make(kind, (DATA / "abime.md").read_text("utf-8"), tmp_path)
    assert measure(report(path), expected("abime"))["doubts"].lost == 0


@pytest.mark.skipif(not SOURCES.is_dir(), reason="BOOKLETS names no folder of real booklets")
@pytest.mark.parametrize("file", REAL)
def test_real_booklets_are_read_as_a_person_reads_them(file):
    mapping, name = REAL[file]
    scores = measure(report(SOURCES / file, mapping), json.loads((EXPECTED / f"{name}.json").read_text("utf-8")))
    assert (unsaid(scores), told(scores), scores["doubts"].lost) == ({}, {}, 0)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="BOOKLETS names no folder of real booklets")
@pytest.mark.parametrize("kind", ["html", "odt"])
@pytest.mark.parametrize("file", [file for file in REAL if file.endswith(".md")])
def test_real_booklets_say_the_same_in_other_formats(file, kind, tmp_path):
    mapping, name = REAL[file]
    path = make(kind, (SOURCES / file).read_text("utf-8"), tmp_path)
    scores = measure(report(path, mapping), json.loads((EXPECTED / f"{name}.json").read_text("utf-8")))
    assert (unsaid(scores), told(scores), scores["doubts"].lost) == ({}, {}, 0)


@pytest.fixture
def read(tmp_path):
    return report(make("md", (DATA / "livret.md").read_text("utf-8"), tmp_path))


CHANGES = [
    ("title", "Ateliers", (1, 0, 1)),
    ("perimeter", "", (0, 1, 0)),
    ("objectives", ["Donner le goût de lire", "Occuper le temps libre"], (0, 1, 0)),
    (
        "objectives",
        ["Occuper le temps libre", "Donner le goût de lire", "Rapprocher les familles et l’école"],
        (1, 0, 0),
    ),
    ("partners", ["Centres sociaux", "Services municipaux", "Autre"], (1, 0, 1)),
]


@pytest.mark.parametrize(("name", "value", "counts"), CHANGES)
@pytest.mark.parametrize("hide", [lambda said: said, mask])
def test_what_is_wrong_or_lost_is_counted(read, name, value, counts, hide):
    changed = deepcopy(read)
    changed["sheets"][0][name] = value
    score = measure(changed, hide(expected("livret")))[name]
    assert (score.wrong, score.lost, score.unsaid) == counts


def test_a_doubt_of_the_field_tells_that_it_may_be_wrong(read):
    changed = deepcopy(read)
    changed["sheets"][0]["title"] = "Ateliers"
    changed["sheets"][0]["doubts"].append({"field": "title", "kind": "variants", "text": "", "choices": []})
    assert measure(changed, expected("livret"))["title"].unsaid == 0


def test_a_sheet_too_many_is_wrong_and_one_that_lacks_is_lost(read):
    (*_, last), wanted = read["sheets"], expected("livret")
    twice = {**read, "sheets": [*read["sheets"], last]}
    assert measure(twice, wanted)["sheets"] == Score(right=3, wrong=1, unsaid=1)
    assert measure({**read, "sheets": read["sheets"][:2]}, wanted)["sheets"] == Score(right=2, lost=1)


def test_what_is_masked_says_nothing_of_anybody():
    said = json.dumps(mask(expected("livret")), ensure_ascii=False)
    assert not any(words in said for words in ("Délégation", "@", "03 20", "Ateliers"))
    assert len({masked["phone"] for sheet in mask(expected("livret"))["sheets"] for masked in sheet["contacts"]}) == 2


def test_the_command_tells_a_table_and_what_is_wrong_without_a_doubt(tmp_path, capsys):
    hidden, file, path = tmp_path / "attendu.json", DATA / "livret.yaml", DATA / "livret.md"
    call_command("measure_booklet", path, expected=file, mask=hidden)
    assert "title                      3/3" in capsys.readouterr().out
    call_command("measure_booklet", path, expected=hidden)
    wrong = expected("livret")
    wrong["sheets"][0]["title"] = "Un autre titre"
    file = tmp_path / "faux.yaml"
    file.write_text(yaml.safe_dump(wrong), "utf-8")
    with pytest.raises(CommandError, match="sans que rien") as refusal:
        call_command("measure_booklet", path, expected=file)
    assert refusal.value.returncode == 3
