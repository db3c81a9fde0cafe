"""A text that is slow to understand holds nobody: it is understood apart, and what repeats itself stays quick."""

import pytest

from imports.booklets.mapping import load_mapping
from imports.reading import READER, read_file
from jobs.apart import Illegible

LONG = 60_000  # letters
SHEET = "## Fiche n°1 – Essai\n\n"
TEXTS = {
    "letters": SHEET + "a" * LONG,
    "contact of letters": SHEET + "### Ville :\n\n" + "a" * LONG,
    "brackets": SHEET + "### Public cible\n\n" + "(" * LONG,
    "commas": SHEET + "### Partenaires\n\n" + "a," * (LONG // 2),
    "ands": SHEET + "a et " * (LONG // 5) + "est l’opérateur de cette action.",
    "ages": SHEET + "### Public cible\n\n" + "1 ans " * (LONG // 6),
    "numbers": SHEET + "### Ville :\n\n" + "03 20 00 00 " * (LONG // 12),
    "steps": SHEET + "Étape 1 : " + "a" * LONG,
    "sheets": "".join(f"## Fiche n°{number} – Essai\n\nUn texte.\n\n" for number in range(500)),
    "paragraphs": SHEET + "Un texte.\n\n" * 2000,
    "people": SHEET
    + "| Structure | Nom | Mail |\n|---|---|---|\n"
    + "".join(f"| Centre {n} | Pôle {n} | a{n}@b.example |\n" for n in range(1000)),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("mapping", ["cite-educative", "livret-ressources"])
def test_what_repeats_itself_is_understood_within_the_limits(name, mapping, tmp_path):
    path = tmp_path / "livret.md"
    path.write_text(TEXTS[name], "utf-8")
    assert read_file(path, load_mapping(mapping))["document"]["format"] == "md"


def test_understanding_is_done_apart_too(tmp_path):
    """The limits hold for the whole of it, not for the reader alone."""
    module, _colon, name = READER.partition(":")
    assert (module, name) == ("imports.booklets.reading", "read_booklet")
    path = tmp_path / "livret.md"
    path.write_text(TEXTS["sheets"], "utf-8")
    with pytest.raises(Illegible):
        read_file(path, load_mapping("cite-educative"), seconds=0)
