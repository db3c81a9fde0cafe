"""Quartiers: one sector of each division, and none that is used is deleted."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from catalog.models import Term
from directory.models import Quartier
from directory.usage import record_usages

ADD = "directory_quartier_modeladmin_create"


def post(client, *sectors):
    terms = Term.objects.filter(vocabulary__code="secteur", code__in=sectors).values_list("pk", flat=True)
    return client.post(reverse(ADD), {"name": "Nouveau", "aliases": "", "sectors": list(terms)})


def test_two_sectors_of_one_division_are_refused_beside_the_field(sample_site, admin_client):
    answer = post(admin_client, "ville-nord", "ville-sud")
    assert "Un seul secteur par découpage." in answer.content.decode()
    assert not Quartier.objects.filter(name="Nouveau").exists()


def test_one_of_each_is_kept(sample_site, admin_client):
    post(admin_client, "ville-nord", "cite-sud")
    sectors = Quartier.objects.get(name="Nouveau").sectors.all()
    assert {term.code for term in sectors} == {"ville-nord", "cite-sud"}


def test_a_quartier_that_a_street_or_an_organization_names_stays(sample_site):
    quartier = Quartier.objects.get(code="fresnoy-mackellerie")
    assert {"rue de Rome", "École Littré"} <= {usage.title for usage in record_usages(quartier)}
    with pytest.raises(ProtectedError):
        quartier.delete()


def test_inspection_says_where_it_is_known_from(sample_site, admin_client):
    quartier = Quartier.objects.get(code="alma")
    page = admin_client.get(reverse("directory_quartier_modeladmin_inspect", args=[quartier.pk]))
    html = page.content.decode()
    assert "livret ressources" in html and "Centre social Alma" in html


def test_inspection_names_the_streets_that_lie_in_it(sample_site, admin_client):
    quartier = Quartier.objects.get(code="fresnoy-mackellerie")
    page = admin_client.get(reverse("directory_quartier_modeladmin_inspect", args=[quartier.pk]))
    assert "rue de Rome (rue)" in page.content.decode()


def test_the_sample_says_where_each_comes_from(sample_site):
    assert not Quartier.objects.filter(source="").exists()
