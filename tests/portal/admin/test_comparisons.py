"""What two versions of a page say is compared in words: neither names of the code, nor what Python calls nothing."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail import blocks
from wagtail.admin.compare import StructBlockComparison, get_comparison_class_for_block

from home.models import HomePage
from tests import factories


class Link(blocks.StructBlock):
    label = blocks.CharBlock(label="Texte")
    page = blocks.PageChooserBlock(label="Page", required=False)
    address = blocks.URLBlock(label="Adresse", required=False)
    new = blocks.BooleanBlock(label="Nouveau", required=False)
    look = blocks.ChoiceBlock(label="Allure", choices=[("big", "Grande")])


class Door(blocks.StructBlock):
    links = blocks.ListBlock(Link(), label="Liens")


VALUE = {"links": [{"label": "Aide", "page": None, "address": None, "new": True, "look": "big"}]}


@pytest.mark.parametrize("way", ["htmlvalue", "htmldiff"])
def test_a_list_within_a_block(way):
    block = Door()
    value = block.to_python(VALUE)
    comparison = get_comparison_class_for_block(block)(block, True, True, value, value)
    assert isinstance(comparison, StructBlockComparison)
    html = comparison.htmlvalue(value) if way == "htmlvalue" else comparison.htmldiff()
    assert "<dt>Texte</dt>" in html and "Aide" in html and "Oui" in html and "Grande" in html
    assert not [word for word in ("None", "label", "address", "True", "big") if word in html]


def compared(client, page, first, second):
    answer = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk]))
    return BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ", strip=True)


def test_two_versions_of_the_home_page(sample_site, admin_client, admin_user):
    page = HomePage.objects.first()
    first = page.save_revision(user=admin_user)
    page.doors.append((page.doors[0].block_type, page.doors[0].value))
    said = compared(admin_client, page, first, page.save_revision(user=admin_user))
    assert str(page.doors[0].value["title"]) in said
    assert not {"None", "label", "address"} & set(said.split())


def test_a_field_that_was_empty(sample_site, admin_client, admin_user):
    page = factories.action("Chorale")
    first = page.save_revision(user=admin_user)
    page.reviewed_on = date(2026, 9, 15)
    said = compared(admin_client, page, first, page.save_revision(user=admin_user))
    assert "15 septembre 2026" in said or "15/09/2026" in said
    assert "None" not in said
