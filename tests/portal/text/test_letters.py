"""Letters outside a French keyboard: in slugs and codes none is lost, and names are sorted as a dictionary does."""

import pytest
from django.db import connection
from wagtail.models import Collection

from catalog.models import Vocabulary
from directory.models import GlossaryEntry, Organization
from portal.text.letters import slug_of, sort_key
from resources.models import ResourceIndexPage, ResourcePage
from tests import factories


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Œuvre d'été", "oeuvre-dete"), ("Œuvre d’été", "oeuvre-dete"), ("Yıldız", "yildiz"), ("Łódź", "lodz"),
        ("Straße", "strasse"), ("Ex æquo", "ex-aequo"), ("n° 5 : l’école", "n-5-lecole"), ("REP+", "rep"),
    ],
)  # fmt: skip
def test_a_slug_loses_no_letter(text, slug):
    assert slug_of(text) == slug


def test_the_empty_code_of_a_record_comes_from_its_whole_name(db):
    assert factories.vocabulary(code="", label="Œuvre d'été").code == "oeuvre-dete"
    assert Organization.objects.create(name="Œuvre des Łódź").code == "oeuvre-des-lodz"


def test_a_page_without_a_slug_takes_one_from_its_whole_title(sample_site):
    page = ResourcePage(title="Œuvre d’été", summary="Dehors.")
    ResourceIndexPage.objects.get().add_child(instance=page)
    assert (page.slug, page.code) == ("oeuvre-dete", "oeuvre-dete")


def test_names_are_sorted_as_a_dictionary_does():
    names = ["Zoo", "école", "École", "Eau", "« Faire »", "Œuvre", "oncle", "Ozone"]
    assert sorted(names, key=sort_key) == ["Eau", "école", "École", "« Faire »", "Œuvre", "oncle", "Ozone", "Zoo"]


on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sorts as its database was made")


@on_sqlite
@pytest.mark.parametrize(
    ("model", "name", "values"),
    [
        (Organization, "name", {}), (GlossaryEntry, "term", {}), (Collection, "name", None),
        (Vocabulary, "label", {}),
    ],
)  # fmt: skip
def test_lists_of_the_database_are_too(db, model, name, values):
    words = ["Zoo", "École", "Abri"]
    for number, word in enumerate(words):
        if values is None:
            Collection.get_first_root_node().add_child(name=word)
        else:
            locale = {"locale_id": 1} if hasattr(model, "locale_id") else {}
            model.objects.create(**{name: word, "code": f"mot-{number}", **values, **locale})
    found = model.objects.filter(**{f"{name}__in": words}).order_by(name).values_list(name, flat=True)
    assert list(found) == sorted(words, key=sort_key)


@on_sqlite
def test_the_explorer_is_too(sample_site, admin_client):
    for title in ("Zoo du port", "École du port", "Abri du port"):
        factories.action(title=title)
    html = admin_client.get("/admin/pages/search/", {"q": "port", "ordering": "title"}).content.decode()
    assert html.index("Abri du port") < html.index("École du port") < html.index("Zoo du port")
