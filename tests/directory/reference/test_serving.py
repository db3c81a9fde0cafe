"""One address for what changes each year: the version of the day, the others marked, nothing for whom it is not."""

from datetime import timedelta
from io import BytesIO
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from directory.models import ReferenceVersion
from install.setup.groups import REGISTERS, VALIDATORS
from portal.cache.middleware import kept
from portal.models import User
from sheets.models import DocumentLink
from tests import factories
from tests.directory.reference.making import CONTENT, document, version

ADDRESS = "/documents-de-reference/fiche-de-saisine/"
pytestmark = pytest.mark.django_db


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def member(group, name="membre"):
    account = User.objects.create_user(name, email=f"{name}@passerelles.example")
    account.groups.add(group)
    client = Client()
    client.force_login(account)
    return client


def tomorrow(days=1):
    return patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=days))


def test_the_address_gives_the_version_of_the_day(client, sample_site):
    made = document()
    version(made, -400, -36, year="2025-2026", content=b"%PDF-1.4 ancienne")
    version(made)
    answer = client.get(ADDRESS)
    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="fiche-de-saisine-2026-2027.pdf"'


def test_what_is_not_a_pdf_is_saved(client, sample_site):
    version(document(), name="fiche.odt", content=b"odt")
    answer = client.get(ADDRESS)
    assert body(answer) == b"odt"
    assert answer["Content-Disposition"].startswith("attachment;")


def test_nothing_of_it_runs_and_a_browser_asks_each_time(client, sample_site):
    version(document())
    answer = client.get(ADDRESS)
    body(answer)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["Cache-Control"] == "no-cache"
    again = client.get(ADDRESS, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_of_two_that_are_valid_the_later_one_is_served(client, sample_site):
    made = document()
    version(made, -3, 60, year="2026-2027", content=b"%PDF-1.4 nouvelle")
    version(made, -300, 3, year="2025-2026")
    assert body(client.get(ADDRESS)) == b"%PDF-1.4 nouvelle"


@pytest.mark.parametrize("days", [(), ((-40, -1),), ((1, 40),)])
def test_without_a_valid_version_it_says_so(client, sample_site, days):
    made = document()
    for start, end in days:
        version(made, start, end)
    answer = client.get(ADDRESS)
    assert answer.status_code == 410
    assert "Aucune version de ce document n’est valable aujourd’hui." in answer.content.decode()


def test_an_unknown_one_is_not_found(client, sample_site):
    assert client.get("/documents-de-reference/nulle-part/").status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_not_found(client, sample_site):
    row = version(document())
    row.file.storage.delete(row.file.name)
    assert client.get(ADDRESS).status_code == 404


def test_its_last_day_counts_whole(client, sample_site):
    version(document(), -10, 0)
    assert body(client.get(ADDRESS)) == CONTENT
    with tomorrow():
        assert client.get(ADDRESS).status_code == 410


# The page of versions.


def test_older_versions_are_marked_and_lead_to_their_own_address(client, sample_site):
    made = document(purpose="Pour saisir le PRE.")
    old = version(made, -400, -36, year="2025-2026", content=b"%PDF-1.4 ancienne")
    version(made)
    page = client.get(f"{ADDRESS}versions/").content.decode()
    assert "Pour saisir le PRE." in page
    assert "ancienne version, valable jusqu’au" in page and "la version à utiliser, valable jusqu’au" in page
    assert f'href="{ADDRESS}versions/{old.pk}/"' in page
    assert body(client.get(f"{ADDRESS}versions/{old.pk}/")) == b"%PDF-1.4 ancienne"


def test_a_version_to_come_is_said_and_not_given(client, sample_site):
    made = document()
    coming = version(made, 5, 300, year="2027-2028")
    assert "à partir du" in client.get(f"{ADDRESS}versions/").content.decode()
    assert client.get(f"{ADDRESS}versions/{coming.pk}/").status_code == 404


def test_a_version_is_not_given_below_another_document(client, sample_site):
    row = version(document(readers=[Group.objects.get(name=VALIDATORS)]))
    document("Autre document")
    assert client.get(f"/documents-de-reference/autre-document/versions/{row.pk}/").status_code == 404


# On a sheet.


@pytest.fixture
def sheet(sample_site):
    made = document()
    version(made, -30, 0)
    page = factories.action()
    page.document_links = [DocumentLink(reference=made)]
    page.save_revision().publish()
    return page


def test_a_sheet_names_the_document_its_year_and_its_last_day(sheet, client):
    html = client.get(sheet.url).content.decode()
    assert f'href="{ADDRESS}"' in html and "Fiche de saisine" in html
    assert "PDF, 2026-2027, valable jusqu’au" in " ".join(html.split())


def test_a_kept_sheet_changes_at_midnight(sheet):
    visitor = Client()
    assert "valable jusqu’au" in visitor.get(sheet.url).content.decode()
    with tomorrow():
        html = visitor.get(sheet.url).content.decode()
    assert "Aucune version valable aujourd’hui" in html and f'href="{ADDRESS}"' not in html


def test_a_new_version_is_on_the_sheet_at_the_next_visit(sheet, django_capture_on_commit_callbacks):
    visitor = Client()
    visitor.get(sheet.url)
    with django_capture_on_commit_callbacks(execute=True):
        ReferenceVersion.objects.update(year="2031-2032")
    assert "2031-2032" in visitor.get(sheet.url).content.decode()


# Level 2.


@pytest.fixture
def reserved(sample_site):
    made = document(readers=[Group.objects.get(name=VALIDATORS)])
    return version(made)


def addresses(row):
    return [ADDRESS, f"{ADDRESS}versions/", f"{ADDRESS}versions/{row.pk}/"]


def test_what_is_kept_for_a_group_exists_for_nobody_else(reserved, client):
    other = member(Group.objects.get(name=REGISTERS))
    assert {each.get(address).status_code for each in (client, other) for address in addresses(reserved)} == {404}


def test_not_even_for_whoever_may_change_the_register(reserved, admin_client):
    assert admin_client.get(ADDRESS).status_code == 404


def test_its_members_are_given_it_and_nobody_keeps_it(reserved, client):
    reader = member(Group.objects.get(name=VALIDATORS))
    for address in addresses(reserved):
        answer = reader.get(address)
        body(answer)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert client.get(ADDRESS).status_code == 404


def test_an_account_that_is_closed_is_given_nothing(reserved):
    reader = member(Group.objects.get(name=VALIDATORS))
    User.objects.filter(username="membre").update(is_active=False)
    assert reader.get(ADDRESS).status_code == 404


# Contacts by territory.


def rows_of(answer):
    sheet = load_workbook(BytesIO(answer.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def contacts(sample_site):
    return document("Annuaire", source="contacts")


def annuaire(client):
    return client.get("/documents-de-reference/annuaire/")


def test_contacts_are_those_of_this_moment(client, contacts):
    before = annuaire(client)
    assert rows_of(before)[0] == ["Territoire", "Fonction", "Organisation", "Téléphone"]
    made = factories.contact("Zibeline", public=True, phone="03 53 01 00 00")
    after = annuaire(client)
    assert [row[1] for row in rows_of(after) if row not in rows_of(before)] == [made.title]
    assert after["ETag"] != before["ETag"]
    assert annuaire(client)["ETag"] == after["ETag"]


def test_only_what_the_public_may_read_of_them_leaves(client, contacts):
    secret = {"holder": "Titulairesecret", "holder_public": True, "email": "secret@passerelles.example"}
    factories.contact("Fonctionsecrete", public=False)
    factories.contact("Ancienne", public=True, organization=factories.organization(active=False))
    factories.contact("Accueil", public=True, **secret)
    text = str(rows_of(annuaire(client)))
    assert "Accueil" in text
    assert [each for each in ("Titulairesecret", "secret@", "Fonctionsecrete", "Ancienne") if each in text] == []


def test_a_cell_is_never_a_formula(client, contacts):
    factories.contact('=HYPERLINK("http://ailleurs.example")', public=True)
    book = load_workbook(BytesIO(annuaire(client).content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    found = [cell for cell in cells if str(cell.value).startswith("=")]
    assert [cell.data_type for cell in found] == ["s"] and found[0].quotePrefix


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    code=st.text(max_size=40), rest=st.sampled_from(["", "versions/", "versions/0/", "versions/99999999999999999999/"])
)
def test_whatever_is_asked_is_answered(sample_site, client, code, rest):
    kept.clear()
    answer = client.get(f"/documents-de-reference/{code.replace('?', '')}/{rest}")
    assert answer.status_code < 500
