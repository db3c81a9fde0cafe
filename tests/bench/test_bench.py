"""What is measured is the real thing: pages that answer, searches that find them, engines that count as bitmaps do."""

import json
import os
import subprocess
import sys
import threading
from contextlib import closing
from http.client import RemoteDisconnected
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import pytest
from django.core.management import call_command
from wagtail.models import Page

from bench import client, databases
from bench.against import Side
from bench.against import measure as measure_sides
from bench.asked import documents, requests
from bench.corpus import items
from bench.engines import measure
from bench.figures import growth, table, timed
from bench.loading import load
from bench.scenarios import scenarios
from bench.sites import PORTAL, STOCK
from bench.visitor import Visitor
from resources.models import ResourcePage
from search.indexing.upkeep import rebuild


def test_a_corpus_begins_with_the_smaller_one():
    assert list(items(5)) == list(islice(items(50), 5))


def test_a_corpus_may_be_given(tmp_path):
    file = tmp_path / "corpus.jsonl"
    file.write_text("\n".join(json.dumps(item) for item in items(4)))
    assert list(items(3, file)) == list(items(3))


def test_loaded_sheets_are_pages_like_others(db, client):
    corpus = list(items(30))
    call_command("setup_site", verbosity=0)
    assert load(corpus) == ResourcePage.objects.count() == 30
    assert Page.find_problems() == ([], [], [], [], [])
    rebuild()
    for paths in scenarios(PORTAL.scenarios, corpus).values():
        for path in paths[:5]:
            answer = client.get(path)
            assert answer.status_code == 200 and "Aucun résultat" not in answer.content.decode(), path
    found = client.get("/api/v1/search?theme=aide-aux-devoirs").json()
    assert found["total"] == sum("Aide aux devoirs" in item["themes"] for item in corpus)


def test_two_sites_are_asked_the_same(tmp_path):
    corpus = list(items(30))
    ours, theirs = (scenarios(site.scenarios, corpus) for site in (PORTAL, STOCK))
    assert list(ours) == list(theirs) == ["home", "fiche", "listing", "listing2", "text2"]
    assert [path.split("/")[2] for path in ours["fiche"]] == [path.split("/")[2] for path in theirs["fiche"]]
    assert [path.partition("q=")[2] for path in ours["text2"]] == [path.partition("q=")[2] for path in theirs["text2"]]
    assert len(ours["text2"]) > 20


def test_engines_count_as_bitmaps_do():
    rows = measure(list(items(60)))
    assert [row["engine"] for row in rows] == ["bitmaps", "tantivy"]
    assert rows[1]["floors"] > 1 and rows[1]["size"] > 0
    assert rows[1]["properties"] > 0 and rows[1]["ordered"] > 0


def test_requests_are_of_every_kind_and_always_the_same():
    sample = list(documents(items(40)))
    asked = requests(50, sample)
    assert asked == requests(50, sample)
    assert {(bool(each.text), len(each.selections)) for each in asked} >= {(False, 0), (False, 1), (True, 0)}


def test_growth_and_tables():
    assert growth((10, 1.0), (1000, 10.0)) == pytest.approx(0.5)
    assert table(["a", "b"], [[1, 2.345], [None, 123.4]]).splitlines()[2:] == ["| 1 | 2.35 |", "|  | 123 |"]
    assert timed([lambda: None] * 5, longest=1).p50 < 1


@pytest.fixture
def port():
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            body = b"x" * 100_000
            self.send_response(404 if "absente" in self.path else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *args: None  # the client leaves before the end: nothing to say either
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_the_client_counts_whole_answers(port):
    assert client.measure(port, ["/a", "/b"], clients=3, seconds=5, most=30).rate > 0


def test_the_client_refuses_other_answers(port):
    with pytest.raises(ConnectionError, match="404"):
        client.measure(port, ["/absente"], clients=1, seconds=5, most=3)


def test_the_comparison_asks_both_sites_in_turn(port):
    address = f"http://127.0.0.1:{port}"
    ours, theirs = Side(address, {"home": ["/a"], "fiche": ["/b"]}), Side(address, {"home": ["/c", "/d"]})
    with closing(ours), closing(theirs):
        row = measure_sides(ours, theirs)
    assert [each["page"] for each in row] == ["home"]
    assert row[0]["faster"] == row[0]["rival"].p50 / row[0]["portal"].p50


def test_the_comparison_refuses_other_answers(port):
    side = Side(f"http://127.0.0.1:{port}", {"home": ["/absente"]})
    with closing(side), pytest.raises(RuntimeError, match="absente répond 404"):
        measure_sides(side, side)


@pytest.mark.parametrize("fault", [ConnectionResetError, RemoteDisconnected, BrokenPipeError])
def test_a_visitor_opens_again_what_was_closed_while_nothing_was_asked(port, monkeypatch, fault):
    faults = [fault]
    whole = Visitor._get

    def once(self, *asked):
        if faults:
            raise faults.pop()
        return whole(self, *asked)

    monkeypatch.setattr(Visitor, "_get", once)
    with closing(Visitor(f"http://127.0.0.1:{port}")) as visitor:
        assert visitor.get("/")[0].status == 200


def test_a_site_has_a_database_of_its_own_on_a_given_server(monkeypatch):
    monkeypatch.setattr(databases, "SERVER", "")
    assert databases.environment("portail-10") == {}
    monkeypatch.setattr(databases, "SERVER", "postgres://someone@127.0.0.1:5432/postgres")
    assert databases.environment("portail-10") == {
        "BENCH_DATABASE_URL": "postgres://someone@127.0.0.1:5432/bench-portail-10"
    }


def test_a_given_server_is_reached_although_the_demo_does_without_its_driver(tmp_path):
    given = {"VAR_DIR": str(tmp_path), "BENCH_DATABASE_URL": "postgres://someone@127.0.0.1:5432/bench"}
    environment = {**os.environ, **given, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    asked = "import django; django.setup(); from django.db import connection; print(connection.vendor)"
    command = [sys.executable, "-c", asked]
    assert subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout == "postgresql\n"
