"""« Copier vers l’autre secteur »: a draft made from today's draft, once, and what has changed since."""

import json

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from actions.models import ActionPage, RolloutRow
from catalog.models import PageTerm, Term
from events.models import EventIndexPage, EventPage
from portal.models import User
from resources.models import ResourcePage
from sheets.models import ContactLink, OrganizationLink, TwinCopy
from sheets.twins.copies import find_twin, make_twin, sector_of, to_verify
from tests import factories


@pytest.fixture
def sectors(sample_site):
    return {code: Term.objects.get(code=code) for code in ("cite-nord", "cite-sud", "toute-la-ville", "ville-nord")}


@pytest.fixture
def sport(sectors):
    return Term.objects.get(vocabulary__code="theme", code="sport")


@pytest.fixture
def validator(sample_site, client):
    user = User.objects.create_user("validateur", "v@passerelles.example", "passerelles-tests")
    user.groups.add(Group.objects.get(name="Validateurs"))
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def north(sectors, sport):
    """Published, then changed in a draft that nobody published."""
    parents = Term.objects.get(vocabulary__code="public", code="parents")
    audiences = [{"label": "Parents", "publics": [parents], "age_min": 6, "age_max": 8}]
    page = factories.action(title="Sortie (Secteur Nord)", terms=[sectors["cite-nord"], sport], audiences=audiences)
    page.summary, page.perimeter_note = "Le résumé d’aujourd’hui.", "Le Nord."
    page.body = [("text", "<p>Bonjour</p>")]
    page.property_values = {"duree": {"t": "number", "v": 45}}
    page.organization_links = [OrganizationLink(label="Une association", role="operator")]
    page.contact_links = [ContactLink(contact=factories.contact())]
    page.rollout_rows = [RolloutRow(label="Une école")]
    page.change_note = "Du nouveau."
    page.save_revision()
    return ActionPage.objects.get(pk=page.pk)


def copy(client, page, **extra):
    return client.post(reverse("twin_copy", args=[page.pk]), **extra)


def edit_screen(client, page):
    return " ".join(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode().split())


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


# What is copied.


def test_the_twin_is_a_draft_of_what_the_sheet_says_today(validator, north):
    answer = copy(validator, north)
    twin = ActionPage.objects.get(twin=north)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[twin.pk])
    draft = twin.get_latest_revision_as_object()
    assert (draft.live, twin.live, twin.owner) == (False, False, validator.user)
    assert draft.summary == "Le résumé d’aujourd’hui."
    assert draft.body[0].value.source == "<p>Bonjour</p>"
    assert draft.property_values == {"duree": {"t": "number", "v": 45}}
    assert [row.label for row in draft.rollout_rows.all()] == ["Une école"]
    assert [link.label for link in draft.organization_links.all()] == ["Une association"]
    (audience,) = draft.audiences.all()
    assert (audience.age_min, [term.code for term in audience.publics.all()]) == (6, ["parents"])
    assert twin.get_parent() == north.get_parent()
    assert north.latest_revision_id == ActionPage.objects.get(pk=north.pk).latest_revision_id


def test_the_sector_is_swapped_and_other_terms_are_kept_in_order(validator, north):
    copy(validator, north)
    draft = ActionPage.objects.get(twin=north).get_latest_revision_as_object()
    assert [link.term.code for link in draft.page_terms.all()] == ["cite-sud", "sport"]


def test_what_belongs_to_one_page_only_is_not_copied(validator, north):
    copy(validator, north)
    twin = ActionPage.objects.get(twin=north)
    assert twin.number is None
    assert twin.change_note == ""
    assert twin.reviewed_on is None
    assert twin.code not in ("", north.code)
    assert twin.slug == "sortie-secteur-sud"
    assert twin.translation_key != north.translation_key
    assert not set(north.rollout_rows.values_list("pk")) & set(twin.rollout_rows.values_list("pk"))


@pytest.mark.parametrize(
    ("title", "copied"), [("Sortie (Secteur Nord)", "Sortie (Secteur Sud)"), ("Sortie au parc", "Sortie au parc")]
)
def test_a_title_that_says_its_sector_says_the_other_one(validator, sectors, title, copied):
    page = factories.action(title=title, terms=[sectors["cite-nord"]])
    twin, _is_new = make_twin(page, validator.user)
    assert (twin.title, twin.draft_title) == (copied, copied)


def test_the_history_says_where_it_comes_from(validator, north):
    copy(validator, north)
    entry = PageLogEntry.objects.get(action="wagtail.copy", page=ActionPage.objects.get(twin=north).pk)
    assert entry.user == validator.user


def test_what_to_verify_is_what_the_sheet_has(validator, north, sectors):
    points = "le périmètre, les organisations et partenaires, les contacts, le déploiement, le numéro (laissé vide)."
    assert f"À vérifier avant de la publier : {points}" in said(copy(validator, north))
    assert to_verify(resource(sectors["cite-nord"])) == []


def resource(sector):
    page = factories.resource(title="Une ressource")
    page.page_terms = [PageTerm(term=sector)]
    page.save_revision().publish()
    return ResourcePage.objects.get(pk=page.pk)


def test_a_draft_that_is_not_complete_is_copied_as_it_is(validator, sectors):
    page = factories.action(live=False, terms=[sectors["cite-nord"]])
    page.summary = ""
    page.save_revision(clean=False)
    twin, _is_new = make_twin(ActionPage.objects.get(pk=page.pk), validator.user)
    assert twin.get_latest_revision_as_object().summary == ""


def test_every_kind_of_sheet_may_be_copied(validator, sectors):
    event = EventPage(title="Fête", slug="fete", summary="Une fête.")
    event.page_terms = [PageTerm(term=sectors["cite-sud"])]
    EventIndexPage.objects.get().add_child(instance=event)
    made_here = factories.sheet(factories.kind(), terms=[sectors["cite-nord"]])
    for page in (event, resource(sectors["cite-nord"]), made_here):
        twin, is_new = make_twin(type(page).objects.get(pk=page.pk), validator.user)
        assert is_new
        assert type(twin) is type(page)


# Where it is offered.


@pytest.mark.parametrize(
    ("codes", "is_offered"),
    [
        (["cite-nord"], True),
        ([], False),
        (["cite-nord", "cite-sud"], False),
        (["cite-nord", "toute-la-ville"], False),
        (["ville-nord"], False),
    ],
)
def test_it_is_offered_to_sheets_of_one_sector_that_names_its_counterpart(validator, sectors, codes, is_offered):
    page = factories.action(terms=[sectors[code] for code in codes])
    assert bool(sector_of(page)) == is_offered
    assert ("Copier vers l’autre secteur" in edit_screen(validator, page)) == is_offered
    answer = copy(validator, page)
    assert ActionPage.objects.filter(twin=page).exists() == is_offered
    assert is_offered or "rien n’a été copié" in said(answer)


def test_opening_the_screen_copies_nothing(validator, north):
    html = validator.get(reverse("twin_copy", args=[north.pk])).content.decode()
    assert "les contacts" in html
    assert "Cité éducative – Secteur Sud" in html
    assert not ActionPage.objects.filter(twin=north).exists()


def test_who_may_not_add_a_sheet_may_not_copy_one(sample_site, client, north):
    reader = User.objects.create_user("lecture", "l@passerelles.example", "passerelles-tests")
    reader.groups.add(Group.objects.get(name="Référentiel"))
    client.force_login(reader)
    assert copy(client, north).status_code == 302
    assert not ActionPage.objects.filter(twin=north).exists()


def test_the_public_and_other_pages_have_no_twin(validator, client, north):
    assert copy(validator, Page.objects.get(slug="aide")).status_code == 404
    validator.logout()
    answer = copy(validator, north)
    assert answer.status_code == 401 and "reconnectez-vous" in answer.content.decode()
    assert not ActionPage.objects.filter(twin=north).exists()


# The second click.


def test_a_second_click_opens_the_first_twin(validator, north):
    first, second = copy(validator, north), copy(validator, north)
    assert first["Location"] == second["Location"]
    assert "a déjà sa jumelle" in said(second)
    assert ActionPage.objects.filter(twin=north).count() == 1


def test_two_clicks_at_once_make_one_twin(validator, north):
    stale = ActionPage.objects.get(pk=north.pk)
    first, is_new = make_twin(north, validator.user)
    second, is_new_again = make_twin(stale, validator.user)
    assert (first.pk, is_new, is_new_again) == (second.pk, True, False)


@pytest.mark.parametrize("from_here", [True, False])
@pytest.mark.parametrize("is_published", [True, False])
def test_a_twin_linked_by_hand_is_the_twin_from_either_side(validator, sectors, from_here, is_published):
    here, there = (factories.action(terms=[sectors[code]]) for code in ("cite-nord", "cite-sud"))
    one, other = (here, there) if from_here else (there, here)
    one.twin = other
    revision = one.save_revision()
    if is_published:
        revision.publish()
    assert find_twin(ActionPage.objects.get(pk=here.pk)) == there
    assert find_twin(ActionPage.objects.get(pk=there.pk)) == here


def test_a_deleted_twin_frees_the_way(validator, north):
    twin, _is_new = make_twin(north, validator.user)
    twin.delete()
    again, is_new = make_twin(ActionPage.objects.get(pk=north.pk), validator.user)
    assert is_new and again.pk != twin.pk


def test_a_sheet_is_not_its_own_twin(north):
    north.twin = north
    with pytest.raises(ValidationError, match="sa propre jumelle"):
        north.full_clean()


# What has changed since.


@pytest.fixture
def pair(validator, north):
    twin, _is_new = make_twin(north, validator.user)
    return ActionPage.objects.get(pk=north.pk), ActionPage.objects.get(pk=twin.pk)


def change(page, **values):
    draft = factories.reload(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision()


def test_nothing_is_said_while_nothing_changes(validator, pair):
    for page in pair:
        assert "La fiche jumelle" not in edit_screen(validator, page)


@pytest.mark.parametrize("changed", [0, 1])
def test_the_other_form_says_which_fields_have_changed(validator, pair, changed):
    before = pair[changed].latest_revision_id
    revision = change(pair[changed], summary="Autre chose.", objectives=["Danser"])
    html = edit_screen(validator, pair[1 - changed])
    assert f"La fiche jumelle « {pair[changed].get_admin_display_title()} » a changé depuis le" in html
    assert "Résumé, Objectifs." in html or "Résumé, objectifs." in html.replace("Objectifs", "objectifs")
    assert reverse("wagtailadmin_pages:revisions_compare", args=[pair[changed].pk, before, revision.pk]) in html
    assert "La fiche jumelle" not in edit_screen(validator, pair[changed])


def test_the_address_that_compares_answers(validator, pair):
    before = pair[0].latest_revision_id
    revision = change(pair[0], summary="Autre chose.")
    address = reverse("wagtailadmin_pages:revisions_compare", args=[pair[0].pk, before, revision.pk])
    assert validator.get(address).status_code == 200


def test_once_seen_it_is_not_said_again(validator, pair):
    change(pair[0], summary="Autre chose.")
    assert "C’est vu" in edit_screen(validator, pair[1])
    answer = validator.post(reverse("twin_seen", args=[pair[1].pk]))
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[pair[1].pk])
    assert "La fiche jumelle" not in edit_screen(validator, pair[1])


def test_seeing_takes_a_post(validator, pair):
    assert validator.get(reverse("twin_seen", args=[pair[1].pk])).status_code == 405


def test_a_save_that_changes_nothing_is_not_news(validator, pair):
    change(pair[0])
    assert "La fiche jumelle" not in edit_screen(validator, pair[1])


def one_text(html):
    return json.dumps([{"type": "text", "value": html, "id": "5d9f3a1e-0000-4000-8000-000000000001"}])


def test_what_a_browser_writes_its_own_way_is_not_news(validator, pair):
    change(pair[0], easy_french="Une phrase.\nUne autre.", body=one_text("<p>Bonjour</p>"))
    validator.post(reverse("twin_seen", args=[pair[1].pk]))
    keyed = one_text('<p data-block-key="a1b2c">Bonjour</p>')
    change(pair[0], easy_french="Une phrase.\r\nUne autre.", body=keyed)
    assert "La fiche jumelle" not in edit_screen(validator, pair[1])
    change(pair[0], easy_french="Une phrase.\r\nUne troisième.", body=keyed)
    assert "En français facile." in edit_screen(validator, pair[1])


def test_a_revision_purged_since_is_said_without_its_fields(validator, pair):
    change(pair[0], summary="Autre chose.")
    TwinCopy.objects.filter(page=pair[1].pk).update(seen=None)
    assert "» a changé." in edit_screen(validator, pair[1])


def test_who_may_not_edit_the_other_sheet_reads_nothing_of_it(validator, pair, monkeypatch):
    change(pair[0], summary="Une chose confidentielle.")
    locked = type("None", (), {"can_edit": staticmethod(lambda: False)})
    original = ActionPage.permissions_for_user
    monkeypatch.setattr(
        ActionPage, "permissions_for_user", lambda page, user: locked if page.pk == pair[0].pk else original(page, user)
    )
    html = edit_screen(validator, pair[1])
    assert "confidentiel" not in html
    assert "La fiche jumelle" not in html


# What the public sees.


def test_any_sheet_shows_its_public_twin(sectors, client, django_capture_on_commit_callbacks):
    one, other = resource(sectors["cite-nord"]), factories.resource(title="L’autre ressource")
    other.twin = one
    other.save_revision().publish()
    for page, twin in ((one, other), (other, one)):
        html = client.get(page.url).content.decode()
        assert 'class="twins"' in html
        assert f'href="{twin.url}"' in html
        assert "fiche None" not in html


def test_a_twin_that_is_a_draft_is_not_shown(validator, north, client):
    twin, _is_new = make_twin(north, validator.user)
    assert twin.slug not in client.get(north.url).content.decode()


# Counterparts.


def test_a_counterpart_is_named_in_return_unless_it_names_another(sample_site):
    vocabulary = factories.vocabulary("zone", "Zone", ["Est", "Ouest", "Centre"])
    east, west, center = (vocabulary.terms.get(code=code) for code in ("est", "ouest", "centre"))
    east.counterpart = west
    east.save()
    center.counterpart = west
    center.save()
    assert Term.objects.get(pk=west.pk).counterpart == east
    assert Term.objects.get(pk=center.pk).counterpart == west


@pytest.mark.parametrize("other", ["sport", "cite-nord"])
def test_a_counterpart_is_another_term_of_the_same_vocabulary(sectors, other):
    sectors["cite-nord"].counterpart = Term.objects.get(code=other)
    with pytest.raises(ValidationError, match="même vocabulaire"):
        sectors["cite-nord"].full_clean()


def test_counterparts_are_chosen_in_the_form_of_the_vocabulary(sectors, admin_client):
    vocabulary = factories.vocabulary("zone", "Zone", ["Est", "Ouest"])
    html = admin_client.get(reverse("vocabulaires:edit", args=[vocabulary.pk])).content.decode()
    assert 'name="terms-0-counterpart"' in html
    assert "Cité éducative" not in html
    terms = list(vocabulary.terms.order_by("sort_order"))
    data = {
        "label": "Zone",
        "code": "zone",
        "kind": "flat",
        "source": "chosen",
        "order": "35",
        "page_types": ["action"],
    }
    data |= {
        "terms-TOTAL_FORMS": "2",
        "terms-INITIAL_FORMS": "2",
        "terms-MIN_NUM_FORMS": "0",
        "terms-MAX_NUM_FORMS": "9",
    }
    for number, term in enumerate(terms):
        data |= {
            f"terms-{number}-id": term.pk,
            f"terms-{number}-label": term.label,
            f"terms-{number}-ORDER": number + 1,
        }
        data[f"terms-{number}-code"] = term.code
    answer = admin_client.post(
        reverse("vocabulaires:edit", args=[vocabulary.pk]), {**data, "terms-0-counterpart": terms[1].pk}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert vocabulary.terms.get(code="ouest").counterpart == terms[0]


def test_the_form_of_a_term_offers_its_own_vocabulary(sectors, admin_client):
    html = admin_client.get(reverse("termes:edit", args=[sectors["cite-nord"].pk])).content.decode()
    options = html.partition('name="counterpart"')[2].partition("</select>")[0]
    assert "Secteur Sud" in options
    assert "Parentalité" not in options
