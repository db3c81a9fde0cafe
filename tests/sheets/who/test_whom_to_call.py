"""Nobody is left without a person to call."""

import re

import pytest

from directory.models import GlossaryEntry
from events.models import EventPage
from install.sample.read import read_yaml
from sheets.models import ContactLink
from tests import factories

pytestmark = pytest.mark.django_db


def contacts(client, page):
    found = re.search(r'<section class="flow" aria-labelledby="contacts">.*?</section>', read(client, page), re.S)
    return found[0] if found else ""


def read(client, page):
    return client.get(page.url).content.decode()


def easy(client, page):
    return re.search(r'id="facile".*?</section>', read(client, page), re.S)[0]


def with_contact(page, **values):
    page.contact_links = [ContactLink(contact=factories.contact("Accueil", **values))]
    page.save_revision().publish()
    return page


def test_a_sheet_without_a_contact_names_the_centers_then_the_city(client, sample_site):
    found = contacts(client, factories.action())
    assert found.index('href="/centres/"') < found.index("tel:+33353012001")


def test_a_contact_that_is_internal_is_as_good_as_none(client, sample_site):
    assert "/centres/" in contacts(client, with_contact(factories.action(), public=False))


def test_a_sheet_with_a_contact_names_it_alone(client, sample_site):
    found = contacts(client, with_contact(factories.action(), public=True))
    assert "Accueil" in found and "/centres/" not in found


def test_a_kind_that_leaves_contacts_out_is_left_alone(client, sample_site):
    kind = factories.kind(sections=["texte"])
    assert contacts(client, factories.sheet(kind)) == ""


def test_an_event_is_the_city_s(client, sample_site):
    found = contacts(client, EventPage.objects.first())
    assert "/centres/" not in found and "tel:+33353012001" in found


@pytest.mark.parametrize(
    "line", ["Appelez avant.", "Vous pouvez l’appeler.", "Il faut téléphoner.", "Téléphonez-nous."]
)
def test_a_line_that_says_to_call_carries_the_number(client, sample_site, line):
    page = factories.action(easy_french=f"Une aide.\n{line}\nAppelez encore.")
    assert easy(client, page).count("tel:+33353012001") == 1
    with_contact(page, public=True, phone="03 53 01 44 44")
    assert easy(client, page).count("tel:+33353014444") == 1


@pytest.mark.parametrize("line", ["On peut vous appeler.", "Un appel à projets.", "Appelez le 03 53 01 99 99."])
def test_other_lines_carry_none(client, sample_site, line):
    assert "tel:" not in easy(client, factories.action(easy_french=line)).replace("tel:+33353019999", "")


def titles(data):
    each = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    own = [data["title"]] if isinstance(data, dict) and isinstance(data.get("title"), str) else []
    return [*own, *(title for value in each for title in titles(value))]


@pytest.mark.parametrize("name", ["actions", "resources", "events", "site"])
def test_the_glossary_explains_every_acronym_of_a_title(sample_site, name):
    explained = {entry.term for entry in GlossaryEntry.objects.all() if entry.expansion or entry.explanation}
    acronyms = {word for title in titles(read_yaml(name)) for word in re.findall(r"\b[A-ZÉÈ]{2,}[0-9]?\+?", title)}
    assert acronyms <= explained and "Troïka" in explained
