"""Lists as files: what is on the screen and no more, as spreadsheets read it, without a formula."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from search.indexing.sync import sync
from search.results import export, listing
from tests import factories


def read_csv(answer):
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def read_xlsx(answer):
    assert answer.status_code == 200
    return [list(row) for row in load_workbook(io.BytesIO(answer.content)).active.values]


def cells(rows, title):
    (row,) = [row for row in rows if row[0] == title]
    return dict(zip(rows[0], row, strict=True))


def exported(client, address="", kind="csv"):
    return client.get(f"/recherche/export/?format={kind}&{address}")


@pytest.fixture
def sheet(sample_site):
    factories.prop("Durée", unit="min")
    factories.prop("Début", "date")
    factories.prop("Gratuit", "yesno")
    factories.prop("Devise", "text")
    factories.prop("Courriel", "email"), factories.prop("Page", "page"), factories.prop("Interne", "text", export=False)
    factories.prop("Coût réel", visibility="editors")
    cell = {"t": "text", "v": '=HYPERLINK("https://exemple.org";"cliquez")'}
    values = {
        "duree": {"t": "number", "v": 45.5}, "debut": {"t": "date", "v": "2027-01-05"},
        "gratuit": {"t": "yesno", "v": True}, "devise": cell, "courriel": {"t": "email", "v": "a@ville.example"},
        "page": {"t": "page", "v": 1}, "interne": cell, "cout-reel": {"t": "number", "v": 987654},
    }  # fmt: skip
    terms = factories.Term.objects.filter(vocabulary__code="theme", parent=None)[:2]
    page = factories.action("+Atelier du port", terms=terms, property_values=values, summary="L’été ; « ici ».")
    sync()
    return page


def test_a_file_has_what_the_public_may_read(sheet, client):
    row = cells(read_csv(exported(client, "q=atelier port")), "'+Atelier du port")
    assert row.pop("Adresse") == sheet.full_url.replace("http://localhost", "http://testserver")
    assert row.pop("Type") == "Fiches action"
    assert (row["Résumé"], row["Durée (min)"], row["Début"], row["Gratuit"]) == (
        "L’été ; « ici ».",
        "45,5",
        "2027-01-05",
        "oui",
    )
    assert row["Thème"].count(" ; ") == 1
    assert not row.keys() & {"Courriel", "Interne", "Coût réel"}
    whole = exported(client, "q=atelier port").content.decode()
    assert "987654" not in whole and "a@ville.example" not in whole


def test_no_cell_of_a_csv_is_a_formula(sheet, client):
    rows = read_csv(exported(client, "q=atelier port"))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert cells(rows, "'+Atelier du port")["Devise"].startswith("'=HYPERLINK")


def test_what_looks_like_a_formula_is_text_in_a_workbook(sheet, client):
    book = load_workbook(io.BytesIO(exported(client, "q=atelier port", "xlsx").content))
    risky = [cell for row in book.active.iter_rows() for cell in row if str(cell.value).startswith(("=", "+"))]
    assert {cell.data_type for cell in risky} == {"s"}
    assert all(cell.quotePrefix for cell in risky)


def test_a_workbook_has_numbers_and_days(sheet, client):
    row = cells(read_xlsx(exported(client, "q=atelier port", "xlsx")), "+Atelier du port")
    assert row["Durée (min)"] == 45.5
    assert row["Début"].date() == date(2027, 1, 5)


def test_characters_that_a_workbook_refuses_are_left_out(sample_site):
    answer = export.to_xlsx(
        export.Table(
            "liste",
            ["Titre"],
            [
                [
                    "Le port\x0b\x00",
                ]
            ],
        )
    )
    assert read_xlsx(answer) == [["Titre"], ["Le port"]]


def test_the_whole_list_in_its_order_whatever_page_is_asked_for(sample_site, client, monkeypatch):
    monkeypatch.setattr("search.results.service.LARGEST_PAGE", 20)
    by_title = [row[0] for row in read_csv(exported(client, "tri=titre&page=3"))[1:]]
    assert len(by_title) == len(set(by_title)) == 67
    centers = read_csv(exported(client, "type=centre"))
    assert len(centers) > 2 and len({row[2] for row in centers[1:]}) == 1


def test_a_longer_list_is_cut_and_says_so(sample_site, client, monkeypatch):
    for module in (export, listing):
        monkeypatch.setattr(module, "MOST_EXPORTED", 40)
    monkeypatch.setattr("search.results.service.LARGEST_PAGE", 20)
    answer = exported(client)
    assert len(read_csv(answer)) == 41
    assert 'filename="liste-40-premieres-' in answer["Content-Disposition"]
    html = client.get("/recherche/").content.decode().replace("\u00a0", " ")
    assert "(les 40 premiers résultats)" in html


def test_a_draft_and_a_page_behind_a_password_are_in_no_file(sample_site, client):
    factories.action("Zythologie en brouillon", live=False)
    factories.restrict(factories.action("Zythologie fermée"), "password", password="secret")
    sync()
    assert "Zythologie" not in exported(client, "q=zythologie").content.decode("utf-8-sig")


def test_robots_and_caches_leave_it_alone(sample_site, client):
    answer = exported(client, "type=centre")
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "max-age" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize("address", ["", "?format=pdf", "?format="])
def test_another_format_is_not_found(sample_site, client, address):
    assert client.get(f"/recherche/export/{address}").status_code == 404


def test_without_an_engine_there_is_no_file(sample_site, client, monkeypatch):
    monkeypatch.setattr("search.results.service.answering_engines", list)
    answer = exported(client)
    assert answer.status_code == 503 and answer["Retry-After"]


def test_links_of_a_list_keep_what_is_asked_and_what_is_fixed(sample_site, client):
    html = client.get("/actions/?theme=sport&page=1").content.decode()
    assert 'href="/recherche/export/?format=csv&amp;type=action&amp;theme=sport"' in html
    assert 'href="/recherche/export/?format=xlsx&amp;type=action&amp;theme=sport"' in html
