"""The vocabulary of the sectors is the city's own: an editor says which one it is."""

import pytest
from django.forms import modelform_factory
from django.test import RequestFactory
from django.urls import reverse

from actions.models import ActionPage
from catalog.models import Vocabulary
from catalog.sectors import sector_vocabulary
from directory.models import Contact, Organization
from home.models import PortalSettings
from search.indexing.upkeep import rebuild
from search.results.listing import Listing
from search.results.table import ResultTable
from tests.editing import drawn_record

SHEET, CENTER = "/actions/fiche-06/", "/centres/echo/"


@pytest.fixture
def city(sample_site):
    """A city that speaks of « quartiers »."""
    Vocabulary.objects.filter(code="secteur").update(code="quartier", label="Quartier")
    PortalSettings.objects.update(sector_vocabulary="quartier")
    rebuild()
    return sample_site


def html(client, address):
    return client.get(address).content.decode()


def listing(address):
    return Listing.from_request(
        RequestFactory(SERVER_NAME="localhost").get(f"/recherche/?{address}"), path="/recherche/"
    )


def named(text):
    labels = set(Vocabulary.objects.get(code="quartier").terms.values_list("label", flat=True))
    return labels.issuperset(text.split(", "))


def test_the_directory_of_centers_is_filtered_by_it(city, client):
    page = html(client, "/centres/?quartier=ville-sud")
    assert "<legend>Quartier</legend>" in page
    assert 'type="radio" name="quartier"' in page
    assert page.count(" hidden>") == 3


def test_a_center_and_a_sheet_lead_to_the_search_by_it(city, client):
    assert "/recherche/?quartier=" in html(client, CENTER)
    page = ActionPage.objects.get(code="fiche-06")
    page.perimeter_note = "Surtout autour du canal."
    page.save_revision().publish()
    assert "<small>Surtout autour du canal." in html(client, SHEET)


def test_twins_are_told_apart_by_it(city, client):
    page = html(client, SHEET)
    twins = page[page.index('<nav class="twins"') :]
    assert "Nord" in twins[: twins.index("</nav>")] and "Sud" in twins[: twins.index("</nav>")]


def test_results_are_found_by_it_and_name_it(city):
    found = listing("quartier=cite-nord&type=action")
    assert found.total and not found.notices
    assert all(named(result.meta[1]) for result in found.results)


def test_a_table_has_its_column(city):
    table = ResultTable(listing("quartier=cite-nord&type=action"))
    column = table.headings.index("Quartier")
    assert table.rows and all(named(row.cells[column]) for row in table.rows)


def test_who_may_help_is_of_the_one_that_was_asked_for(city):
    assert listing("q=zzzzzzzz&quartier=ville-ouest").ways_out.help_contacts


@pytest.mark.parametrize(("model", "name"), [(Contact, "sector"), (Organization, "sectors")])
def test_the_registers_choose_from_it(city, model, name):
    choices = modelform_factory(model, fields=[name])().fields[name].queryset
    assert choices and {term.vocabulary.code for term in choices} == {"quartier"}


def test_an_editor_says_which_one_it_is(sample_site, admin_client):
    address = reverse("wagtailsettings:edit", args=["home", "portalsettings", sample_site.pk])
    form = drawn_record(admin_client, address)
    assert form["sector_vocabulary"] == "secteur"
    form["sector_vocabulary"] = "theme"
    assert admin_client.post(address, dict(form.lists())).status_code == 302
    assert sector_vocabulary(sample_site) == sector_vocabulary() == "theme"


def test_a_vocabulary_that_pages_do_not_carry_is_none(sample_site, admin_client):
    address = reverse("wagtailsettings:edit", args=["home", "portalsettings", sample_site.pk])
    form = drawn_record(admin_client, address)
    form["sector_vocabulary"] = "type-structure"
    assert "sector_vocabulary" in admin_client.post(address, dict(form.lists())).context["form"].errors


def test_a_city_may_have_no_sectors(sample_site, client):
    PortalSettings.objects.update(sector_vocabulary="")
    assert sector_vocabulary(sample_site) == sector_vocabulary() == ""
    assert client.get("/centres/").status_code == 200
    assert client.get(SHEET).status_code == 200
    assert listing("q=parents").results


@pytest.mark.parametrize(
    ("setting", "field", "kept"),
    [("network_vocabulary", "network", "reseau"), ("structure_vocabulary", "kind", "type-structure")],
)
def test_what_organizations_carry_is_chosen_too(sample_site, admin_client, setting, field, kept):
    address = reverse("wagtailsettings:edit", args=["home", "portalsettings", sample_site.pk])
    form = drawn_record(admin_client, address)
    assert form[setting] == kept
    form[setting] = "theme"
    assert setting in admin_client.post(address, dict(form.lists())).context["form"].errors, "pages carry it"
    Vocabulary.objects.filter(code=kept).update(code="autre-nom")
    PortalSettings.objects.update(**{setting: "autre-nom"})
    choices = modelform_factory(Organization, fields=[field])().fields[field].queryset
    assert {term.vocabulary.code for term in choices} == {"autre-nom"}
