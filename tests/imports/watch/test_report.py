"""« Contradictions », among the reports."""

import pytest
from django.contrib.auth.models import Group, Permission

from search.indexing.upkeep import rebuild
from tests import factories

ADDRESS = "/admin/contradictions/"


@pytest.fixture
def wrong(sample_site):
    page = factories.action(title="Atelier contradictoire", summary="L’élève Camille y va.")
    rebuild()
    for phone in ("03 53 01 00 00", "03 53 01 00 01"):
        factories.contact(title="Accueil", holder="Titulaire Une", phone=phone)
    return page


def test_each_leads_to_where_it_is_settled(wrong, admin_client):
    html = admin_client.get(ADDRESS).content.decode()
    assert f"/admin/pages/{wrong.pk}/edit/" in html
    assert "Un même titulaire, et deux téléphones." in html
    assert html.index("« élève Camille »") < html.index("Un même titulaire")


def test_who_may_not_change_contacts_reads_nothing_of_them(wrong, client, django_user_model):
    user = django_user_model.objects.create_user("redaction")
    user.groups.add(Group.objects.get(name="Éditeurs"))
    client.force_login(user)
    html = client.get(ADDRESS).content.decode()
    assert "Atelier contradictoire" in html and "titulaire" not in html


def test_who_neither_writes_pages_nor_keeps_a_register_does_not_enter(wrong, client, django_user_model):
    user = django_user_model.objects.create_user("lecture")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 302


def test_a_page_that_does_not_exist_is_the_last(wrong, admin_client):
    assert admin_client.get(f"{ADDRESS}?p=99").status_code == 200
