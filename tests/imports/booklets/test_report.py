"""One booklet in six formats: the same sheets, the same doubts, and no word lost."""

import re
from collections import Counter

import pytest

from imports.booklets.mapping import load_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from imports.documents.reading import read_document
from tests.imports.booklets.making import DATA, make

MARKDOWN = (DATA / "livret.md").read_text("utf-8")
PDFS = {
    "pdf": DATA / "livret.pdf",
    "sans-plan.pdf": DATA / "sans-plan.pdf",
}  # printed by a browser, with an outline and without
FORMATS = ("md", "html", "docx", "odt", "pdf", "sans-plan.pdf")


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The report of the test's booklet in a format, read once."""
    folder, known = tmp_path_factory.mktemp("livrets"), {}

    def report(name):
        if name not in known:
            path = PDFS.get(name) or make(name, MARKDOWN, folder)
            document = Document.from_json(read_document(path))
            known[name] = report_of(document, load_mapping("cite-educative"))
        return known[name]

    return report


@pytest.fixture(params=FORMATS)
def sheets(request, read):
    return read(request.param)["sheets"]


def doubts_of(sheet, kind):
    return [doubt["text"] for doubt in sheet["doubts"] if doubt["kind"] == kind]


def test_each_sheet_is_found_once_though_pages_repeat_its_heading(sheets):
    assert [(sheet["number"], sheet["title"]) for sheet in sheets] == [
        (1, "Ateliers du mercredi (Secteur Nord)"),
        (2, "Aide aux devoirs (Secteur Sud)"),
        (4, "Sorties"),
    ]
    assert [sheet["axis"] for sheet in sheets] == ["COOPÉRER", *["AGIR CONTRE LES INÉGALITÉS"] * 2]


def test_a_list_that_a_page_cuts_is_one_list_and_it_is_said(sheets):
    assert sheets[0]["objectives"] == [
        "Donner le goût de lire",
        "Rapprocher les familles et l’école",
        "Occuper le temps libre",
    ]
    assert len(doubts_of(sheets[0], "moved")) == 1
    assert sheets[0]["perimeter"] == "Secteur Nord"


def test_publics_have_the_ages_that_are_said(sheets):
    publics = [[tuple(public.values()) for public in sheet["publics"]] for sheet in sheets]
    assert publics == [
        [("Enfants", 6, 11), ("Parents d’élèves", 2, 11)],
        [("Enfants de 6 à 11 ans (avec une priorité pour les 8-9 ans)", 6, 11)],
        [("Familles", None, None)],
    ]


def test_sectors_operators_and_partners(sheets):
    assert [sheet["sectors"] for sheet in sheets] == [["nord"], ["sud"], []]
    assert sheets[0]["operators"] == ["L’association Les Passeurs d’exemple"]
    assert sheets[1]["operators"] == ["Le centre social", "la bibliothèque", "l’école"]
    assert len(doubts_of(sheets[1], "inferred")) == 2  # the summary, and the « et »
    assert [sheet["partners"] for sheet in sheets] == [["Centres sociaux", "Services municipaux"], ["Collèges"], []]


def test_contacts_stand_under_their_headings(sheets):
    assert sheets[0]["contacts"] == [
        {
            "heading": "Troïka",
            "name": "Coordination de la Cité éducative",
            "email": "coordination@ville.example",
            "phone": "03 20 00 00 01",
        },
        {
            "heading": "Troïka",
            "name": "Délégation du préfet",
            "email": "delegation@prefecture.example",
            "phone": "03.20.00.00.02",
        },
    ]


def test_an_address_takes_the_words_before_it(sheets):
    assert sheets[0]["links"] == [{"label": "Site de l’action", "url": "https://action.example/ateliers"}]


def test_an_empty_heading_another_sector_and_other_ages_are_doubts(sheets):
    assert doubts_of(sheets[1], "empty") == ["Le titre « Périmètre » n’est suivi de rien."]
    assert doubts_of(sheets[1], "sector") == ["Le texte parle aussi de « Secteur Nord », que le titre ne dit pas."]
    assert doubts_of(sheets[1], "age") == ["Le texte dit 6-16 ans, que le public ne couvre pas."]


@pytest.mark.parametrize("name", FORMATS)
def test_the_whole_booklet_is_doubted_where_its_sheets_disagree(name, read):
    doubts = read(name)["doubts"]
    assert [doubt["text"] for doubt in doubts] == [
        "Il n’y a pas de fiche n° 3.",
        "« Coordination de la Cité éducative » a plusieurs adresses.",
    ]
    assert doubts[1]["choices"] == ["coordination@ville.example", "coordination.bis@ville.example"]


@pytest.mark.parametrize("name", FORMATS)
def test_an_address_that_is_not_the_one_of_its_link_is_a_doubt(name, read):
    (doubt,) = [each for each in read(name)["sheets"][0]["doubts"] if each["kind"] == "linked"]
    assert doubt["choices"] == ["delegation@prefecture.example", "delegation@autre.example"]


@pytest.mark.parametrize("name", FORMATS)
def test_no_word_of_the_source_vanishes(name, read):
    report = read(name)
    placed = [source for sheet in report["sheets"] for sources in sheet["sources"].values() for source in sources]
    found = words(" ".join(source["text"] for source in [*placed, *report["unplaced"]]))
    assert words(MARKDOWN) - Counter(dict.fromkeys(found, 1000)) - words("mailto delegation autre example") == Counter()


def words(text):
    return Counter(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize(("name", "unit"), [("md", "line"), ("html", "line"), ("docx", "paragraph"), ("pdf", "page")])
def test_each_value_says_where_it_stands(name, unit, read):
    sources = read(name)["sheets"][0]["sources"]
    assert {"title", "axis", "description", "objectives", "publics", "partners", "contacts", "links"} <= set(sources)
    assert all(source[unit] >= 1 for each in sources.values() for source in each)


def test_a_line_of_the_source_is_the_line_of_its_words(read):
    lines = MARKDOWN.splitlines()
    for source in read("md")["sheets"][0]["sources"]["objectives"]:
        assert source["text"] in lines[source["line"] - 1]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("À venir :\n\n- une chorale", ["À venir"]),
        ("**NOUVEAUTE :** une chorale", ["NOUVEAUTE"]),
        ("Une nouveauté : la chorale", []),
        ("La chorale est à venir.", []),
    ],
)
def test_what_was_new_or_to_come_is_asked(tmp_path, text, asked):
    path = tmp_path / "livret.md"
    path.write_text(f"## Fiche n°1 – Essai\n\n{text}\n", "utf-8")
    (sheet,) = report_of(Document.from_json(read_document(path)), load_mapping("cite-educative"))["sheets"]
    assert [said.split("«")[1].split("»")[0].strip() for said in doubts_of(sheet, "rollout")] == asked
    assert "chorale" in sheet["description"]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("On aide l’élève Zibeline à lire.", ["élève Zibeline"]),
        ("La famille Zibeline et l’enfant Zob.", ["famille Zibeline", "enfant Zob"]),
        ("Les élèves de Roubaix, leurs familles et l’enfant.", []),
        ("Une fille ou un fils. Ensuite, la famille.", []),
        ("Aider les élèves\n\nApprendre à lire aux enfants", []),
    ],
)
def test_a_name_beside_a_child_is_a_doubt(tmp_path, text, doubted):
    path = tmp_path / "livret.md"
    path.write_text(f"## Fiche n°1 – Essai\n\n{text}\n", "utf-8")
    (sheet,) = report_of(Document.from_json(read_document(path)), load_mapping("cite-educative"))["sheets"]
    assert [said.split("«")[1].split("»")[0].strip() for said in doubts_of(sheet, "child")] == doubted
