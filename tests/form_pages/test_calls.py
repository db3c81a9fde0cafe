"""A call for projects: told by link, decided by those who read, public only by the one line that was chosen."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from form_pages.calls import UNDECIDED, decide
from form_pages.forgetting import forget_answers
from form_pages.models import Answer, Application, FormPage
from jobs.models import Mail
from portal.models import User
from tests.editing import drawn_record
from tests.form_pages.making import form_page, send

pytestmark = pytest.mark.usefixtures("sample_site")

TITLE, MAIL, TEXT = {"label": "Titre du projet"}, {"label": "Courriel", "field_type": "email"}, {"label": "Récit"}
State = Application.State


def call(**values):
    chosen = {"kept_question": "Titre du projet", "shows_kept": True, "criteria": "Un projet commun.", "keep_days": 30}
    chosen["closes"] = timezone.now() + timedelta(days=10)
    return form_page(TITLE, MAIL, TEXT, title="Identité remarquable", is_call=True, **{**chosen, **values})


def apply(client, page, number=1):
    answers = {"titre_du_projet": f"Journal {number}", "courriel": f"e{number}@ecole.example", "recit": "Le récit."}
    send(client, page, **answers)
    return Application.objects.latest("pk")


def link():
    return re.search(r"http\S+(/lien/candidature/\S+)", Mail.objects.filter(about="candidature").latest("pk").text)[1]


def closed(page):
    FormPage.objects.filter(pk=page.pk).update(closes=timezone.now() - timedelta(hours=1))
    return FormPage.objects.get(pk=page.pk)


def reader_of(page):
    group = Group.objects.create(name="Jury")
    group.permissions.set(Group.objects.get(name="Éditeurs").permissions.filter(codename="access_admin"))
    page.readers.add(group)
    page.save()
    account = User.objects.create_user("jury", email="jury@passerelles.example")
    account.groups.add(group)
    return account


def test_its_criteria_and_its_end_are_said_before_the_questions(client):
    text = client.get(call().get_url()).content.decode()
    assert text.index("Un projet commun.") < text.index("Répondez avant le") < text.index("Récit")


def test_whoever_applies_is_acknowledged_with_a_link_and_nothing_of_the_answer_travels(client):
    apply(client, call())
    mail = Mail.objects.get(about="candidature")
    assert (mail.to, mail.subject) == ("e1@ecole.example", "Candidature reçue : Identité remarquable")
    assert "Journal" not in mail.text + mail.html
    page = client.get(link())
    assert "Votre candidature est reçue." in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("state", "words"), [("examined", "est examinée"), ("kept", "est retenue"), ("refused", "n’est pas retenue")]
)
def test_each_change_is_written_about_once_and_read_by_the_link(client, state, words):
    application = apply(client, call())
    assert decide(application, state) and not decide(application, state)
    assert Mail.objects.filter(about="candidature").count() == 2
    assert words in client.get(link()).content.decode()


def test_a_decision_taken_back_and_taken_again_is_written_about_each_time(client):
    application = apply(client, call())
    for state in (State.KEPT, State.REFUSED, State.KEPT):
        decide(application, state)
    assert Mail.objects.filter(about="candidature").count() == 4


def test_an_answer_is_kept_from_the_decision_on(client):
    page = call()
    application = apply(client, page)
    assert Answer.objects.get().purge_at == page.closes + UNDECIDED
    decided = timezone.now() + timedelta(days=100)
    with travel(decided, tick=False):
        decide(application, State.REFUSED)
    assert Answer.objects.get().purge_at == decided + timedelta(days=30)


def test_a_decision_that_is_undone_waits_again(client):
    page = call()
    application = apply(client, page)
    decide(application, State.KEPT)
    decide(application, State.EXAMINED)
    assert Answer.objects.get().purge_at == page.closes + UNDECIDED


def test_who_takes_it_back_is_forgotten_within_a_week_and_decided_no_more(client):
    application = apply(client, call())
    address = link()
    client.get(address)
    application.refresh_from_db()
    assert application.state == State.RECEIVED
    client.post(address)
    client.post(address)
    assert not decide(application, State.KEPT)
    assert "est retirée" in client.get(address).content.decode()
    assert forget_answers(timezone.now() + timedelta(days=8)) == 1


def test_what_is_kept_is_public_by_its_title_alone_once_all_is_decided(client):
    page = call()
    first, second, third = [apply(client, page, number) for number in (1, 2, 3)]
    decide(first, State.KEPT)
    decide(second, State.REFUSED)
    for here in (page, closed(page)):
        assert "Journal 1" not in client.get(here.get_url()).content.decode()
    decide(third, State.KEPT)
    text = client.get(page.get_url()).content.decode()
    assert "Journal 1" in text and "Journal 3" in text
    assert "Journal 2" not in text and "Le récit." not in text and "ecole.example" not in text


@pytest.mark.parametrize(
    ("values", "is_public"),
    [({"shows_kept": False}, False), ({"shows_kept": False, "level": 3}, True), ({"kept_question": ""}, False)],
)
def test_it_is_public_where_the_editor_chose_so(client, values, is_public):
    page = call(**values)
    told = "sera publiée sur cette page" in client.get(page.get_url()).content.decode()
    decide(apply(client, page), State.KEPT)
    assert ("Journal 1" in client.get(closed(page).get_url()).content.decode()) is is_public
    assert told is is_public  # nobody applies without knowing it


def test_the_names_outlast_the_answers_where_they_are_public(client):
    page = call()
    for number in (1, 2):
        decide(apply(client, page, number), (State.KEPT, State.REFUSED)[number - 1])
    page = closed(page)
    assert forget_answers(timezone.now() + timedelta(days=31)) == 2
    text = client.get(page.get_url()).content.decode()
    assert "Journal 1" in text and "Journal 2" not in text


@pytest.mark.parametrize(
    ("fields", "values", "words"),
    [
        ([TITLE], {}, "Courriel"),
        ([TITLE, MAIL], {"kept_question": "Récit"}, "Récit"),
        ([TITLE, MAIL], {"kept_question": "Courriel"}, "Courriel"),
    ],
)
def test_what_cannot_work_is_not_published(fields, values, words):
    page = form_page(*fields)
    for name, value in {"is_call": True, **values}.items():
        setattr(page, name, value)
    assert words in " ".join(page.publication_problems())


def test_those_who_read_the_answers_decide(client):
    page = call()
    application = apply(client, page)
    client.force_login(reader_of(page))
    address = reverse("application_state", args=[application.pk])
    listed = client.get(reverse("wagtailforms:list_submissions", args=[page.pk])).content.decode()
    assert f'href="{address}">Reçue' in listed
    assert "Le récit." in client.get(address).content.decode()
    assert client.post(address, {"state": "kept"}).status_code == 302
    application.refresh_from_db()
    assert application.state == State.KEPT


@pytest.mark.parametrize("state", ["withdrawn", "", "x"])
def test_a_state_that_readers_do_not_give_is_refused(client, state):
    page = call()
    application = apply(client, page)
    client.force_login(reader_of(page))
    assert client.post(reverse("application_state", args=[application.pk]), {"state": state}).status_code == 200
    application.refresh_from_db()
    assert application.state == State.RECEIVED


def test_what_a_colleague_decided_meanwhile_is_not_covered_by_an_old_tab(client):
    page = call()
    application = apply(client, page)
    client.force_login(reader_of(page))
    address = reverse("application_state", args=[application.pk])
    drawn = drawn_record(client, address)
    client.post(address, {"state": "kept"})
    mails = Mail.objects.count()
    answer = client.post(address, {**drawn.dict(), "state": "refused"}, follow=True)
    assert "quelqu’un a noté « Retenue » entre-temps" in answer.content.decode()
    application.refresh_from_db()
    assert application.state == State.KEPT and Mail.objects.count() == mails
    client.post(address, {**drawn_record(client, address).dict(), "state": "refused"})
    application.refresh_from_db()
    assert application.state == State.REFUSED


def kept_name(client):
    page = call()
    decide(apply(client, page), State.KEPT)
    page = closed(page)
    forget_answers(timezone.now() + timedelta(days=31))
    return page


def test_a_name_that_outlasted_its_answer_may_be_taken_away(client):
    page = kept_name(client)
    session = Client(enforce_csrf_checks=True)
    session.force_login(reader_of(page))
    screen = reverse("kept_names", args=[page.pk])
    html = session.get(screen).content.decode()
    sent = {"project": page.kept_projects.get().pk}
    assert session.post(screen, sent).status_code == 403
    sent["csrfmiddlewaretoken"] = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    for _time in range(2):
        assert session.post(screen, sent).url == screen
    assert "Journal 1" not in client.get(page.get_url()).content.decode()


def test_only_those_who_read_the_answers_take_a_name_away(client, admin_client):
    page, other = kept_name(client), call()
    account = reader_of(other)
    client.force_login(account)
    name = page.kept_projects.get()
    for form in (page, other):
        client.post(reverse("kept_names", args=[form.pk]), {"project": name.pk})
    assert client.get(reverse("kept_names", args=[page.pk])).status_code == 404
    assert page.kept_projects.exists()


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30])
def test_a_name_that_is_none_is_told(client, key):
    page = kept_name(client)
    client.force_login(reader_of(page))
    assert client.post(reverse("kept_names", args=[page.pk]), {"project": key}).status_code == 302


def test_decided_twice_it_is_said_to_be_noted(admin_client):
    application = apply(Client(), call())
    address = reverse("application_state", args=[application.pk])
    for _press in range(2):
        said = admin_client.post(address, {"seen": State.RECEIVED, "state": State.KEPT}, follow=True).content.decode()
    assert "C’était déjà noté" in said
    assert "Rien n’a changé" not in said
