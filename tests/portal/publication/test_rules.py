"""One owner of publication: every door asks the page, and says the same sentence."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from actions.models import ActionPage
from catalog.models import Term
from directory.models import GlossaryEntry
from portal.models import User
from sheets.twins.copies import make_twin
from tests import factories
from tests.editing import errors_of, post_page
from tests.portal.publication.test_drafts import approve, bulk_publish, said
from tests.sheets.filling.test_fields import press

LACKS = "À remplir avant publication : Durée. Onglet « Propriétés »."
TAKEN = "Le numéro 26 est celui de « Bons baisers de Roubaix » : donnez-en un autre."


@pytest.fixture
def author(sample_site, client):
    user = User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")
    client.force_login(user)
    client.user = user
    return client


def lacking(live):
    """A sheet of before a property became required."""
    page = factories.action(title="Sans durée", live=live, terms=[Term.objects.get(code="cite-nord")])
    factories.prop("Durée", required=True)
    return stored(page)


def stored(page):
    return ActionPage.objects.get(pk=page.pk)


def refusal(act):
    with pytest.raises(ValidationError) as refused:
        act()
    return " ".join(refused.value.messages)


def by_saving(client, page):
    page.live = True
    return refusal(page.save)


def by_its_revision(client, page):
    return refusal(page.get_latest_revision().publish)


def by_the_schedule(client, page):
    past = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
    errors = StringIO()
    call_command("publish_scheduled", stderr=errors)
    return errors.getvalue()


def in_bulk(client, page):
    return said(bulk_publish(client, [page]))


def by_approval(client, page):
    page.get_workflow().start(page, client.user)
    return said(approve(client, page))


def by_filling(client, page):
    factories.prop("Coût")
    return press(client, [page], field="prop:cout")


def by_its_copy(client, page):
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    return said(client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data))


def by_its_twin(client, page):
    twin, _is_new = make_twin(page, client.user)
    return by_its_revision(client, stored(twin))


@pytest.mark.parametrize("door", [by_saving, by_its_revision, by_the_schedule, in_bulk, by_approval, by_its_twin])
def test_a_draft_that_lacks_something_is_refused_at_every_door(author, door):
    page = lacking(live=False)
    assert LACKS in door(author, page)
    assert not stored(page).live


@pytest.mark.parametrize("door", [by_the_schedule, in_bulk, by_approval, by_filling, by_its_copy, by_its_twin])
def test_what_is_public_is_asked_for_it_when_published_again(author, door):
    page = lacking(live=True)
    before = page.live_revision_id
    assert LACKS in door(author, page)
    assert stored(page).live_revision_id == before
    assert not ActionPage.objects.filter(slug="copie").exists()


def test_what_is_public_may_be_saved_and_moved_by_scripts(sample_site):
    page = lacking(live=True)
    page.title = "Autre titre"
    page.save()
    page.move(page.get_parent(), pos="first-child")
    assert stored(page).live and stored(page).title == "Autre titre"


@pytest.mark.parametrize("live", [False, True])
def test_the_form_says_it_beside_the_field_and_once(author, live):
    answer = post_page(author, lacking(live), "publish")
    assert errors_of(answer) == {"prop_duree": ["Champ requis."]}


@pytest.mark.parametrize("live", [False, True])
def test_the_form_lets_a_draft_off(author, live):
    page = lacking(live)
    assert post_page(author, page, title="Autre titre", number="26").status_code == 302
    draft = stored(page).get_latest_revision_as_object()
    assert (draft.title, draft.number, draft.live) == ("Autre titre", 26, live)


def test_what_nothing_public_may_be_is_refused_whatever_saves_it(sample_site):
    page = factories.action()
    page.number = 26
    assert refusal(page.save) == TAKEN
    assert refusal(page.full_clean) == TAKEN
    assert page.publication_problems() == [f"Numéro : {TAKEN} Onglet « Contenu »."]


def test_every_problem_is_said_at_once(sample_site):
    page = lacking(live=False)
    page.summary, page.number = "", 26
    summary, required, number = page.publication_problems()
    assert summary.startswith("Résumé : ") and number.startswith("Numéro : ") and required == LACKS


def test_asking_changes_nothing(sample_site):
    page = lacking(live=False)
    before = page.serializable_data()
    page.publication_problems()
    assert page.serializable_data() == before


def test_an_alias_shows_what_its_source_shows(sample_site):
    page = ActionPage.objects.get(number=26)
    alias = page.create_alias(update_slug="alias")
    factories.prop("Durée", required=True)
    alias.save()
    assert alias.publication_problems() == []


def test_a_word_that_lacks_something_does_not_stop_the_schedule(sample_site):
    word = GlossaryEntry.objects.first()
    word.term = ""
    revision = word.save_revision(clean=False)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    errors = StringIO()
    call_command("publish_scheduled", stderr=errors)
    assert "Mot ou sigle : " in errors.getvalue()
    assert GlossaryEntry.objects.get(pk=word.pk).term
