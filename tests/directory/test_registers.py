"""Organizations and contacts in the admin: lists without N+1, « utilisé par », protected delete, safe exports."""

import csv
import io
import re

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.models import Contact, Organization
from install.setup.groups import EDITORS, REGISTERS
from portal.models import User
from sheets.models import ContactLink, OrganizationLink
from tests import factories

LISTS = ["directory_organization_modeladmin_index", "directory_contact_modeladmin_index"]


def body(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", LISTS)
def test_the_list_asks_as_many_queries_for_two_rows_as_for_forty(db, admin_client, name, django_assert_num_queries):
    factories.contact()
    admin_client.get(reverse(name))
    with CaptureQueriesContext(connection) as asked:
        admin_client.get(reverse(name))
    for _number in range(40):
        factories.contact()
    with django_assert_num_queries(len(asked)):
        answer = admin_client.get(reverse(name))
    assert answer.context["result_count"] >= 41


def test_a_filter_reads_its_choices_once(db, admin_client):
    admin_client.get(reverse(LISTS[0]))
    with CaptureQueriesContext(connection) as asked:
        admin_client.get(reverse(LISTS[0]))
    assert sum('FROM "directory_quartier"' in query["sql"] for query in asked) == 1


@pytest.mark.parametrize(("name", "words"), [(LISTS[0], "CAF"), (LISTS[1], "Rosa Parks")])
def test_records_are_searched(sample_site, admin_client, name, words):
    answer = admin_client.get(reverse(name), {"q": words})
    assert 0 < answer.context["result_count"] < 10


def test_organizations_are_filtered_by_kind(sample_site, admin_client):
    kind = Organization.objects.get(code="cs-alma").kind
    answer = admin_client.get(reverse(LISTS[0]), {"kind__id__exact": kind.pk})
    assert answer.context["result_count"] == 10


def test_inspect_says_where_a_record_is_used(sample_site, admin_client):
    echo = Organization.objects.get(code="cs-echo")
    html = admin_client.get(reverse("directory_organization_modeladmin_inspect", args=[echo.pk])).content.decode()
    assert "Utilisé par" in html
    assert "Centre social ECHO" in html


@pytest.mark.parametrize(
    ("model", "code", "page"),
    [(Organization, "cs-echo", "Centre social ECHO"), (Contact, "plfeq-echo", "Centre social ECHO")],
)
def test_a_record_in_use_is_not_deleted(sample_site, model, code, page):
    with pytest.raises(ProtectedError, match=page):
        model.objects.get(code=code).delete()


def test_the_delete_screen_refuses_in_french(sample_site, admin_client):
    contact = Contact.objects.get(code="troika-etat")
    address = reverse("directory_contact_modeladmin_delete", args=[contact.pk])
    answer = admin_client.post(address, follow=True)
    assert "est utilisé par" in answer.content.decode()
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_an_organization_with_contacts_is_not_deleted(db, admin_client):
    contact = factories.contact()
    address = reverse("directory_organization_modeladmin_delete", args=[contact.organization_id])
    assert contact.title in admin_client.post(address, follow=True).content.decode()
    assert Organization.objects.filter(pk=contact.organization_id).exists()


def test_an_unused_record_is_deleted(sample_site, admin_client):
    contact = factories.contact()
    admin_client.post(reverse("directory_contact_modeladmin_delete", args=[contact.pk]))
    assert not Contact.objects.filter(pk=contact.pk).exists()


def read_csv(answer):
    """As a French spreadsheet does: the mark of UTF-8, semicolons."""
    text = body(answer).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_a_phone_number_of_a_file_is_what_was_typed(db, admin_client):
    factories.contact(phone="+33 3 20 12 34 56")
    book = openpyxl.load_workbook(io.BytesIO(body(admin_client.get(reverse(LISTS[1]), {"export": "xlsx"}))))
    assert "+33 3 20 12 34 56" in [cell.value for row in book.active.iter_rows() for cell in row]


def test_what_parts_words_in_pasted_text_still_parts_them_in_a_file(db, admin_client):
    factories.contact(title="Accueil\vfamilles")
    rows = read_csv(admin_client.get(reverse(LISTS[1]), {"export": "csv"}))
    assert any(cell.startswith("Accueil familles") for row in rows for cell in row)


FORMULAS = ['=HYPERLINK("http://x.example")', "+33", "-2+3", "@SUM(A1)", "\tx", "\rx"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_cells_are_never_formulas(db, admin_client, formula):
    factories.contact(title=formula)
    rows = read_csv(admin_client.get(reverse(LISTS[1]), {"export": "csv"}))
    cells = [cell for row in rows[1:] for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert any(formula.strip() in cell for cell in cells)


@pytest.mark.parametrize("formula", FORMULAS[:4])
def test_xlsx_cells_are_never_formulas(db, admin_client, formula):
    factories.contact(title=formula)
    book = openpyxl.load_workbook(
        io.BytesIO(body(admin_client.get(reverse(LISTS[1]), {"export": "xlsx"}))), data_only=False
    )
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value.startswith(f"{formula} ") for cell in cells if cell.data_type == "s" and cell.quotePrefix)


def test_codes_of_records_are_fixed_once_used(sample_site):
    echo = Organization.objects.get(code="cs-echo")
    echo.code = "autre"
    with pytest.raises(Exception, match="ne peut plus changer"):
        echo.full_clean()


def test_headings_of_an_export_are_the_labels_of_the_form(db, admin_client):
    rows = read_csv(admin_client.get(reverse(LISTS[1]), {"export": "csv"}))
    assert {"En poste depuis", "Montrer le titulaire au public"} <= set(rows[0])


def test_inspect_speaks_french(sample_site, admin_client):
    contact = Contact.objects.filter(public=True, holder_public=False).first()
    html = admin_client.get(reverse("directory_contact_modeladmin_inspect", args=[contact.pk])).content.decode()
    for label, value in (("Contact public", "Oui"), ("Montrer le titulaire au public", "Non")):
        assert re.search(rf">{label}</dt>\s*<dd>{value}</dd>", html)


@pytest.mark.parametrize("name", ["vocabulaires:index", "wagtailsnippets_directory_glossaryentry:list"])
def test_lists_say_yes_and_no_in_french(sample_site, admin_client, name):
    html = admin_client.get(reverse(name)).content.decode()
    assert "Oui" in html
    assert "True" not in html


def test_a_website_typed_without_a_scheme_is_taken_for_https(db):
    form_field = Organization._meta.get_field("website").formfield()
    assert form_field.clean("www.exemple.example") == "https://www.exemple.example"


def test_a_record_that_only_a_draft_names_is_not_deleted(sample_site):
    organization = factories.organization()
    page = factories.action(title="Brouillon en cours")
    page.organization_links = [OrganizationLink(organization=organization, role="partner")]
    page.save_revision()
    with pytest.raises(ProtectedError, match="Brouillon en cours"):
        organization.delete()


@pytest.mark.parametrize(("group", "shown"), [(EDITORS, "Brouillon en cours"), (REGISTERS, "1 page réservée")])
def test_inspect_names_drafts_to_those_who_may_open_them(sample_site, client, group, shown):
    account = User.objects.create_user("essai")
    account.groups.add(Group.objects.get(name=group))
    client.force_login(account)
    contact, page = factories.contact(), factories.action(title="Brouillon en cours", live=False)
    page.contact_links = [ContactLink(contact=contact)]
    page.save()
    html = client.get(reverse("directory_contact_modeladmin_inspect", args=[contact.pk])).content.decode()
    assert shown in html
    assert ("Brouillon en cours" in html) == (group == EDITORS)


def found(client, words):
    return [str(each) for each in client.get(reverse(LISTS[1]), {"q": words}).context["object_list"]]


@pytest.mark.parametrize(
    "words", ["troïka", "TROIKA", "désignée", "designee accueil", "03 53 00 00 01", "accueil-port"]
)
def test_a_register_is_searched_as_one_speaks(db, admin_client, words):
    factories.contact(
        title="Accueil", role="troika-ville", holder="Personne désignée", phone="03 53 00 00 01", code="accueil-port"
    )
    factories.contact(title="Autre")
    assert [name.split()[0] for name in found(admin_client, words)] == ["Accueil"]


def test_words_that_no_record_has_find_none(db, admin_client):
    factories.contact(title="Accueil")
    assert found(admin_client, "accueil xyz") == []


def test_lists_are_shown_in_words(db, admin_client):
    record = factories.organization(aliases=["CS Alma", "Alma"])
    html = admin_client.get(reverse("directory_organization_modeladmin_inspect", args=[record.pk])).content.decode()
    assert "CS Alma ; Alma" in html
    assert "['" not in html


@pytest.mark.parametrize("name", ["directory_contact_modeladmin_create", "directory_organization_modeladmin_create"])
def test_forms_of_registers_have_tabs_and_every_field(db, admin_client, name):
    answer = admin_client.get(reverse(name))
    html = answer.content.decode()
    assert html.count('role="tab"') >= 3
    model = answer.context["form"]._meta.model
    editable = {field.name for field in (*model._meta.fields, *model._meta.many_to_many) if field.editable}
    assert editable - {"id"} <= answer.context["form"].fields.keys()


def test_filters_of_a_register_are_folded_until_one_is_chosen(sample_site, admin_client):
    folded = admin_client.get(reverse(LISTS[1]), {"q": "troika"}).content.decode()
    assert '<details class="register-filters">' in folded
    chosen = admin_client.get(reverse(LISTS[1]), {"public__exact": 1}).content.decode()
    assert '<details class="register-filters" open>' in chosen


def test_an_organization_depends_on_none_that_depends_on_it(db):
    top, middle, low = (factories.organization() for _number in range(3))
    middle.parent, low.parent = top, middle
    middle.save()
    low.save()
    for parent in (top, middle, low):
        top.parent = parent
        with pytest.raises(ValidationError) as refused:
            top.clean()
        assert "ni d’une qui en dépend" in refused.value.message_dict["parent"][0]
    low.clean()
