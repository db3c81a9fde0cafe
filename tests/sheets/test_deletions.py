"""One rule for every door that deletes: what sheets use stays, and a sentence says which sheets."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from actions.models import ActionIndexPage
from catalog.models import Term
from catalog.property_types import clean_cell
from directory.models import Quartier, ReferenceDocument
from home.models import StandardPage
from portal.models import Document, User
from resources.models import ResourceIndexPage
from schools.models import School, Street
from sheets.models import ContactLink, DocumentLink, OrganizationLink
from tests import factories
from tests.admin_addresses import admin_patterns

NAME = "Qui le nomme"


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def by_property(document):
    prop = factories.prop("Notice", "document")
    page = factories.action(NAME)
    page.property_values = {prop.code: clean_cell(prop, str(document.pk))}
    page.save_revision().publish()


def by_row(document):
    page = factories.action(NAME)
    page.document_links = [DocumentLink(label="Guide", document=document)]
    page.save_revision().publish()


def by_text(document):
    page = StandardPage.objects.get(slug="aide")
    page.title = NAME
    page.body = [("text", f'<p><a linktype="document" id="{document.pk}">Guide</a></p>')]
    page.save_revision().publish()


def by_draft(document):
    page = factories.action(NAME)
    page.document_links = [DocumentLink(label="Guide", document=document)]
    page.save_revision()


def bulk(client, model, pk):
    address = reverse("wagtail_bulk_action", args=[*model.split("."), "delete"])
    return client.post(f"{address}?id={pk}&next={reverse('wagtailadmin_home')}")


DOCUMENT_DOORS = {
    "its screen": lambda client, pk: client.post(reverse("wagtaildocs:delete", args=[pk])),
    "several deposited at once": lambda client, pk: client.post(reverse("wagtaildocs:delete_multiple", args=[pk])),
    "the list": lambda client, pk: bulk(client, "portal.document", pk),
}


def said(client, answer):
    """What the editor reads: in the answer, or on the screen that follows."""
    if answer.status_code == 302:
        answer = client.get(answer.url, follow=True)
    return answer.json()["error_message"] if "json" in answer["Content-Type"] else answer.content.decode()


@pytest.mark.parametrize("naming", [by_property, by_row, by_text, by_draft])
@pytest.mark.parametrize("door", DOCUMENT_DOORS)
def test_a_document_in_use_stays(sample_site, admin_client, door, naming):
    document = factories.document()
    naming(document)
    answer = DOCUMENT_DOORS[door](admin_client, document.pk)
    assert answer.status_code in (302, 409)
    assert f"« {NAME} »" in said(admin_client, answer)
    assert Document.objects.filter(pk=document.pk).exists()


@pytest.mark.parametrize("door", DOCUMENT_DOORS)
def test_a_document_of_no_use_goes(sample_site, admin_client, door):
    document = factories.document()
    DOCUMENT_DOORS[door](admin_client, document.pk)
    assert not Document.objects.filter(pk=document.pk).exists()


def by_api(client, pk):
    address = reverse("wagtailadmin_api:pages:action", args=[pk, "delete"])
    return client.post(address, {}, content_type="application/json")


PAGE_DOORS = {
    "its screen": lambda client, pk: client.post(reverse("wagtailadmin_pages:delete", args=[pk])),
    "the list": lambda client, pk: bulk(client, "wagtailcore.page", pk),
    "the API of the explorer": by_api,
}


@pytest.fixture
def section(sample_site):
    """A section whose page a sheet names."""
    prop = factories.prop("Suite", "page")
    parent, child = StandardPage(title="Rubrique", slug="rubrique"), StandardPage(title="Page", slug="page")
    sample_site.root_page.add_child(instance=parent)
    parent.add_child(instance=child)
    sheet = factories.action(NAME)
    sheet.property_values = {prop.code: clean_cell(prop, str(child.pk))}
    sheet.save_revision().publish()
    return parent


@pytest.mark.parametrize("door", PAGE_DOORS)
def test_a_section_with_a_named_page_stays(section, admin_client, door):
    home = section.get_parent()
    answer = PAGE_DOORS[door](admin_client, section.pk)
    assert f"« {NAME} »" in said(admin_client, answer)
    assert Page.objects.filter(pk=section.pk).exists()
    assert Page.objects.get(pk=home.pk).numchild == home.numchild


@pytest.mark.parametrize("door", PAGE_DOORS)
def test_a_section_that_nothing_names_goes(section, admin_client, door):
    Page.objects.get(title=NAME).delete()
    PAGE_DOORS[door](admin_client, section.pk)
    assert not Page.objects.filter(pk=section.pk).exists()


@pytest.mark.parametrize("door", PAGE_DOORS)
def test_sheets_that_name_each_other_go_together(section, admin_client, door):
    sheet = Page.objects.get(title=NAME).specific
    sheet.property_values = {"suite": {"t": "page", "v": section.get_first_child().pk}}
    sheet.move(section, "last-child")
    PAGE_DOORS[door](admin_client, section.pk)
    assert not Page.objects.filter(pk__in=[section.pk, sheet.pk]).exists()


def registers():
    """What a published sheet uses, and the screen that deletes it."""
    sheet = factories.action(NAME, terms=[Term.objects.get(code="sport")])
    organization, contact = factories.organization(), factories.contact()
    sheet.organization_links = [OrganizationLink(organization=organization)]
    sheet.contact_links = [ContactLink(contact=contact)]
    reference = ReferenceDocument.objects.create(title="Fiche de saisine")
    sheet.document_links = [DocumentLink(reference=reference)]
    sheet.save_revision().publish()
    return {
        "directory_organization_modeladmin_delete": organization,
        "directory_contact_modeladmin_delete": contact,
        "directory_referencedocument_modeladmin_delete": reference,
        "termes:delete": Term.objects.get(code="sport"),
        "vocabulaires:delete": Term.objects.get(code="sport").vocabulary,
    }


def test_records_in_use_stay(sample_site, admin_client):
    for name, record in registers().items():
        answer = admin_client.post(reverse(name, args=[record.pk]))
        assert answer.status_code in (302, 409), name
        assert f"« {NAME} »" in said(admin_client, answer) or NAME in said(admin_client, answer), name
        assert type(record).objects.filter(pk=record.pk).exists(), name


def test_scripts_still_mend_what_screens_refuse(section):
    section.delete()
    assert not Page.objects.filter(pk=section.pk).exists()


def places():
    """A quartier that organizations lie in, a school that a street leads to."""
    school = School.objects.first()
    Street.objects.create(name="Rue des Exemples", school=school)
    quartier = Quartier.objects.filter(organizations__isnull=False).first()
    return {"directory_quartier_modeladmin_delete": quartier, "schools_school_modeladmin_delete": school}


def test_places_in_use_stay(sample_site, admin_client):
    for name, record in places().items():
        answer = admin_client.post(reverse(name, args=[record.pk]), {"confirm": "yes"})
        assert answer.status_code in (200, 302), name
        assert type(record).objects.filter(pk=record.pk).exists(), name


# Each address that deletes, and why the rule holds there.
ASKED = {
    "wagtailadmin_pages:delete": "pages",
    "admin/documents/delete/<int:document_id>/": "documents",
    "wagtaildocs:delete_multiple": "documents",
    "directory_organization_modeladmin_delete": "registers",
    "directory_contact_modeladmin_delete": "registers",
    "directory_referencedocument_modeladmin_delete": "registers",
    "directory_quartier_modeladmin_delete": "places",
    "schools_school_modeladmin_delete": "places",
    "termes:delete": "registers",
    "vocabulaires:delete": "registers",
    "types-de-fiche:delete": "registers, tests/catalog/test_kinds.py",
    "proprietes:delete": "registers, tests/catalog/test_properties.py",
}
NOTHING_DEPENDS_ON_IT = {
    "groupes-de-proprietes:delete": "its properties stay, without a group",
    "wagtailsnippets_directory_glossaryentry:delete": "words are found in texts, not named by them",
    "wagtaildocs:delete_upload_multiple": "not a document yet",
    "wagtailimages:delete_upload_multiple": "not an image yet",
    "wagtailimages:delete": "no property names an image; its screen says where it is shown",
    "wagtailimages:delete_multiple": "no property names an image",
    "wagtailadmin_collections:delete": "refused by Wagtail unless it is empty",
    "wagtailforms:delete_submissions": "an answer goes with its files",
    "wagtailsnippets_rules_rule:delete": "what it did is done; its log goes with it",
    "wagtailsnippets_seminars_seminar:delete": "its programme and drafts are pages by then",
    "wagtailsnippets_editions_edition:delete": "one that has issues is kept",
    "wagtailsnippets_meetings_meeting:delete": "calendars are told that its dates are cancelled",
    "wagtailsnippets_reviews_campaign:delete": "what it asked goes with it, drafts stay",
    "wagtailredirects:delete": "only itself",
    "livrets:delete": "its drafts are pages by then",
    "descriptions:delete": "what was read with it keeps its own copy",
    "need:delete": "sheets are found by its words, and do not name it",
    "schools_street_modeladmin_delete": "only itself",
    "wagtailsearchpromotions:delete": "only itself",
    "wagtailsites:delete": "for superusers",
    "wagtailusers_users:delete": "for superusers; records forget who made them",
    "wagtailusers_groups:delete": "for superusers",
}


def test_every_address_that_deletes_is_known(db):
    deleting = {name for name, _route in admin_patterns() if "delete" in name}
    assert deleting == {*ASKED, *NOTHING_DEPENDS_ON_IT}


@pytest.mark.parametrize("door", PAGE_DOORS)
def test_the_home_page_of_a_site_stays_and_the_site_with_it(sample_site, admin_client, door):
    answer = PAGE_DOORS[door](admin_client, sample_site.root_page_id)
    assert "supprimerait le site" in said(admin_client, answer)
    sample_site.refresh_from_db()
    assert Page.objects.filter(pk=sample_site.root_page_id).exists()


def test_without_a_site_nothing_is_found_and_nothing_falls(sample_site, client):
    sample_site.delete()
    addresses = ["/", "/recherche/", "/recherche/?q=a", "/recherche/export/csv/", "/api/v1/search?q=a", "/changements/"]
    addresses += ["/api/v1/suggest?q=a", "/sitemap.xml", "/plan/", "/f/fiche-06", "/glossaire/"]
    assert max(client.get(address).status_code for address in addresses) < 500
    assert client.get("/recherche/").status_code == 404


def test_pages_ticked_with_one_above_them_go_together(sample_site, admin_client):
    parent, child = StandardPage(title="Rubrique", slug="rubrique"), StandardPage(title="Page", slug="page")
    sample_site.root_page.add_child(instance=parent)
    parent.add_child(instance=child)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = admin_client.post(f"{address}?id={parent.pk}&id={child.pk}&next=/admin/")
    assert answer.status_code == 302
    assert not Page.objects.filter(pk__in=[parent.pk, child.pk]).exists()


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move", "fill"])
@pytest.mark.parametrize("place", ["999999", "-1", "9" * 23, "abc"])
def test_all_that_is_in_a_place_that_is_gone_is_not_found(sample_site, admin_client, action, place):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    before = Page.objects.count()
    for send in (admin_client.get, admin_client.post):
        assert send(f"{address}?id=all&childOf={place}&next=/admin/").status_code in (400, 404)
    assert Page.objects.count() == before


def test_all_that_is_in_an_unreadable_place_is_nothing(sample_site, admin_client):
    address, before = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]), Page.objects.count()
    assert admin_client.post(f"{address}?id=all&childOf=%00&next=/admin/").status_code == 400
    assert Page.objects.count() == before


@pytest.mark.parametrize("question", ["id=all", "id=all&childOf={0}", "id=all&childOf={0}&q=a"])
def test_all_is_for_who_sees_them_all(sample_site, client, question):
    """An account of one section."""
    group = Group.objects.create(name="Une rubrique")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=ActionIndexPage.objects.get(), permission=permission)
    user = User.objects.create_user("une-rubrique", password="un mot de passe")
    user.groups.add(group)
    client.force_login(user)
    factories.resource("Girafon, brouillon", live=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    html = client.get(f"{address}?{question.format(ResourceIndexPage.objects.get().pk)}", follow=True).content.decode()
    assert "Girafon" not in html
    assert client.get(f"{address}?id=all&childOf={ActionIndexPage.objects.get().pk}").status_code == 200
