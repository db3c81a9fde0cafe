"""A vocabulary of many terms has a screen of its own, light, and its terms theirs."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from catalog.admin.vocabularies import MOST_DRAWN
from catalog.models import Term, Vocabulary
from tests import factories
from tests.editing import drawn_again, drawn_record, send


def vocabulary_of(number):
    made = factories.vocabulary(terms=())
    Term.objects.bulk_create(
        Term(vocabulary=made, locale=made.locale, label=f"Terme {each}", code=f"terme-{each}", sort_order=each)
        for each in range(number)
    )
    return made


def address(vocabulary):
    return reverse("vocabulaires:edit", args=[vocabulary.pk])


@pytest.fixture
def many(sample_site):
    return vocabulary_of(2 * MOST_DRAWN)


def test_the_screen_of_many_terms_is_light_and_leads_to_them(many, admin_client):
    answer = admin_client.get(address(many))
    assert len(answer.content) < 250_000
    page = BeautifulSoup(answer.content, "html.parser")
    assert len(page.select("input, select, textarea")) < 100
    (link,) = page.select(f"a[href='{reverse('termes:index')}?vocabulary={many.pk}']")
    listed = BeautifulSoup(admin_client.get(link["href"]).content, "html.parser")
    assert "Terme 0" in listed.select_one("table").text


def test_saving_it_keeps_its_terms(many, admin_client):
    data = drawn_record(admin_client, address(many))
    data["label"] = "Langue du foyer"
    assert send(admin_client, address(many), data).status_code == 302
    assert Vocabulary.objects.get(pk=many.pk).label == "Langue du foyer"
    assert many.terms.count() == 2 * MOST_DRAWN


def test_terms_sent_by_a_form_opened_before_are_read(sample_site, admin_client):
    vocabulary = vocabulary_of(2)
    data = drawn_record(admin_client, address(vocabulary))
    data["terms-0-label"] = "Arabe"
    Term.objects.bulk_create(
        Term(vocabulary=vocabulary, locale=vocabulary.locale, label=f"Autre {each}", code=f"autre-{each}")
        for each in range(MOST_DRAWN)
    )
    asked = send(admin_client, address(vocabulary), data)
    assert "Rien n’a été remplacé" in asked.content.decode()
    data = drawn_again(asked, address(vocabulary))
    assert data["terms-0-label"] == "Arabe"
    assert send(admin_client, address(vocabulary), data).status_code == 302
    assert vocabulary.terms.filter(label="Arabe").exists()


def test_the_most_terms_that_are_drawn_are_taken_back(sample_site, admin_client):
    vocabulary = vocabulary_of(MOST_DRAWN)
    answer = admin_client.get(address(vocabulary))
    assert len(answer.content) < 1_200_000
    data = drawn_record(admin_client, address(vocabulary))
    assert sum(len(values) for _name, values in data.lists()) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    data["terms-3-label"] = "Arabe"
    assert send(admin_client, address(vocabulary), data).status_code == 302
    assert [term.label for term in vocabulary.terms.all()][2:5] == ["Terme 2", "Arabe", "Terme 4"]
