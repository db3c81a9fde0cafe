"""A revision that is partly unreadable opens, says what could not be read, and loses nothing else."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from actions.models import ActionPage
from directory.models import GlossaryEntry, Organization
from sheets.models import OrganizationLink
from tests import factories
from tests.editing import edit_url

STREAMS = [
    "pas du json", '[{"type":"text"}]', "[1,2]", '{"a":1}', 12, '[{"type":"list","value":3,"id":"x"}]',
    '[{"type":"facts","value":{"facts":"x"},"id":"x"}]', '[{"type":"table","value":5,"id":"x"}]', '[{"type":7}]',
]  # fmt: skip
DAMAGES = [
    *[("body", value, "Texte") for value in STREAMS],
    ("objectives", 3, "Objectifs"), ("objectives", "x", "Objectifs"), ("doubts", {"a": 1}, "Doutes de la rédaction"),
    ("audiences", "x", "À qui s’adresse la fiche"), ("audiences", [3], "À qui s’adresse la fiche"),
    ("page_terms", None, "Termes de la page"), ("page_terms", [{"term": 99999}], "Termes de la page"),
    ("organization_links", [{"organization": 99999}], "Organisations associées"),
    ("reviewed_on", "demain", "Vérifiée le"), ("review_every", "x", "À revoir tous les (mois)"),
    ("cover", "x", "Image de tête"), ("number", "abc", "Numéro"), ("twin", "x", "Fiche jumelle"),
    ("go_live_at", "x", "Date/heure de publication"), ("sites", "[3]", "Lieux"),
]  # fmt: skip


def damage(page, name, value):
    revision = page.save_revision()
    revision.content[name] = value
    revision.save()


@pytest.mark.parametrize(("name", "value", "label"), DAMAGES)
def test_it_opens_and_names_what_could_not_be_read(sample_site, admin_client, name, value, label):
    page = factories.action(objectives=["Écouter"])
    page.title = "Titre du brouillon"
    damage(page, name, value)
    response = admin_client.get(edit_url(page))
    html = response.content.decode()
    assert response.status_code == 200
    assert f"n’a pas pu être lue : « {label} »" in html
    assert "Titre du brouillon" in html


def test_what_the_page_contains_today_takes_the_place(sample_site):
    page = factories.action(objectives=["Écouter"])
    damage(page, "objectives", 3)
    draft = ActionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.objectives, draft.damaged) == (["Écouter"], ("Objectifs",))


def test_rows_that_can_be_read_are_kept(sample_site):
    kept, gone = factories.organization(), factories.organization()
    page = factories.action()
    page.organization_links = [OrganizationLink(organization=each, role="partner") for each in (kept, gone)]
    page.save_revision()
    Organization.objects.filter(pk=gone.pk)._raw_delete("default")  # as an old revision finds it, years later
    draft = ActionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [link.organization for link in draft.organization_links.all()] == [kept]


def test_a_sound_revision_says_nothing_and_costs_no_more(sample_site, admin_client):
    page = ActionPage.objects.filter(live=True).first()
    assert page.get_latest_revision_as_object().damaged == ()
    assert "n’a pas pu être lue" not in admin_client.get(edit_url(page)).content.decode()


def test_every_page_of_the_sample_is_sound(sample_site):
    from wagtail.models import Page

    for page in Page.objects.exclude(latest_revision=None).specific():
        assert page.get_latest_revision_as_object().damaged == (), page.title


def test_an_old_damaged_revision_can_be_gone_back_to(sample_site, admin_client):
    page = factories.action()
    damage(page, "body", 12)
    old = page.get_latest_revision()
    page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    assert admin_client.get(address).status_code == 200
    assert admin_client.get(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, old.pk])).status_code == 200


@pytest.mark.parametrize("content", [{}, [], {"term": 3, "synonyms": "non"}])
def test_a_word_whose_version_is_damaged_opens_and_says_so(sample_site, admin_client, content):
    entry = GlossaryEntry.objects.first()
    version = entry.save_revision()
    Revision.objects.filter(pk=version.pk).update(content=content)
    answer = admin_client.get(f"/admin/snippets/directory/glossaryentry/edit/{entry.pk}/")
    assert answer.status_code == 200
    assert entry.term in answer.content.decode()
    assert "n’a pas pu être lue" in answer.content.decode()
