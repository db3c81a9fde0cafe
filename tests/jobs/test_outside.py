"""Asking another site: never where only this server may go, whatever a name says, and says a moment later."""

import socket
import threading
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs import outside


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("ftp://ville.example/", "commencer"),
        ("file:///etc/passwd", "commencer"),
        ("https://", "aucun site"),
        ("https://moi:secret@ville.example/", "nom d’utilisateur"),
        ("https://ville.example:8080/", "port"),
        ("https://ville.example:99999/", "lue"),
        ("https://ville.example/\r\nHost: x", "aucun site"),
        ("https://[::1", "lue"),
    ],
)
def test_an_address_that_is_none_is_refused_in_words(url, word):
    assert word in outside.check_address(url)
    with pytest.raises(outside.Refused):
        outside.ask("GET", url)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.1", "0", "127.1", "[::]", "[::1]", "[::ffff:127.0.0.1]", "localhost", "localhost."]
)
def test_no_way_of_writing_this_very_server_is_asked(host):
    with pytest.raises((outside.Refused, outside.Unreachable)):
        outside.ask("GET", f"http://{host}/")


@pytest.mark.parametrize("host", ["é" * 80, "é..example", "xn--é.example"])
def test_a_name_that_cannot_be_written_is_no_site(host):
    with pytest.raises(outside.Unreachable):
        outside.ask("GET", f"https://{host}/")


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_an_address(text):
    for url in (text, f"https://{text}", f"https://ville.example/{text}"):
        assert isinstance(outside.check_address(url), str)


def names(monkeypatch, *addresses):
    """Each time the name is resolved, the next of ``addresses``."""
    asked = iter(addresses)

    def resolve(host, port, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in next(asked)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
        "::127.0.0.1", "fec0::1", "64:ff9b:1::7f00:1", "2001::1", "240.0.0.1",
    ],
)  # fmt: skip
def test_a_private_network_is_not_asked(monkeypatch, address):
    names(monkeypatch, [address])
    with pytest.raises(outside.Refused):
        outside.public_address("ville.example", 443)


def test_a_name_with_one_private_address_among_others_is_not_asked(monkeypatch):
    names(monkeypatch, ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(outside.Refused):
        outside.public_address("ville.example", 443)


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch):
    """A name that says « public », then « private », is asked once only."""
    connected = []

    def connect(address, *args, **kwargs):
        connected.append(address[0])
        raise OSError("absent")

    names(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    with pytest.raises(outside.Unreachable):
        outside.ask("GET", "http://ville.example/")
    assert connected == ["8.8.8.8"]


def test_a_name_that_nobody_knows_is_told(monkeypatch):
    def resolve(*args, **kwargs):
        raise socket.gaierror("inconnu")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(outside.Unreachable):
        outside.ask("GET", "https://nulle-part.example/")


@pytest.fixture
def served(monkeypatch):
    """A site of this machine, taken for a public one."""
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    asked = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Host"]))
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1/secret")
            self.end_headers()

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Site) as server:
        monkeypatch.setitem(outside.PORTS, "http", server.server_port)
        monkeypatch.setattr(outside, "public_address", lambda host, port: "127.0.0.1")
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield asked
        server.shutdown()
        thread.join()


def test_a_redirect_is_told_and_not_followed(served):
    answer = outside.ask("GET", "http://ville.example/page?a=b")
    assert (answer.status, answer.location) == (302, "http://127.0.0.1/secret")
    assert served == [("/page?a=b", "ville.example")]


@pytest.fixture
def trickling(monkeypatch):
    """A site that sends a letter of its answer from time to time, for ever."""
    over = threading.Event()

    def answer(server):
        connection, _address = server.accept()
        with connection, suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not over.wait(0.05):
                connection.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setitem(outside.PORTS, "http", server.getsockname()[1])
        monkeypatch.setattr(outside, "public_address", lambda host, port: "127.0.0.1")
        monkeypatch.setattr(outside, "WHOLE", 0.4)
        thread = threading.Thread(target=answer, args=[server])
        thread.start()
        yield
        over.set()
        thread.join()


def test_a_site_that_answers_a_letter_at_a_time_is_left(trickling):
    with pytest.raises(outside.Unreachable):
        outside.ask("GET", "http://ville.example/")
