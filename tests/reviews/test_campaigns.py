"""A campaign asks each owner by mail, reminds who is silent, and ends; only its owners answer, by their own link."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from jobs.mails.delivery import deliver
from jobs.models import Mail
from portal.models import PersonalLink, User
from portal.pages import page_models
from reviews import answers, campaigns
from reviews.models import Asked, Campaign, Ownership, Verification
from sheets.freshness import FreshnessMixin
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")
START = "2032-03-01 09:00:00+00:00"
OLD = date(2030, 1, 1)


@pytest.fixture(autouse=True)
def nobody_else(sample_site):
    Mail.objects.all().delete()


def sheet(title, owner=None, **values):
    """A public sheet that is due, answered for by ``owner``: a contact, a group, or nobody."""
    page = factories.action(title, reviewed_on=OLD, **values)
    if owner is not None:
        name = "group" if isinstance(owner, Group) else "contact"
        Ownership.objects.create(page=page.page_ptr, **{name: owner})
    return page


def director(title="Direction du centre", address="direction@centre.example", public=True):
    return factories.contact(title, email=address, public=public)


def campaign(**values):
    common = {"name": "Rentrée", "until": date(2032, 3, 31), "remind_every": 7, "only_due": True}
    return Campaign.objects.create(**{**common, **values})


def asked_of(page):
    return Asked.objects.get(page=page.pk)


def only(*pages):
    """Other sheets of the sample are not due."""
    for model in page_models():
        if issubclass(model, FreshnessMixin):
            model.objects.exclude(pk__in=[page.pk for page in pages]).update(reviewed_on=date(2032, 2, 1))


def links():
    """The addresses in what was sent, the oldest first."""
    deliver()
    return [re.search(r"http\S+(/lien/verifier/\S+)", message.body)[1] for message in outbox.outbox]


def opened(client, address):
    answer = client.get(address)
    return answer, re.findall(rf'href="({re.escape(address)}\d+/)"', answer.content.decode())


def send(client, address, **data):
    return client.post(address, {"opened": "", "website": "", **data})


def suggestion(client, address, **values):
    """What the page of a sheet would send, a moment after it was opened."""
    content = client.get(address).content.decode()
    form = client.get(address).context["form"]
    opening = re.search(r'name="opened" value="([^"]+)"', content)[1]
    texts = {field.name: field.value() for field in form.shown_fields()}
    texts = {name: "\n".join(value) if isinstance(value, list) else value or "" for name, value in texts.items()}
    with travel(timezone.now() + timedelta(seconds=30), tick=False):
        return client.post(address, {**texts, "opened": opening, **values})


@travel(START, tick=False)
def test_each_owner_gets_one_mail_with_all_their_sheets():
    one, other = director(), director("Direction de l’autre", "autre@centre.example")
    only(sheet("A", one), sheet("B", one), sheet("C", other))
    assert campaigns.launch(campaign()) == 3
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["autre@centre.example", "direction@centre.example"]


@travel(START, tick=False)
def test_pressed_twice_it_asks_once():
    only(sheet("A", director()))
    made = campaign()
    assert (campaigns.launch(made), campaigns.launch(made)) == (1, 0)
    assert Mail.objects.count() == 1


@travel(START, tick=False)
def test_who_has_no_address_is_in_the_table_and_gets_nothing():
    page = sheet("A", director(address=""))
    only(page)
    campaigns.launch(campaign())
    assert asked_of(page).addressee is None
    assert not Mail.objects.exists()


@travel(START, tick=False)
def test_without_an_owner_its_author_is_asked():
    author = User.objects.create_user("autrice", "autrice@passerelles.example")
    page = sheet("A")
    page.owner = author
    page.save()
    assert campaigns.owners_of([page])[page.pk].addresses == ("autrice@passerelles.example",)


@travel(START, tick=False)
def test_a_group_answers_too():
    group = Group.objects.get(name="Éditeurs")
    User.objects.create_user("edith", "edith@passerelles.example").groups.add(group)
    only(sheet("A", group))
    campaigns.launch(campaign())
    assert Mail.objects.get().to == "edith@passerelles.example"


@travel(START, tick=False)
def test_following_a_link_changes_nothing(client):
    page = sheet("A", director())
    only(page)
    campaigns.launch(campaign())
    [address] = links()
    answer, [one] = opened(client, address)
    assert answer["Referrer-Policy"] == "no-referrer"
    client.head(one)
    assert client.get(one).status_code == 200
    assert asked_of(page).state == "waiting"


@travel(START, tick=False)
def test_nothing_has_changed_is_one_press(client):
    page = sheet("A", director())
    only(page)
    campaigns.launch(campaign())
    [address] = links()
    _answer, [one] = opened(client, address)
    answer = client.post(one, {"confirmer": "1"})
    assert answer["Location"] == "/verifie/"
    page.refresh_from_db()
    assert page.reviewed_on == date(2032, 3, 1)
    assert asked_of(page).is_noted
    assert re.search("Par.: Direction du centre", client.get(page.get_url()).content.decode())


@travel(START, tick=False)
def test_a_function_that_is_not_public_is_not_named(client):
    page = sheet("A", director(public=False))
    only(page)
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    client.post(one, {"confirmer": "1"})
    assert not Verification.objects.exists()
    assert "Direction du centre" not in client.get(page.get_url()).content.decode()


@travel(START, tick=False)
def test_a_link_has_served_once_all_is_answered(client):
    one = director()
    only(sheet("A", one), sheet("B", one))
    campaigns.launch(campaign())
    [address] = links()
    _answer, pages = opened(client, address)
    assert client.post(pages[0], {"confirmer": "1"})["Location"] == address
    client.post(pages[1], {"confirmer": "1"})
    assert client.get(address).status_code == 410


@travel(START, tick=False)
def test_nobody_answers_for_the_sheets_of_others(client):
    only(sheet("A", director()), sheet("B", director("Autre", "autre@centre.example")))
    campaigns.launch(campaign())
    first, second = links()
    _answer, [own] = opened(client, first)
    stolen = second + own.rstrip("/").rpartition("/")[2] + "/"
    assert client.post(stolen, {"confirmer": "1"}).status_code == 404
    assert set(Asked.objects.values_list("state", flat=True)) == {"waiting"}


@travel(START, tick=False)
def test_what_has_changed_becomes_a_draft_in_review_and_the_public_text_stays(client):
    page = sheet("A", director(), summary="Le mercredi.")
    only(page)
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    answer = suggestion(client, one, summary="Le jeudi.", remarque="Le numéro a\nchangé.")
    assert answer.status_code == 302
    page = type(page).objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.summary, draft.summary) == ("Le mercredi.", "Le jeudi.")
    assert draft.doubts[-1].endswith(", le 1 mars 2032 : Le numéro a changé.")
    assert page.current_workflow_state is not None
    assert asked_of(page).revision_id == page.latest_revision_id


@travel(START, tick=False)
def test_the_draft_of_an_editor_is_not_covered_and_both_are_kept(client):
    page = sheet("A", director(), summary="Le mercredi.")
    only(page)
    page.summary = "Le lundi."
    page.save_revision()
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    suggestion(client, one, summary="Le jeudi.")
    page = type(page).objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().summary == "Le lundi."
    assert asked_of(page).suggestion == {"summary": "Le jeudi."}
    assert answers.write_draft(asked_of(page), None) == ""
    assert type(page).objects.get(pk=page.pk).get_latest_revision_as_object().summary == "Le jeudi."


@travel(START, tick=False)
def test_a_confirmed_sheet_with_a_draft_says_so_to_visitors_and_keeps_its_draft(client):
    page = sheet("A", director(), summary="Le mercredi.")
    only(page)
    page.summary = "Le lundi."
    page.save_revision()
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    client.post(one, {"confirmer": "1"})
    page = type(page).objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.reviewed_on, page.summary) == (date(2032, 3, 1), "Le mercredi.")
    assert (draft.reviewed_on, draft.summary) == (date(2032, 3, 1), "Le lundi.")


@travel(START, tick=False)
def test_a_sheet_that_is_locked_has_its_date_noted_later(client):
    page = sheet("A", director())
    only(page)
    page.locked = True
    page.save()
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    client.post(one, {"confirmer": "1"})
    assert type(page).objects.get(pk=page.pk).reviewed_on == date(2032, 3, 1)
    assert not asked_of(page).is_noted
    type(page).objects.update(locked=False)
    answers.note_confirmations()
    assert asked_of(page).is_noted


@travel(START, tick=False)
def test_an_empty_suggestion_is_asked_again_in_words(client):
    page = sheet("A", director())
    only(page)
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    answer = suggestion(client, one)
    assert answer.status_code == 422
    assert "Rien n’est changé" in answer.content.decode()


@travel(START, tick=False)
def test_the_help_of_the_admin_is_not_shown_to_an_owner(client):
    only(sheet("A", director()))
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    said = client.get(one).content.decode()
    assert "Une ou deux phrases." in said and "doutes" not in said and "souhaiteriez" not in said


@travel(START, tick=False)
def test_a_text_that_comes_back_as_a_browser_writes_it_is_no_change(client):
    page = sheet("A", director(), summary="Le mercredi.\n", easy_french="Une phrase.\nUne autre.")
    only(page)
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    same = {"summary": "Le mercredi.", "easy_french": "Une phrase.\r\nUne autre."}
    assert suggestion(client, one, **same).status_code == 422
    suggestion(client, one, **same, remarque="Le numéro a changé.")
    assert asked_of(page).suggestion == {"remarque": "Le numéro a changé."}


@travel(START, tick=False)
def test_a_second_suggestion_is_not_said_to_be_in_the_draft_of_the_first(client):
    page, other = sheet("A", one := director()), sheet("B", one)
    only(page, other)
    campaigns.launch(campaign())
    _answer, [first, _other] = opened(client, links()[0])
    suggestion(client, first, summary="Le jeudi.")
    suggestion(client, first, summary="Le lundi.")
    assert type(page).objects.get(pk=page.pk).get_latest_revision_as_object().summary == "Le jeudi."
    assert asked_of(page).suggestion == {"summary": "Le lundi."} and asked_of(page).revision is None


@travel(START, tick=False)
def test_a_sheet_withdrawn_meanwhile_is_nobodys_question(client):
    page = sheet("A", director())
    only(page)
    campaigns.launch(campaign())
    [address] = links()
    _answer, [one] = opened(client, address)
    page.unpublish()
    assert client.get(one).status_code == 404
    assert "A</h2>" not in client.get(address).content.decode()


def test_who_is_silent_is_reminded_three_times_and_who_answered_is_not(client):
    with travel(START, tick=False):
        only(sheet("A", director()), sheet("B", director("Autre", "autre@centre.example")))
        campaigns.launch(campaign(until=date(2032, 5, 1)))
        first, _second = links()
        _answer, [one] = opened(client, first)
        client.post(one, {"confirmer": "1"})
    for days in range(1, 60):
        moment = timezone.datetime.fromisoformat(START) + timedelta(days=days)
        with travel(moment, tick=False):
            campaigns.remind()
    assert Mail.objects.filter(to="autre@centre.example").count() == 4
    assert Mail.objects.filter(to="direction@centre.example").count() == 1


def test_after_its_last_day_no_link_opens_anything(client):
    with travel(START, tick=False):
        only(sheet("A", director()))
        campaigns.launch(campaign())
        [address] = links()
    with travel("2032-04-01 09:00:00+00:00", tick=False):
        campaigns.close_ended()
        assert client.get(address).status_code == 410
    assert not PersonalLink.objects.exists()
    assert Campaign.objects.get().state == "closed"


@travel(START, tick=False)
def test_a_campaign_is_of_a_section_and_of_kinds():
    page = sheet("A", director())
    made = campaign(section=page.get_parent())
    assert page.pk in [each.pk for each in campaigns.pages_of(made)]
    made.kinds.set([factories.kind("Balade")])
    assert campaigns.pages_of(made) == []


@travel(START, tick=False)
def test_a_suggestion_sent_twice_is_one_and_is_in_its_draft(client):
    page = sheet("A", director(), summary="Le mercredi.")
    only(page, sheet("B", director("Autre", "autre@centre.example")))
    campaigns.launch(campaign())
    asked = asked_of(page)
    for _press in range(2):
        answers.suggest(Asked.objects.get(pk=asked.pk), {"summary": "Le jeudi.", "remarque": "Plus tard."})
    assert answers.write_draft(Asked.objects.get(pk=asked.pk), None) == ""
    page = type(page).objects.get(pk=page.pk)
    assert asked_of(page).revision_id == page.latest_revision_id
    assert sum("Plus tard." in doubt for doubt in page.get_latest_revision_as_object().doubts) == 1


@travel(START, tick=False)
def test_confirmed_twice_it_is_noted_once(client):
    page = sheet("A", director())
    only(page)
    campaigns.launch(campaign())
    first, second = asked_of(page), asked_of(page)
    answers.confirm(first)
    revisions = page.revisions.count()
    answers.confirm(second)
    assert page.revisions.count() == revisions


@travel(START, tick=False)
def test_the_last_answer_pressed_twice_is_thanked_for(client):
    only(sheet("A", director()))
    campaigns.launch(campaign())
    _answer, [one] = opened(client, links()[0])
    locations = [client.post(one, {"confirmer": "1"})["Location"] for _press in range(2)]
    assert locations == [reverse("verified")] * 2
    assert client.get(one).status_code == 410
