"""The place box: posted by a page of ours, kept nowhere, and answered by an address that names no number."""

import logging

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.models import Attempt
from schools.views import PLACES

pytestmark = pytest.mark.django_db
ROME = "/quartiers/fresnoy-mackellerie/?rue=rue-de-rome"


@pytest.fixture
def visitor(sample_site):
    return Client(enforce_csrf_checks=True)


def ask(client, text, **headers):
    return client.post("/mon-quartier/", {"lieu": text}, headers=headers)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("12 bis, rue de Rome", ROME),
        ("rue de rome", ROME),
        ("epeule", "/quartiers/epeule/"),
        ("quartier de l’Alma", "/quartiers/alma/"),
        ("ecole littre", "/ecoles/ecole-littre/"),
        ("clg rosa park", "/ecoles/college-rosa-parks/"),
    ],
)
def test_what_is_sure_leads_to_its_page(visitor, typed, address):
    answer = ask(visitor, typed)
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert visitor.get(address).status_code == 200


def test_what_is_not_sure_is_asked(visitor):
    page = ask(visitor, "rue de rm")
    html = page.content.decode()
    assert page.status_code == 200 and "Est-ce bien celui-là" in html
    assert f'href="{ROME}"' in html


def test_what_is_unknown_says_whom_to_call(visitor):
    html = ask(visitor, "zzzz").content.decode()
    assert "Nous ne connaissons pas ce lieu" in html and 'href="tel:' in html


@pytest.mark.parametrize("typed", ["", " ", "\0", "é" * 5000, "<b>", "🙂"])
def test_anything_is_answered(visitor, typed):
    answer = ask(visitor, typed)
    assert answer.status_code == 200 and "<b>" not in answer.content.decode().split("lieu")[1]


def test_no_cookie_and_nothing_kept(visitor):
    for answer in (visitor.get("/mon-quartier/"), ask(visitor, "rue de Rome"), ask(visitor, "zzzz")):
        assert not answer.cookies and "Set-Cookie" not in answer.headers
    assert "no-store" in ask(visitor, "zzzz")["Cache-Control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://ailleurs.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_another_site_is_refused_in_words(visitor, headers):
    answer = ask(visitor, "rue de Rome", **headers)
    assert answer.status_code == 403 and "venait d’un autre site" in answer.content.decode()


def test_our_own_page_is_heard(visitor):
    answer = ask(visitor, "rue de Rome", Origin="http://testserver", **{"Sec-Fetch-Site": "same-origin"})
    assert answer["Location"] == ROME


def test_too_many_is_said_in_words(visitor):
    for _time in range(PLACES.most):
        ask(visitor, "zzzz")
    answer = ask(visitor, "zzzz")
    assert answer.status_code == 429 and "60 recherches de lieu" in answer.content.decode()


def test_what_is_typed_is_neither_stored_nor_logged(visitor, caplog):
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        ask(visitor, "rue de zibeline")
    statements = [query["sql"] for query in asked]
    written = [sql for sql in statements if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert "zibeline" not in caplog.text and "zibeline" not in " ".join(statements)
    assert written and all(Attempt._meta.db_table in sql for sql in written)


def test_who_asks_is_nobody(visitor, admin_user):
    visitor.force_login(admin_user)
    with CaptureQueriesContext(connection) as asked:
        ask(visitor, "rue de Rome")
    assert not [query for query in asked if "django_session" in query["sql"]]


def test_kept_pages_stay_kept(visitor):
    cache.clear()
    visitor.get("/")
    ask(visitor, "rue de Rome")
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/")
    assert len(asked) == 1


@pytest.mark.parametrize("address", ["/", "/centres/", "/mon-quartier/"])
def test_the_box_is_there(visitor, address):
    assert 'action="/mon-quartier/"' in visitor.get(address).content.decode()
