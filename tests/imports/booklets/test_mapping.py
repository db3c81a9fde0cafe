"""The description of a booklet: what is wrong in it is said, and headings are known however they are written."""

import pytest

from imports.booklets.folding import end_of, folded
from imports.booklets.mapping import FOLDER, MappingError, load_mapping, read_mapping

RIGHT = 'name: Essai\nsheet: "Fiche {number} : {title}"\nparts: {objectives: [Buts]}\n'


def test_those_that_ship_are_right():
    assert [load_mapping(path.stem).name for path in FOLDER.glob("*.yaml")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nommer"),
        ("[1]", "nommer"),
        ("name: [", "ligne"),
        ("name: Essai", "sheet"),
        ("name: Essai\nsheet: Fiche", "{title}"),
        (RIGHT + "couleur: bleu", "couleur"),
        ('name: Essai\nsheet: "{title}"\nparts: {but: [Buts]}', "« but »"),
        ('name: Essai\nsheet: "{title}"\nparts: [Buts]', "parts"),
        ('name: Essai\nsheet: "{title}"\nparts: {objectives: Buts}', "liste"),
        (RIGHT + "operators: [1]", "liste"),
        (RIGHT + "people: {nom: [Nom]}", "colonnes"),
        (RIGHT + "people: {name: [Nom]}", "« email » au moins"),
        (RIGHT + "steps: Étape", "steps"),
        ('name: Essai\nsheet: "{title} {title}"\nparts: {}', "qu’une fois"),
        (RIGHT + 'steps: "{number} {number} {title}"', "qu’une fois"),
        (RIGHT + "axis: haut", "niveau"),
        (RIGHT + "sectors: {nord: &mots [Nord], sud: *mots}", "ligne 4 : un renvoi"),
        (RIGHT + 'kind: "a\\0b"', "ligne 4 : un signe invisible"),
        (RIGHT + 'kind: "\\ud800"', "ligne 4 : un signe invisible"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    with pytest.raises(MappingError, match=said):
        read_mapping(text)


def test_ten_lines_that_grow_tenfold_each_are_refused_before_they_do():
    lines = (f"m{n + 1}: &m{n + 1}\n  <<: [{', '.join([f'*m{n}'] * 10)}]\n" for n in range(20))
    with pytest.raises(MappingError, match="renvoi"):
        read_mapping("m0: &m0 {a: b}\n" + "".join(lines))


@pytest.mark.parametrize("name", ["inconnue", "../settings", ""])
def test_an_unknown_one_names_those_there_are(name):
    with pytest.raises(MappingError, match="cite-educative"):
        load_mapping(name)


@pytest.mark.parametrize("text", ["📍 Périmètre", "PERIMETRE :", "→ périmètre", "Périmètre"])
def test_headings_are_compared_without_what_surrounds_them(text):
    assert folded(text) == "perimetre"


@pytest.mark.parametrize("text", ["1- Le programme", "1. Le programme", "1) Le programme", "1 – Le programme"])
def test_a_chapter_is_known_however_its_number_is_followed(text):
    match = load_mapping("livret-ressources").sheet_pattern.fullmatch(folded(text))
    assert (match["number"], end_of(text, match["title"])) == ("1", "Le programme")


@pytest.mark.parametrize("text", ["12 rue du Moulin", "2 fois par semaine", "2024 – Bilan"])
def test_a_number_alone_makes_no_chapter(text):
    assert not load_mapping("livret-ressources").sheet_pattern.fullmatch(folded(text))


@pytest.mark.parametrize("text", ["Fiche n°3 – Été", "FICHE N° 3 : été", "fiche no 3 - Été", "📌 Fiche nº 3 — Été"])
def test_a_sheet_is_known_however_its_number_is_written(text):
    match = load_mapping("cite-educative").sheet_pattern.fullmatch(folded(text))
    assert match["number"] == "3"
    assert end_of(text, match["title"]).casefold() == "été"


def test_the_kind_of_its_sheets_is_a_word():
    with pytest.raises(MappingError, match="« kind »"):
        read_mapping("{name: A, sheet: '{title}', kind: [action]}")
    assert load_mapping("livret-ressources").kind == "ressource"
