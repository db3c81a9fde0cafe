"""What to do and whom to call come before the background, whoever made the kind."""

import re

import pytest

from catalog.models import PropertyGroup
from sheets.models import ContactLink
from tests import factories

pytestmark = pytest.mark.django_db
PRE = "/livret/programme-reussite-educative/"


def read(client, address):
    return client.get(address).content.decode()


def titles(html):
    """The ids of the parts of a page, in order."""
    return re.findall(r'<h2 id="([\w-]+)"', html)


def test_what_to_do_and_whom_to_call_come_before_the_background(client, sample_site):
    to_do, background = ["conditions", "demarche-titre", "contacts"], ["quoi", "partenaires", "lire", "proches"]
    assert titles(read(client, PRE)) == ["facile-titre", *to_do, *background, "provenance"]


def test_an_action_says_where_and_whom_to_call_first(client, sample_site):
    assert titles(read(client, "/actions/fiche-04/"))[:4] == ["facile-titre", "lieux", "contacts", "quoi"]


def test_a_kind_made_in_the_browser_has_the_same_order(client, sample_site):
    kind = factories.kind()
    places = {place: PropertyGroup.objects.create(label=place, place=place) for place in ("fin", "apres", "avant")}
    values = {}
    for place, group in places.items():
        prop = factories.prop(f"Champ {place}", "text", kinds=(kind.code,), group=group, glance=False)
        values[prop.code] = {"t": "text", "v": "oui"}
    page = factories.sheet(kind, property_values=values, objectives=["Aider"], provenance="Un livret, 2023.")
    page.contact_links = [ContactLink(contact=factories.contact(public=True))]
    page.save_revision().publish()
    ids = {place: f"proprietes-{group.pk}" for place, group in places.items()}
    shown = [each for each in titles(read(client, page.url)) if each != "proches"]
    assert shown == [ids["avant"], "contacts", "quoi", ids["apres"], ids["fin"], "provenance"]


def test_a_long_sheet_lists_its_parts_and_a_short_one_does_not(client, sample_site):
    listed = re.search(r'<nav class="contents".*?</nav>', read(client, PRE), re.S)[0]
    assert re.findall(r'href="#([\w-]+)"', listed) == titles(read(client, PRE))[1:]
    assert 'class="contents"' not in read(client, factories.action().url)


def test_documents_of_the_steps_are_not_listed_again(client, sample_site):
    html = read(client, PRE)
    assert 'id="documents"' not in html and "Fiche retour famille" in html


def test_audiences_are_said_in_the_words_of_the_sheet_with_their_notes(client, sample_site):
    page = factories.action(audiences=[{"label": "Élèves de 6e", "note": "Sur inscription."}])
    html = read(client, page.url)
    assert "Élèves de 6e" in html and "Sur inscription." in html


def test_what_an_editor_deduced_of_an_audience_stays_with_editors(client, sample_site):
    page = factories.action(audiences=[{"label": "Parents", "note": "Rubrique vide.", "inferred": True}])
    html = read(client, page.url)
    assert "Parents" in html and "Rubrique vide." not in html


def test_no_note_of_the_sample_tells_how_its_source_was_read(client, sample_site):
    for number in range(1, 28):
        html = read(client, f"/actions/fiche-{number:02d}/")
        assert "Rubrique" not in html and "La source" not in html, number


def test_the_pre_and_the_interpreters_lead_to_each_other(client, sample_site):
    assert 'href="/livret/interpretariat/"' in read(client, PRE)
    assert f'href="{PRE}"' in read(client, "/livret/interpretariat/")


def test_the_rhythm_of_the_team_is_said_once(client, sample_site):
    assert read(client, PRE).count("4 à 6") == 1
