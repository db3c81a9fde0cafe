"""What a property names, live or in a draft, is not deleted: the refusal says where."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from catalog.property_types import clean_cell
from home.models import HomePage, StandardPage
from portal.models import Document
from tests import factories
from tests.portal.publication.test_drafts import said


@pytest.fixture(params=["live", "draft"])
def naming(request):
    """Call it with a type and a record: a sheet whose property names it, published or not."""

    def name(kind, record):
        prop = factories.prop("Suite", kind)
        page = factories.action("Qui le nomme", live=request.param == "live")
        page.property_values = {"suite": clean_cell(prop, str(record.pk))}
        revision = page.save_revision()
        if request.param == "live":
            revision.publish()
        return page

    return name


def bulk_delete(client, app, model, record):
    address = reverse("wagtail_bulk_action", args=[app, model, "delete"])
    return client.post(f"{address}?id={record.pk}&next={reverse('wagtailadmin_home')}")


def test_a_document(sample_site, admin_client, naming):
    document = factories.document()
    naming("document", document)
    answer = admin_client.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert "« Qui le nomme »" in said(answer)
    assert "« Qui le nomme »" in said(bulk_delete(admin_client, "portal", "document", document))
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_page(sample_site, admin_client, naming):
    target = factories.action("Nommée")
    naming("page", target)
    answer = admin_client.post(reverse("wagtailadmin_pages:delete", args=[target.pk]))
    assert "« Qui le nomme »" in said(answer)
    assert "« Qui le nomme »" in said(bulk_delete(admin_client, "wagtailcore", "page", target))
    assert Page.objects.filter(pk=target.pk).exists()


def test_what_nothing_names_is_deleted(sample_site, admin_client):
    document, page = factories.document(), factories.action()
    admin_client.post(reverse("wagtaildocs:delete", args=[document.pk]))
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not Document.objects.filter(pk=document.pk).exists() and not Page.objects.filter(pk=page.pk).exists()


def test_nor_is_the_section_that_a_named_page_is_in(sample_site, admin_client):
    prop = factories.prop("Suite", "page")
    parent, child = StandardPage(title="Rubrique"), StandardPage(title="Page")
    HomePage.objects.get().add_child(instance=parent)
    parent.add_child(instance=child)
    sheet = factories.action()
    sheet.property_values = {prop.code: clean_cell(prop, str(child.pk))}
    sheet.save_revision().publish()
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[parent.pk]))
    assert StandardPage.objects.filter(pk=child.pk).exists()
