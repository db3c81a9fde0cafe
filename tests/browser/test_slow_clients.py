"""The server that we ship stays up under slow connections, and under a process that holds the database."""

import socket
import sqlite3
import urllib.error
import urllib.request
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest

SLOW = 200  # connections
SOON = 2  # seconds
COOKIE = "csrftoken=" + "a" * 32  # without one, Django answers before it reads the body
BEGINNINGS = {
    "nothing": "",
    "headers": "GET / HTTP/1.1\r\nHost: {host}\r\nX-Slow: ",
    "body": "POST /admin/login/ HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Length: 5000\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=",
    "chunks": "POST /admin/login/ HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nTransfer-Encoding: chunked\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\n9\r\nuser",
}


def status(address, **options):
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 Firefox/140.0"})
    try:
        with urllib.request.urlopen(request, timeout=SOON, **options) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_two_hundred_slow_connections_keep_nobody_from_a_page(site, kind):
    host = urlsplit(site.url).netloc
    beginning = BEGINNINGS[kind].format(host=host, cookie=COOKIE).encode()
    with ExitStack() as connections:
        for _ in range(SLOW):
            slow = connections.enter_context(socket.create_connection(urlsplit(site.url).netloc.split(":"), SOON))
            slow.sendall(beginning)
        assert status(f"{site.url}/") == 200
        assert status(f"{site.url}/recherche/?q=sport&page=1&x={kind}") == 200
        assert status(f"{site.url}/admin/login/") == 200


def test_a_whole_upload_arrives(site):
    body = b"a" * 3_000_000
    request = urllib.request.Request(f"{site.url}/admin/login/", body, {"Content-Type": "application/octet-stream"})
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(request, timeout=10):
        pass
    assert refused.value.code == 403  # by Django, which has no cookie to compare
    refused.value.close()


def test_visitors_do_not_wait_for_a_process_that_holds_the_database(editable_site):
    with closing(sqlite3.connect(editable_site.folder / "portal.sqlite3", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        for path in ("/", "/recherche/?q=zorglubique", "/api/v1/search?q=sport", "/actions/", "/nulle-part/"):
            assert status(editable_site.url + path) == (404 if path == "/nulle-part/" else 200), path
        holder.execute("ROLLBACK")
