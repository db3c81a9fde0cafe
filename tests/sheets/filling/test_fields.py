"""« Sans valeur » and « Remplir un champ »: what a field made today leaves to do on the sheets of yesterday."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from actions.models import ActionPage
from catalog.lacking import live_pages_lacking
from portal.models import User
from tests import factories
from tests.portal.publication.test_drafts import said


@pytest.fixture
def duration(sample_site):
    return factories.prop("Durée", unit="min")


def address(pages, field="prop:duree"):
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "fill"])
    return f"{url}?{ids}&field={field}&next={reverse('sheet_report')}"


def press(client, pages, value="30", field="prop:duree", **data):
    answer = client.post(address(pages, field), {"value": value, **data})
    assert answer.status_code == 302, answer.context["form"].errors
    return said(answer)


def live(page):
    return ActionPage.objects.get(pk=page.pk)


def draft(page):
    return live(page).get_latest_revision_as_object()


def minutes(page):
    return page.property_values.get("duree", {}).get("v")


def listed(client, **parameters):
    return {page.title for page in client.get(reverse("sheet_report"), parameters).context["object_list"]}


def test_the_report_lists_what_lacks_a_property(duration, admin_client):
    lacking, filled = factories.action(title="Sans rien"), factories.action(title="Remplie")
    press(admin_client, [filled])
    listing = listed(admin_client, without="prop:duree", q="Sans rien")
    assert listing == {lacking.title}
    assert listed(admin_client, without="prop:duree", q="Remplie") == set()
    assert "Ressource" not in {page.kind_name for page in _all_without(admin_client)}


def _all_without(client):
    return client.get(reverse("sheet_report"), {"without": "prop:duree"}).context["object_list"]


def test_the_list_of_a_field_made_required_is_the_one_that_was_counted(duration, admin_client):
    factories.action(title="Brouillon", live=False)
    page = factories.action()
    page.property_values = {"duree": {"t": "number", "v": 5}}
    page.save_revision().publish()
    counted = live_pages_lacking(duration, list(duration.kinds.all()))
    answer = admin_client.get(reverse("sheet_report"), {"without": "prop:duree", "live": "true"})
    assert answer.context["paginator"].count == len(counted)


def test_a_draft_never_published_lacks_what_its_latest_version_lacks(duration, admin_client):
    page = factories.action(title="Jamais en ligne", live=False)
    press(admin_client, [page])
    assert listed(admin_client, without="prop:duree", q="Jamais") == set()
    assert listed(admin_client, without="main:cover", q="Jamais") == {"Jamais en ligne"}


def test_the_report_lists_what_lacks_a_term(sample_site, admin_client):
    languages = factories.vocabulary(terms=["Arabe"])
    factories.action(title="Chorale muette"), factories.action(title="Chorale arabe", terms=languages.terms.all())
    assert listed(admin_client, without="terms:langue", q="Chorale") == {"Chorale muette"}


@pytest.mark.parametrize("key", ["main:summary", "main:cover", "main:easy_french", "main:reviewed_on"])
def test_every_main_field_may_be_asked(sample_site, admin_client, key):
    assert admin_client.get(reverse("sheet_report"), {"without": key}).status_code == 200


@pytest.mark.parametrize("key", ["prop:rien", "main:title", "x", "main:pk\0"])
def test_a_filter_written_by_hand_breaks_nothing(sample_site, admin_client, key):
    assert admin_client.get(reverse("sheet_report"), {"without": key}).status_code == 200


def test_a_live_sheet_is_published_again(duration, admin_client):
    pages = [factories.action(), factories.action()]
    assert "2 fiches remplies et publiées" in press(admin_client, pages)
    assert [minutes(live(page)) for page in pages] == [30, 30]


def test_a_sheet_with_an_open_draft_only_gets_the_draft(duration, admin_client):
    page = factories.action(title="En ligne")
    page.title = "Titre en attente"
    page.save_revision()
    assert "d’autres modifications y attendaient" in press(admin_client, [page])
    assert (minutes(live(page)), live(page).title) == (None, "En ligne")
    assert (minutes(draft(page)), draft(page).title) == (30, "Titre en attente")


def test_a_press_twice_does_nothing_twice(duration, admin_client):
    page = factories.action()
    press(admin_client, [page])
    number = page.revisions.count()
    assert "avait déjà cette valeur" in press(admin_client, [page])
    assert page.revisions.count() == number


def test_what_is_filled_stays_unless_one_says_so(duration, admin_client):
    page = factories.action()
    press(admin_client, [page])
    assert "elle a déjà « 30\xa0min »" in press(admin_client, [page], "45")
    assert minutes(live(page)) == 30
    press(admin_client, [page], "45", replace="on")
    assert minutes(live(page)) == 45


def test_the_value_is_cleaned_as_in_a_form(duration, admin_client):
    page = factories.action()
    answer = admin_client.post(address([page]), {"value": "une heure"})
    assert answer.status_code == 200 and "Saisissez un nombre." in answer.content.decode()
    press(admin_client, [page], "45,5")
    assert minutes(live(page)) == 45.5


def test_terms_are_given_too(sample_site, admin_client):
    languages = factories.vocabulary(terms=["Arabe", "Turc"])
    page = factories.action()
    press(admin_client, [page], [languages.terms.get(code="turc").pk], "terms:langue")
    assert [link.term.label for link in live(page).page_terms.all()] == ["Turc"]


def test_sheets_of_another_kind_a_locked_one_and_a_review_are_left_and_named(duration, admin_client, django_user_model):
    other = factories.resource(title="Sans ce champ")
    locked = factories.action(title="Verrouillée")
    locked.locked, locked.locked_by = True, django_user_model.objects.create_user("autre", password="un mot de passe")
    locked.save()
    text = press(admin_client, [other, locked])
    assert "« Sans ce champ » : elle n’a pas ce champ" in text and "« Verrouillée » : elle est verrouillée" in text
    assert minutes(draft(locked)) is None


def test_a_sheet_that_somebody_has_open_is_left(duration, admin_client, django_user_model):
    page, other = factories.action(), django_user_model.objects.create_user("autre", password="un mot de passe")
    kind = ContentType.objects.get_for_model(Page)
    EditingSession.objects.create(user=other, content_type=kind, object_id=page.pk, last_seen_at=timezone.now())
    assert "autre l’a ouverte en ce moment" in press(admin_client, [page])
    assert minutes(draft(page)) is None


def test_an_incomplete_sheet_stays_online_as_it_was(duration, admin_client):
    page = factories.action()
    factories.prop("Lieu", "text", required=True)
    assert "À remplir avant publication : Lieu." in press(admin_client, [page])
    assert minutes(live(page)) is None and minutes(draft(page)) == 30 and factories.is_public(page)


def test_rights_are_asked_page_by_page(duration, client):
    user = User.objects.create_user("redactrice", password="un mot de passe")
    user.groups.add(Group.objects.get(name="Éditeurs"))
    client.force_login(user)
    page = factories.action()
    text = press(client, [page])
    assert "vous ne pouvez pas la publier" in text and minutes(live(page)) is None and minutes(draft(page)) == 30
    stranger = User.objects.create_user("lecture", password="un mot de passe")
    stranger.groups.add(Group.objects.get(name="Référentiel"))
    client.force_login(stranger)
    client.post(address([page]), {"value": "60", "replace": "on"})
    assert minutes(draft(page)) == 30


def test_the_first_step_offers_properties_and_vocabularies(duration, admin_client):
    html = admin_client.get(address([factories.action()], "")).content.decode()
    assert '<option value="prop:duree">Durée (min)</option>' in html and '"terms:theme"' in html


def test_a_press_without_a_field_chosen_writes_nothing(duration, admin_client):
    page = factories.action()
    assert admin_client.post(address([page], "prop:rien"), {"value": "3"}).status_code == 200
    assert minutes(draft(page)) is None
