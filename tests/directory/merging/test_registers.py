"""What the registers keep of a record that was another: its names, its code, those that depended on it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from catalog.models import FormerCode, Term
from directory.merging.merge import Impossible, begin
from directory.models import Contact, Organization, Quartier
from home.models import PortalSettings
from imports.matching.contacts import Contacts
from imports.matching.organizations import Organizations
from imports.matching.terms import Terms
from install.sample.registers import find_organization
from schools.models import School
from search.indexing.needs_file import targets
from search.models import Need
from spreadsheets.columns import names_of
from tests import factories
from tests.directory.merging.test_pages import merge


@pytest.fixture
def two(sample_site):
    lost = factories.organization("Centre social perdu", acronym="CSP", aliases=["Le perdu"], email="perdu@x.example")
    return lost, factories.organization("Centre social gardé")


def again(record):
    return type(record).objects.get(pk=record.pk)


def test_its_names_stay_as_other_names(two):
    lost, kept = two
    merge(lost, kept)
    assert again(kept).aliases == ["Le perdu", lost.name, "CSP"]


def test_only_what_is_asked_is_taken(two):
    lost, kept = two
    lost.phone = "03 53 01 00 01"
    lost.save()
    merge(lost, kept, given=["email"])
    assert (again(kept).email, again(kept).phone) == ("perdu@x.example", "")


def test_sectors_are_taken_together(two):
    lost, kept = two
    sectors = list(Term.objects.filter(vocabulary__code="secteur")[:2])
    lost.sectors.set(sectors)
    merge(lost, kept, given=["sectors"])
    assert set(again(kept).sectors.all()) == set(sectors)


def test_those_that_depended_on_it_depend_on_the_other(two):
    lost, kept = two
    below, contact = factories.organization(parent=lost), factories.contact(organization=lost)
    place = Quartier.objects.create(name="Un quartier", center=lost)
    merge(lost, kept)
    assert (again(below).parent, again(contact).organization, again(place).center) == (kept, kept, kept)


def test_one_that_depended_on_it_no_longer_does(two):
    lost, kept = two
    above = factories.organization()
    lost.parent, kept.parent = above, lost
    lost.save()
    kept.save()
    merge(lost, kept)
    assert again(kept).parent == above


def test_two_that_others_link_would_make_a_ring(two):
    lost, kept = two
    kept.parent = factories.organization(parent=lost)
    kept.save()
    with pytest.raises(Impossible, match="par une autre"):
        begin(lost, kept, None)


def test_two_schools_are_not_one(two):
    lost, kept = two
    for each in two:
        School.objects.create(organization=each)
    with pytest.raises(Impossible, match="école"):
        begin(lost, kept, None)


def test_one_school_follows(two):
    lost, kept = two
    school = School.objects.create(organization=lost)
    merge(lost, kept)
    assert again(school).organization == kept


def test_nobody_public_is_hidden_behind_somebody_internal(sample_site):
    lost, kept = factories.contact(public=True), factories.contact()
    with pytest.raises(Impossible, match="est public"):
        begin(lost, kept, None)


def test_the_contact_of_the_site_is_replaced(sample_site):
    lost, kept = factories.contact(public=True), factories.contact(public=True)
    settings = PortalSettings.for_site(sample_site)
    settings.contact = lost
    settings.save()
    merge(lost, kept)
    assert again(settings).contact == kept


def test_needs_lead_to_the_other_term_once(sample_site):
    lost, kept = factories.vocabulary(terms=("Arabe", "Arabe littéral")).terms.all()
    need = Need.objects.create(words=["parler arabe"])
    need.terms = [lost, kept]
    need.save()
    merge(lost, kept)
    assert list(again(need).terms.all()) == [kept]
    assert again(kept).synonyms == ["Arabe"]


def test_terms_of_two_vocabularies_are_not_one(sample_site):
    lost = factories.vocabulary(terms=("Arabe",)).terms.get()
    kept = factories.vocabulary("autre", "Autre", terms=("Arabe",)).terms.get()
    with pytest.raises(Impossible, match="vocabulaires différents"):
        begin(lost, kept, None)


def test_its_address_leads_to_the_other(two, client):
    lost, kept = two
    factories.contact(organization=kept, public=True)
    merge(lost, kept)
    answer = client.get(reverse("organization", args=[lost.code]))
    assert (answer.status_code, answer["Location"]) == (302, kept.public_url)


def test_what_led_to_it_leads_on(two):
    first, second = two
    last = factories.organization("La dernière")
    merge(first, second)
    merge(second, last)
    assert set(FormerCode.objects.values_list("code", "current")) == {
        (first.code, last.code),
        (second.code, last.code),
    }


def test_nothing_new_takes_its_code(two):
    lost, kept = two
    merge(lost, kept)
    assert Organization.objects.create(name=lost.name).code != lost.code


def test_no_one_gives_its_code_by_hand(two):
    lost, kept = two
    merge(lost, kept)
    with pytest.raises(ValidationError, match="existe déjà"):
        Organization(name="Autre", code=lost.code).full_clean()


def test_addresses_of_a_search_and_the_api_understand_it(two, client):
    lost, kept = two
    vocabulary = factories.vocabulary(terms=("Arabe", "Arabe littéral"))
    gone, stays = vocabulary.terms.all()
    merge(gone, stays)
    answer = client.get(reverse("api:search"), {"langue": gone.code}).json()
    assert answer["query"]["langue"] == [stays.code]


def test_imports_recognise_names_codes_and_addresses(two):
    lost, kept = two
    merge(lost, kept)
    known = Organizations()
    for words in (lost.name, "CSP", lost.code):
        assert known.match(words).found.pk == kept.pk
    assert known.match("Inconnue", email="PERDU@x.example").near[0].pk == kept.pk


def test_imports_recognise_a_contact_and_a_term(sample_site):
    lost, kept = factories.contact(email="un@x.example"), factories.contact(email="deux@x.example")
    merge(lost, kept)
    assert Contacts().match("Quelqu’un", email="un@x.example").found.pk == kept.pk
    gone, stays = factories.vocabulary(terms=("Arabe", "Arabe littéral")).terms.all()
    merge(gone, stays)
    assert Terms(Locale.get_default()).match("langue", "Arabe").found.pk == stays.pk


def test_a_quartier_is_named_by_the_other(sample_site, client):
    lost, kept = Quartier.objects.create(name="Les Essarts"), Quartier.objects.create(name="Essarts")
    place = factories.organization(quartier=lost)
    kept.neighbours.add(lost)
    merge(lost, kept)
    assert (again(place).quartier, list(again(kept).neighbours.all())) == (kept, [])
    assert client.get(reverse("quartier", args=["les-essarts"]))["Location"] == reverse("quartier", args=["essarts"])


def test_a_second_press_finds_that_of_the_first(two):
    lost, kept = two
    assert begin(lost, kept, None) == begin(lost, kept, None)
    with pytest.raises(Impossible, match="déjà en train"):
        begin(lost, factories.organization(), None)


def test_a_record_that_went_meanwhile_is_refused(two):
    lost, kept = two
    gone = again(lost)
    merge(lost, kept)
    with pytest.raises(Impossible, match="n’existe plus"):
        begin(gone, kept, None)


def test_replacing_everywhere_leaves_the_contact(sample_site):
    lost, kept = factories.contact(), factories.contact()
    merge(lost, kept, removes=False)
    assert Contact.objects.filter(pk=lost.pk).exists()
    assert not FormerCode.objects.exists()


def test_files_and_the_sample_still_know_its_code(two):
    lost, kept = two
    merge(lost, kept)
    assert find_organization({"code": lost.code}) == kept
    gone, stays = factories.vocabulary(terms=("Arabe", "Arabe littéral")).terms.all()
    merge(gone, stays)
    assert targets()[f"langue:{gone.code}"] == stays.pk


def test_cells_of_spreadsheets_that_name_it_name_the_other(two):
    lost, kept = two
    merge(lost, kept)
    assert names_of(Organization, "name").find(lost.code) == kept.pk
