"""data·inclusion: valid by its own models, nothing guessed, what terms are called said by the city."""

from datetime import time

import pytest
from data_inclusion.schema.v1 import Service, Structure
from hypothesis import given
from hypothesis import strategies as st

from catalog.models import Term
from centers.models import CenterPage, OpeningHours
from directory.models import Organization
from opendata.licence import settings_of
from opendata.models import NationalValue, OpenDataSettings
from opendata.national.addresses import parts_of
from opendata.national.lists import USUAL, Equivalents, national_lists
from opendata.national.making import Maker, hours_of
from opendata.national.score import national_score
from tests import factories
from tests.opendata.test_api import walk


@pytest.fixture
def association(sample_site):
    return Organization.objects.get(code="adep")


def sheet(association, **values):
    values = {"audiences": [{"label": "Enfants", "age_min": 6, "age_max": 9}], "summary": "x" * 300, **values}
    page = factories.action(**values)
    page.organization_links = [factories.operator(association)]
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def service_of(page, site):
    return Maker(site, settings_of(site)).service(page)


def term(name):
    vocabulary, _colon, code = name.partition(":")
    return Term.objects.get(vocabulary__code=vocabulary, code=code)


# What is given.


@pytest.mark.parametrize(("path", "model"), [("structures", Structure), ("services", Service)])
def test_all_that_is_given_is_valid_without_a_warning(sample_site, client, path, model):
    items = walk(client, path, limit=100)
    assert len(items) > 20
    for item in items:
        model.model_validate(item, context={"ignore_warnings": False})


def test_each_service_has_its_structure(sample_site, client):
    structures = {each["id"] for each in walk(client, "structures", limit=100)}
    services = walk(client, "services", limit=100)
    assert {each["structure_id"] for each in services} <= structures


def test_no_mail_address_is_given(sample_site, client):
    assert not any("courriel" in each or "@" in str(each) for each in walk(client, "services", limit=100))


def test_ages_are_kept_in_words(association, sample_site):
    assert service_of(sheet(association), sample_site).publics_precisions == "Enfants; 6–9 ans"


def test_identifiers_begin_with_the_source_of_the_city(association, sample_site):
    OpenDataSettings.objects.create(site=sample_site, source="ville-exemple")
    page = sheet(association)
    service = service_of(page, sample_site)
    assert (service.id, service.structure_id) == (f"ville-exemple--{page.code}", "ville-exemple--adep")


def test_a_code_of_the_town_is_written_only_where_it_is_known(association, sample_site):
    page = sheet(association)
    assert service_of(page, sample_site).code_insee is None
    OpenDataSettings.objects.create(site=sample_site, town="Roubaix", insee="59512")
    assert service_of(page, sample_site).code_insee == "59512"
    Organization.objects.filter(pk=association.pk).update(address="1 rue d’ici, 59200 Tourcoing")
    assert service_of(type(page).objects.get(pk=page.pk), sample_site).code_insee is None


def test_a_point_that_is_not_sure_is_not_given(association, sample_site):
    page = sheet(association)
    assert service_of(page, sample_site).latitude is not None
    Organization.objects.filter(pk=association.pk).update(precision="quarter")
    assert service_of(type(page).objects.get(pk=page.pk), sample_site).latitude is None


def test_what_the_model_refuses_of_an_optional_field_is_left_out(association, sample_site, client):
    Organization.objects.filter(pk=association.pk).update(website="pas une adresse")
    found = {each["id"]: each for each in walk(client, "structures", limit=100)}
    assert "site_web" not in found["passerelles--adep"]


@pytest.mark.parametrize("title", ["Un", "Un titre qui finit par un point."])
def test_a_title_is_made_as_the_model_wants_it_or_the_sheet_is_left_out(association, sample_site, title):
    service = service_of(sheet(association, title=title), sample_site)
    assert (service.nom if service else None) == (title.rstrip(".") if len(title) > 2 else None)


# What is not sent.


def test_a_sheet_of_another_town_is_no_service(association, sample_site):
    assert service_of(sheet(association, is_elsewhere=True), sample_site) is None


def test_a_sheet_that_is_over_is_no_service(association, sample_site):
    assert service_of(sheet(association, terms=[term("suite:terminee")]), sample_site) is None


def test_a_sheet_that_nobody_of_the_register_carries_is_no_service(sample_site):
    assert service_of(factories.action(), sample_site) is None


def test_an_organization_that_carries_nothing_is_no_structure(sample_site, client):
    contact = factories.contact(public=True)
    ids = [each["id"] for each in walk(client, "structures", limit=100)]
    assert f"passerelles--{contact.organization.code}" not in ids


# What terms are called.


def test_usual_values_are_those_of_the_lists():
    lists = national_lists()
    assert {code for code in USUAL if code not in lists} == set()
    assert [
        value for code, values in USUAL.items() for value in values.values() if value not in dict(lists[code].values)
    ] == []


def test_what_the_city_says_comes_before_what_is_usual(sample_site):
    NationalValue.objects.create(term=term("theme:sport"), list="thematiques", value="sante--acces-aux-soins")
    assert Equivalents().values("thematiques", {"theme": ["sport"]}) == ["sante--acces-aux-soins"]


def test_none_is_an_answer(sample_site):
    NationalValue.objects.create(term=term("theme:sport"), list="thematiques", value="")
    assert Equivalents().value("thematiques", "theme:sport") == ""
    assert Equivalents().value("thematiques", "theme:decrochage") is None
    assert Equivalents().values("thematiques", {"theme": ["sport", "decrochage"]}) == []


def test_a_value_that_is_no_longer_in_the_list_is_still_to_be_said(sample_site):
    NationalValue.objects.create(term=term("theme:sport"), list="thematiques", value="disparue")
    assert Equivalents().value("thematiques", "theme:sport") is None


def test_everybody_stands_alone(association, sample_site):
    publics = [term("public:tous-publics"), term("public:parents")]
    page = sheet(association, audiences=[{"label": "Tous", "publics": publics}])
    assert service_of(page, sample_site).publics == {"tous-publics"}


# The score.


def test_the_score_says_what_would_raise_it(association, sample_site):
    page = sheet(association)
    before = national_score(page, sample_site)
    assert any("thème" in sentence for sentence in before.advice)
    page.page_terms = [page.page_terms.model(term=term("theme:sport"))]
    page.save_revision().publish()
    after = national_score(type(page).objects.get(pk=page.pk), sample_site)
    assert after.points > before.points
    assert not any("thème" in sentence for sentence in after.advice)


def test_a_sheet_that_nobody_carries_is_told_what_to_do(sample_site):
    found = national_score(factories.action(), sample_site)
    assert found.points is None
    assert "porte" in found.advice[0]


# Parts.


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("94 avenue de Rome, 59100 Roubaix", ("94 avenue de Rome", "59100", "Roubaix")),
        ("94 avenue de Rome 59100 La Ville-d’Or", ("94 avenue de Rome", "59100", "La Ville-d’Or")),
        ("Place du marché", ("Place du marché", "", "")),
        ("", ("", "", "")),
    ],
)
def test_an_address_is_taken_in_parts(address, parts):
    assert parts_of(address) == parts


@given(st.text())
def test_any_address_is_read(text):
    assert len(parts_of(text).postcode) in (0, 5)


def test_hours_are_written_as_openstreetmap_does(sample_site):
    center = CenterPage.objects.first()
    center.hours = center.Hours.KNOWN
    center.opening_hours = [
        OpeningHours(weekday=0, opens=time(14), closes=time(18)),
        OpeningHours(weekday=0, opens=time(9), closes=time(12)),
        OpeningHours(weekday=5, opens=time(20), closes=time(0)),
    ]
    assert hours_of(center) == "Mo 09:00-12:00,14:00-18:00; Sa 20:00-24:00"
