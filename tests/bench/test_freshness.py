"""What is late is found, what moves by itself is not taken for it, and every random change is one that can be made."""

import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command

from bench.corpus import items
from bench.freshness import Witness
from bench.loading import load
from bench.management.commands.change_at_random import CHANGES
from resources.models import ResourcePage


@pytest.fixture
def witness_of():
    """A witness of a site that answers ``says(host)``."""
    started = []

    def make(says):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = f"{says(self.headers['Host'].partition(':')[0])} à {self.headers['Host']}".encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                """Nothing to say."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append((server, Witness(server.server_port)))
        return started[-1][1]

    yield make
    for server, witness in started:
        witness.close()
        server.shutdown()
        server.server_close()


def test_a_kept_answer_that_says_the_same_is_not_late(witness_of):
    assert not witness_of(lambda host: "la même").finds_late("/")


def test_a_kept_answer_that_says_something_else_is_late(witness_of):
    assert witness_of(lambda host: "neuve" if host == "LOCALHOST" else "gardée").finds_late("/")


def test_what_changes_meanwhile_is_asked_again(witness_of):
    state = iter(["ancienne", "nouvelle", "nouvelle", "nouvelle", "nouvelle", "nouvelle", "nouvelle", "nouvelle"])
    assert not witness_of(lambda host: next(state, "nouvelle")).finds_late("/")


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_can_be_made(db, change):
    call_command("setup_site", verbosity=0)
    load(items(3))
    change(ResourcePage.objects.first(), "changement 1", random.Random(1))
    assert ResourcePage.objects.count() == 3
