"""Two editors on one sheet, or two sheets of one number: the second is told, and nothing is replaced nor lost."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from actions.models import ActionPage
from directory.models import GlossaryEntry
from portal.models import User
from tests import factories
from tests.editing import drawn_form, edit_url, post_page, send

SAID = "Anne Exemple a enregistré une autre version"


@pytest.fixture
def other_client(client, sample_site):
    anne = User.objects.create_superuser(
        "anne", "anne@passerelles.example", "x", first_name="Anne", last_name="Exemple"
    )
    client.force_login(anne)
    return client


def sent(client, address, data, **changes):
    for name, value in changes.items():
        data[name] = value
    return send(client, address, data)


@pytest.mark.parametrize("button", ["action-publish", "action-submit", ""])
def test_the_second_editor_of_a_sheet_is_asked(other_client, admin_client, button):
    page = factories.action("Chorale")
    opened = drawn_form(admin_client, edit_url(page))
    post_page(other_client, page, "publish", title="Chorale d’Anne")
    buttons = {button: "1"} if button else {}
    answer = sent(admin_client, edit_url(page), opened, title="Chorale de Bernard", **buttons)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert SAID in html
    assert "Chorale de Bernard" in html
    assert "revisions/compare" in html
    assert factories.reload(page).title == "Chorale d’Anne"
    assert factories.reload(page).get_latest_revision_as_object().title == "Chorale d’Anne"


def test_a_version_that_is_none_is_asked_about_as_any_other(other_client, admin_client):
    page = factories.action("Chorale")
    opened = drawn_form(admin_client, edit_url(page))
    post_page(other_client, page, "publish", title="Chorale d’Anne")
    answer = sent(admin_client, edit_url(page), opened, overwrite_revision_id="²")
    assert answer.status_code == 200
    assert "revisions/compare/earliest" in answer.content.decode()


def test_asked_once_the_second_editor_decides(other_client, admin_client):
    page = factories.action("Chorale")
    opened = drawn_form(admin_client, edit_url(page))
    post_page(other_client, page, "publish", title="Chorale d’Anne")
    answer = sent(admin_client, edit_url(page), opened, title="Chorale de Bernard", **{"action-publish": "1"})
    latest = factories.reload(page).latest_revision
    opened["loaded_revision_id"] = str(latest.pk)
    opened["loaded_revision_created_at"] = latest.created_at.isoformat()
    assert f'name="loaded_revision_id" value="{latest.pk}"' in answer.content.decode()
    assert send(admin_client, edit_url(page), opened).status_code == 302
    assert factories.reload(page).title == "Chorale de Bernard"


def test_going_back_to_an_old_version_asks_too(other_client, admin_client):
    page = factories.action("Chorale")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.latest_revision_id])
    opened = drawn_form(admin_client, address)
    post_page(other_client, page, "publish", title="Chorale d’Anne")
    answer = sent(admin_client, address, opened, **{"action-publish": "1"})
    assert SAID in answer.content.decode()
    assert factories.reload(page).title == "Chorale d’Anne"


def test_saving_in_the_background_never_replaces(other_client, admin_client):
    page = factories.action("Chorale")
    opened = drawn_form(admin_client, edit_url(page))
    post_page(other_client, page, title="Chorale d’Anne")
    answer = admin_client.post(edit_url(page), dict(opened.lists()), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error_code"]) == (400, "invalid_revision")


def test_the_second_editor_of_a_word_is_asked(other_client, admin_client):
    word = GlossaryEntry.objects.create(term="Zorglub")
    word.save_revision().publish()
    address = reverse("wagtailsnippets_directory_glossaryentry:edit", args=[word.pk])
    opened = admin_client.get(address).context["form"]
    latest = word.latest_revision
    stale = {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}
    fields = {name: opened[name].value() or "" for name in ("term", "expansion", "explanation", "origin")}
    other_client.post(address, {**fields, "synonyms": "", "expansion": "D’Anne", "action-publish": "1"})
    answer = admin_client.post(address, {**fields, "synonyms": "", "expansion": "De Bernard", **stale})
    html = answer.content.decode()
    assert SAID in html
    assert "De Bernard" in html
    assert GlossaryEntry.objects.get(pk=word.pk).get_latest_revision_as_object().expansion == "D’Anne"


@pytest.mark.parametrize("fault", [IntegrityError("UNIQUE constraint failed"), None])
def test_a_number_taken_while_publishing_is_said_in_the_form(sample_site, admin_client, monkeypatch, fault):
    """The other one is published after this form was read, and before it is stored."""
    page, other = factories.action("Chorale", number=812), factories.action("Théâtre", live=False, number=812)
    ActionPage.objects.filter(pk=page.pk).update(live=False)
    stored = ActionPage.save_revision

    def beaten(self, *args, **kwargs):
        monkeypatch.setattr(ActionPage, "save_revision", stored)
        ActionPage.objects.filter(pk=page.pk).update(live=True)
        if fault:
            raise fault
        return stored(self, *args, **kwargs)

    opened = drawn_form(admin_client, edit_url(other))
    monkeypatch.setattr(ActionPage, "save_revision", beaten)
    monkeypatch.setattr("portal.admin.astray.answered_again", lambda request: _published_again(request, page))
    answer = sent(admin_client, edit_url(other), opened, title="Théâtre d’ombres", **{"action-publish": "1"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Le numéro 812 est celui de « Chorale »" in html
    assert "Théâtre d’ombres" in html
    assert not factories.reload(other).live


def _published_again(request, page):
    """What the other one did is not undone with this request, as it is in one transaction of the test."""
    ActionPage.objects.filter(pk=page.pk).update(live=True)
    match = request.resolver_match
    return match.func(request, *match.args, **match.kwargs).render()
