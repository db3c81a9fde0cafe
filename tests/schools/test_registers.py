"""Quartiers, schools and streets in the admin: one entry of the menu, and a second editor is told."""

import pytest
from django.urls import reverse

from directory.models import Quartier
from schools.models import School, Street


@pytest.mark.parametrize("model", [Quartier, School, Street])
def test_the_form_remembers_what_it_was_opened_on(sample_site, admin_client, model):
    name = f"{model._meta.app_label}_{model._meta.model_name}_modeladmin_edit"
    page = admin_client.get(reverse(name, args=[model.objects.first().pk]))
    assert 'name="opened_as"' in page.content.decode()


def test_they_are_one_entry_of_the_menu(sample_site, admin_client):
    page = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Lieux" in page
