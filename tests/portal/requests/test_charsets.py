"""A header names no other charset than ours: neither for an address, nor for a form."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory

from portal.requests.charsets import Utf8Only

OTHERS = [
    "text/plain; charset=latin-1", "text/plain; charset=utf-16", "text/plain; charset=base64", "x; charset=rot13",
    "application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data; boundary=x; charset=latin-1",
    "text/plain; charset*=zzz''a", f"text/plain; charset={'a' * 20_000}",
]  # fmt: skip
OWN = ["application/x-www-form-urlencoded; charset=UTF-8", "multipart/form-data; boundary=x", "text/plain", ""]


@pytest.fixture(autouse=True)
def one_connection():
    """As Django's own client does: the connection of the test is not closed at the request's end."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def answered(method, path, content_type):
    environ = RequestFactory().generic(method, path, QUERY_STRING="q=%C3%A9cole").environ
    environ["CONTENT_TYPE"] = content_type
    told = []
    body = Utf8Only(WSGIHandler())(environ, lambda status, headers, *_: told.append(int(status[:3])))
    return told[0], b"".join(body).decode()


@pytest.mark.parametrize("content_type", OTHERS + OWN)
def test_no_header_has_an_address_read_otherwise_and_kept_so(sample_site, content_type):
    status, body = answered("GET", "/api/v1/search", content_type)
    assert status == 200
    assert '"q": "école"' in body or '"q": "\\u00e9cole"' in body


@pytest.mark.parametrize("content_type", OTHERS)
def test_a_form_in_another_charset_is_refused_in_words(content_type):
    status, body = answered("POST", "/admin/login/", content_type)
    assert (status, body) == (415, "Envoyez ce formulaire en UTF-8.")


@pytest.mark.parametrize("content_type", OWN)
def test_a_form_in_ours_is_read(db, content_type):
    assert answered("POST", "/admin/login/", content_type)[0] == 403  # it has no token


def test_the_served_application_asks_for_it():
    from portal.wsgi import application

    assert isinstance(application, Utf8Only)
