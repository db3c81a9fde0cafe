"""Tables of people, in cells or in lines that have lost theirs."""

from imports.booklets.mapping import load_mapping, read_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from imports.documents.reading import read_document

MAPPING = load_mapping("livret-ressources")
MARKDOWN = """# Contacts

| Structure | Prénom et Nom | Mail | Secteur |
|---|---|---|---|
| Centre de l’Exemple | Camille EXEMPLE | [accueil@centre.example](mailto:acueil@centre.example) | Nord |
| Maison du Modèle |  | contact@maison.example | Sud |

| Autre | Tableau |
|---|---|
| a | b |
"""
TEXT = """Le tableau ci-dessous :

Structure Prénom et Nom Mail Secteur
Centre de l’Exemple Camille EXEMPLE accueil®@centre.example Nord
Maison du Modèle | Dominique MODELE contact@maison.example Sud
Associée

mailto:accueil@centre.example
mailto:contact@maison.example
"""


def people(tmp_path, text, name, mapping=MAPPING):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return report_of(Document.from_json(read_document(path)), mapping)["people"]


def kinds(row):
    return [doubt["kind"] for doubt in row["doubts"]]


def test_cells_are_found_by_the_headings_of_their_columns(tmp_path):
    first, second = people(tmp_path, MARKDOWN, "livret.md")
    assert [first[name] for name in ("structure", "name", "email", "email_linked", "sector")] == [
        "Centre de l’Exemple",
        "Camille EXEMPLE",
        "accueil@centre.example",
        "acueil@centre.example",
        "Nord",
    ]
    assert kinds(first) == ["linked"]
    assert kinds(second) == ["empty"]


def test_lines_that_lost_their_columns_are_cut_with_a_doubt(tmp_path):
    first, second = people(tmp_path, TEXT, "livret.txt")
    assert (first["structure"], first["name"], first["sector"]) == ("Centre de l’Exemple", "Camille EXEMPLE", "Nord")
    assert (second["structure"], second["name"]) == ("Maison du Modèle Associée", "Dominique MODELE")
    assert kinds(first) == ["format", "impossible", "linked"]
    assert kinds(second) == ["format"]


def test_an_address_is_compared_with_the_links_that_the_text_gives_apart(tmp_path):
    first, second = people(tmp_path, TEXT, "livret.txt")
    (doubt,) = [each for each in first["doubts"] if each["kind"] == "linked"]
    assert doubt["choices"] == ["accueil®@centre.example", "accueil@centre.example"]
    assert second["email_linked"] == ""


def test_without_a_description_of_people_no_table_is_one(tmp_path):
    mapping = read_mapping('name: Essai\nsheet: "{number}. {title}"')
    assert people(tmp_path, MARKDOWN, "livret.md", mapping) == []
