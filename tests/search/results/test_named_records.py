"""Records that properties name, in lists, files and the API: public ones only, read together."""

import pytest

from catalog.property_types import clean_cell
from tests import factories


@pytest.fixture
def naming(sample_site, django_capture_on_commit_callbacks):
    """Call it with a type and records: public sheets « Chorale », whose listed property names one each."""

    def name(kind, *records):
        prop = factories.prop("Suite", kind, listing=True)
        with django_capture_on_commit_callbacks(execute=True):
            for record in records:
                factories.action("Chorale", property_values={"suite": clean_cell(prop, str(record.pk))})

    return name


def found(client):
    (result,) = client.get("/api/v1/search?q=chorale").json()["results"]
    return result["properties"].get("suite", {}).get("value")


def exported(client):
    return client.get("/recherche/export/?format=csv&q=chorale").content.decode("utf-8-sig").splitlines()[1]


def shown(client):
    return client.get("/recherche/?q=chorale").content.decode()


def test_a_public_page(naming, client):
    target = factories.action("Spectacle de fin d’année")
    naming("page", target)
    assert found(client) == {"title": target.title, "url": target.url}
    assert "Spectacle de fin d’année" in exported(client)
    assert "Spectacle de fin d" in shown(client)


def test_a_draft_or_restricted_page_is_never_named(naming, client):
    target = factories.action("Spectacle secret")
    naming("page", target)
    factories.restrict(target)
    assert found(client) is None
    assert "secret" not in shown(client) + exported(client)


def test_its_title_is_todays(naming, client, django_capture_on_commit_callbacks):
    target = factories.action("Ancien titre")
    naming("page", target)
    target.title = "Nouveau titre"
    with django_capture_on_commit_callbacks(execute=True):
        target.save_revision().publish()
    assert found(client)["title"] == "Nouveau titre"


def test_a_document(naming, client):
    document = factories.document("Règlement")
    naming("document", document)
    assert found(client) == {"title": "Règlement", "url": document.url}


@pytest.mark.parametrize(("public", "value"), [(True, {"title": "Accueil", "url": ""}), (False, None)])
def test_a_contact_only_when_public(naming, client, public, value):
    contact = factories.contact("Accueil", public=public)
    naming("contact", contact)
    assert found(client) == (value and {**value, "title": contact.title})
    assert (contact.title in shown(client)) is public


@pytest.mark.parametrize("number", [4, 9])
def test_a_list_reads_them_together(naming, client, number, django_assert_max_num_queries):
    naming("page", *(factories.action(f"Suite {each}") for each in range(number)))
    with django_assert_max_num_queries(20):
        assert len(client.get("/api/v1/search?q=chorale").json()["results"]) == number
