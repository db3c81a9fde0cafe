"""A session that ends while somebody types: every way of sending is answered in words, and nothing typed is lost."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

OVER = "Votre session est finie : reconnectez-vous dans un autre onglet, puis enregistrez."
TYPED = {"term": ["Troïka"], "explanation": ['Une « réunion »\r\nà trois\r\n<b>"…"</b>'], "choices": ["1", "2"]}
ADDRESSES = [
    "/admin/pages/add/actions/actionpage/1/",
    "/admin/snippets/directory/glossaryentry/add/",
    "/admin/directory/organization/create/",
    "/admin/termes/new/",
    "/admin/settings/home/portalsettings/1/",
    "/admin/account/",
    "/admin/images/multiple/add/",
]
FETCHED = [
    {"x-requested-with": "XMLHttpRequest"},
    {"accept": "application/json"},
    {"sec-fetch-dest": "empty"},
]


def carried(answer):
    form = BeautifulSoup(answer.content, "html.parser").find("main").find("form")
    fields = form.find_all("input", type="hidden")
    sent = {}
    for field in fields:
        sent.setdefault(field["name"], []).append(field["value"])
    return sent


@pytest.fixture
def strict(db):
    """A browser that Django asks for its token."""
    return Client(enforce_csrf_checks=True)


def token(client):
    client.get(reverse("wagtailadmin_login"))
    return client.cookies["csrftoken"].value


@pytest.mark.parametrize("path", [each for each in ADDRESSES if "multiple" not in each])
def test_a_form_sent_without_a_session_comes_back_with_what_it_held(db, client, path):
    answer = client.post(path, TYPED)
    assert answer.status_code == 401
    assert OVER in answer.content.decode()
    assert {name: carried(answer)[name] for name in TYPED} == TYPED


@pytest.mark.parametrize("headers", FETCHED)
@pytest.mark.parametrize("path", ADDRESSES)
def test_what_a_script_sends_is_answered_in_json(db, client, path, headers):
    answer = client.post(path, TYPED, headers=headers)
    assert (answer.status_code, answer.json()["error_message"]) == (401, OVER)


def test_what_a_script_reads_is_answered_in_json(db, client):
    answer = client.get("/admin/choose-page/", headers=FETCHED[0])
    assert (answer.status_code, answer.json()["error_message"]) == (401, OVER)


def test_a_screen_that_is_only_read_still_leads_to_the_login_screen(db, client):
    assert client.get("/admin/account/").url == "/admin/login/?next=/admin/account/"


def test_the_kept_form_saves_once_connected_again(db, client, admin_user):
    kept = carried(client.post("/admin/snippets/directory/glossaryentry/add/", {**TYPED, "action-publish": ["1"]}))
    client.force_login(admin_user)
    answer = client.post("/admin/snippets/directory/glossaryentry/add/", kept)
    assert answer.status_code in (200, 302)
    assert answer.status_code == 302 or "Troïka" in answer.content.decode()


def test_the_question_before_a_form_is_sent_knows_who_is_connected(admin_client, db):
    address = reverse("still_connected")
    assert admin_client.get(address).status_code == 204
    refused = Client().get(address, headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["error_message"]) == (401, OVER)


def test_a_form_opened_before_the_last_login_keeps_what_it_held(strict, admin_user):
    strict.force_login(admin_user)
    answer = strict.post(
        "/admin/account/", {**TYPED, "csrfmiddlewaretoken": "a" * 32}, headers={"origin": "http://testserver"}
    )
    assert answer.status_code == 403
    assert "enregistrez de nouveau" in answer.content.decode()
    assert {name: carried(answer)[name] for name in TYPED} == TYPED
    again = strict.post("/admin/account/", carried(answer), headers={"origin": "http://testserver"})
    assert again.status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        {},
        {"origin": "null"},
        {"origin": "http://attaque.example"},
        {"origin": "http://attaque.example", "referer": "http://testserver/admin/account/"},
        {"referer": "http://attaque.example/http://testserver/"},
        {"referer": "http://testserver.attaque.example/"},
        {"referer": "http://["},
        {"origin": "http://["},
    ],
)
@pytest.mark.parametrize("connected", [True, False])
def test_a_form_of_another_site_is_never_carried(strict, admin_user, origin, connected):
    if connected:
        strict.force_login(admin_user)
    answer = strict.post("/admin/account/", TYPED, headers=origin)
    assert answer.status_code == 403
    assert "revenir en arrière" in answer.content.decode()
    assert "Troïka" not in answer.content.decode()


def test_autosave_is_told_of_an_old_token_in_json(strict, admin_user):
    strict.force_login(admin_user)
    answer = strict.post(
        "/admin/account/", TYPED, headers={"origin": "http://testserver", "accept": "application/json"}
    )
    assert answer.status_code == 403
    assert "enregistrez de nouveau" in answer.json()["error_message"]


def test_a_file_that_cannot_be_kept_is_named(db, client):
    answer = client.post("/admin/account/", {"avatar-avatar": ContentFile(b"image", "visage.png")})
    assert "visage.png" in answer.content.decode()


def test_a_password_is_never_carried(db, client):
    kept = client.post(
        "/admin/account/", {"password-new_password1": "une phrase secrète", "name_email-last_name": "Nom"}
    )
    assert set(carried(kept)) == {"csrfmiddlewaretoken", "name_email-last_name"}
