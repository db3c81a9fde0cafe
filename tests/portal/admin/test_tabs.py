"""What keeps a page from being published names its tab and its field, whatever the way there."""

import pytest
from django.urls import reverse

from tests import factories
from tests.editing import post_page
from tests.portal.publication.test_drafts import bulk_publish, said


@pytest.fixture
def incomplete(sample_site):
    factories.prop("Durée", required=True)
    rhythm = factories.vocabulary("rythme", "Rythme", ["Mensuel"])
    factories.prop("Rythme", "choice", vocabulary=rhythm, required=True)
    page = factories.action(title="Incomplète", live=False)
    page.summary = ""
    page.save_revision(clean=False)
    return page


def test_the_form_says_where_each_refusal_stands(incomplete, admin_client):
    html = post_page(admin_client, incomplete, "publish").content.decode()
    for place in (
        "« Contenu », champ « Résumé »",
        "« Propriétés », champ « Durée »",
        "« Propriétés », champ « Rythme »",
    ):
        assert f"Onglet {place} : Champ requis." in html


def test_so_does_a_field_that_only_publication_asks(sample_site, admin_client):
    number = factories.action().number
    page = factories.action(live=False, number=number)
    html = post_page(admin_client, page, "publish").content.decode()
    assert "Onglet « Contenu », champ « Numéro » : Le numéro" in html


def test_a_wrong_row_names_its_tab(sample_site, admin_client):
    page = factories.action(live=False)
    data = {"document_links-TOTAL_FORMS": "1", "document_links-0-label": "", "document_links-0-url": "pas une adresse"}
    html = post_page(admin_client, page, "publish", **data).content.decode()
    assert "Onglet « Contacts et liens », champ « Liens" in html


def test_bulk_and_scripts_say_the_tab_too(incomplete, admin_client):
    problems = " ".join(incomplete.get_latest_revision_as_object().publication_problems())
    assert "Onglet « Contenu »." in problems and "Durée, Rythme. Onglet « Propriétés »." in problems
    answer = said(bulk_publish(admin_client, [incomplete]))
    assert "Onglet « Contenu »." in answer and "Onglet « Propriétés »." in answer


def test_a_copy_published_at_once_says_it(sample_site, admin_client):
    page = factories.action()
    factories.prop("Durée", required=True)
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    answer = admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert "Durée. Onglet « Propriétés »." in said(answer)
