"""The table of correspondences: what is usual is shown, what is changed is kept, nothing else is written."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from catalog.models import Term
from install.setup.groups import EDITORS, REGISTERS
from opendata.models import NationalValue
from portal.models import User
from reviews.scoring import score_stale


@pytest.fixture
def keeper(sample_site, client):
    account = User.objects.create_user("referentiel", email="referentiel@passerelles.example")
    account.groups.add(Group.objects.get(name=REGISTERS))
    client.force_login(account)
    return client


@pytest.fixture
def address(sample_site):
    return reverse("national_values") + "?liste=thematiques"


def sent(keeper, address, **changes):
    """The form as it is shown, with changes by code of term."""
    form = keeper.get(address).context["form"]
    terms = {term.code: term.pk for term in Term.objects.filter(vocabulary__code="theme")}
    values = {name: field.initial for name, field in form.fields.items()}
    return {**values, **{f"term-{terms[code]}": value for code, value in changes.items()}}


def test_what_is_usual_is_chosen_already(keeper, address):
    html = keeper.get(address).content.decode()
    assert '<option value="remobilisation--activites-sportives-et-culturelles" selected>' in html
    assert "« à dire »" in html


def test_only_what_is_changed_is_written(keeper, address):
    answer = keeper.post(address, sent(keeper, address, sport="-", decrochage="remobilisation--lien-social"))
    assert answer.status_code == 302
    kept = {row.term.code: row.value for row in NationalValue.objects.all()}
    assert kept == {"sport": "", "decrochage": "remobilisation--lien-social"}


def test_what_was_said_may_be_taken_back(keeper, address):
    keeper.post(address, sent(keeper, address, sport="-"))
    keeper.post(address, sent(keeper, address, sport="?"))
    assert not NationalValue.objects.exists()


def test_a_value_of_no_list_is_refused(keeper, address):
    answer = keeper.post(address, sent(keeper, address, sport="inventee"))
    assert answer.status_code == 200
    assert "n’est plus dans la liste nationale" in answer.content.decode()
    assert not NationalValue.objects.exists()


@pytest.mark.parametrize("query", ["?liste=inconnue", "?liste=frais", "?vocabulaire=inconnu", "?liste=publics"])
def test_any_choice_of_table_is_answered(keeper, sample_site, query):
    assert keeper.get(reverse("national_values") + query).status_code == 200


def test_editors_do_not_change_it(sample_site, client, address):
    account = User.objects.create_user("editeur", email="editeur@passerelles.example")
    account.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(account)
    assert client.get(address).status_code == 302
    assert client.post(address, {}).status_code == 302


def test_the_score_stands_beside_each_sheet(sample_site, client):
    account = User.objects.create_superuser("chef", email="chef@passerelles.example")
    client.force_login(account)
    score_stale()
    html = client.get(reverse("quality:list")).content.decode()
    assert "data·inclusion" in html
    assert "sur 100" in html
