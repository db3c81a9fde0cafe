"""What an address answers; and that no redirect leads where only this server may go."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs import outside
from jobs.outside import Answer, Refused, Unreachable
from reviews.links import asking
from reviews.links.asking import look_at, may_ask

URL = "https://ville.example/a"


@pytest.fixture(autouse=True)
def every_site(settings):
    settings.LINK_CHECK_HOSTS = ["all"]


@pytest.fixture
def answers(monkeypatch):
    """``{(method, address): Answer or exception}``; what was asked, in order."""
    known, asked = {}, []

    def ask(method, url):
        asked.append((method, url))
        answer = known.get((method, url), known.get(url, Answer(200, "")))
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(asking, "ask", ask)
    return known, asked


def test_one_that_answers_is_asked_by_its_head_alone(answers):
    assert look_at(URL).state == "fine"
    assert answers[1] == [("HEAD", URL)]


@pytest.mark.parametrize("head", [Answer(405, ""), Answer(404, ""), Unreachable("…")])
def test_a_head_that_is_answered_badly_is_asked_again_whole(answers, head):
    answers[0]["HEAD", URL] = head
    assert look_at(URL).state == "fine"
    assert answers[1] == [("HEAD", URL), ("GET", URL)]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(404, ""), "dead"),
        (Answer(410, ""), "dead"),
        (Answer(500, ""), "dead"),
        (Unreachable("Aucun site de ce nom n’est connu."), "dead"),
        (Answer(403, ""), "refused"),
        (Answer(429, ""), "refused"),
        (Refused("Ce nom mène à un réseau privé"), "refused"),
    ],
)
def test_what_each_answer_means(answers, answer, state):
    answers[0][URL] = answer
    found = look_at(URL)
    assert found.state == state and found.reason


@pytest.mark.parametrize(("status", "state"), [(301, "moved"), (308, "moved"), (302, "fine"), (307, "fine")])
def test_a_page_that_moved_for_good_says_where(answers, status, state):
    answers[0][URL] = Answer(status, "/b")
    found = look_at(URL)
    assert (found.state, found.leads_to) == (state, "https://ville.example/b" if state == "moved" else "")


def test_redirects_have_an_end(answers):
    answers[0][URL] = Answer(301, URL)
    assert (look_at(URL).state, len(answers[1])) == ("dead", 6)


def test_a_redirect_to_a_site_that_no_setting_names_is_not_followed(answers, settings):
    settings.LINK_CHECK_HOSTS = ["ville.example"]
    answers[0][URL] = Answer(301, "https://ailleurs.example/")
    assert look_at(URL).leads_to == "https://ailleurs.example/"
    assert answers[1] == [("HEAD", URL)]


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://ville.example/", True),
        ("https://WWW.ville.example/", True),
        ("https://fauxville.example/", False),
        ("https://ville.example.ailleurs.example/", False),
        ("https://[::1", False),
        ("https://", False),
    ],
)
def test_the_setting_names_a_site_and_those_below(settings, url, may):
    settings.LINK_CHECK_HOSTS = ["ville.example"]
    assert may_ask(url) is may


# Where only this server may go: names are those of a resolver that lies.


class Pool:
    """What answers at a public address: a redirect."""

    def __init__(self, location):
        self.location, self.asked = location, []

    def __call__(self, scheme, host, address, port):
        self.asked.append((host, address))
        return self

    def urlopen(self, method, path, **kwargs):
        return self

    status, headers = 302, property(lambda self: {"Location": self.location})

    def close(self):
        pass


def resolver(monkeypatch, names):
    def resolve(host, port, **kwargs):
        found = names[host]
        address = found.pop(0) if isinstance(found, list) else found
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://10.0.0.8/", "http://169.254.169.254/", "http://[::1]/"])
def test_a_private_address_is_not_asked(monkeypatch, url):
    monkeypatch.setattr(outside, "_pool", lambda *args: pytest.fail("asked"))
    assert look_at(url).state == "refused"


def test_a_redirect_to_a_private_address_is_not_followed(monkeypatch):
    pool = Pool("http://interne.example/")
    monkeypatch.setattr(outside, "_pool", pool)
    resolver(monkeypatch, {"ville.example": "93.184.216.34", "interne.example": "192.168.1.1"})
    assert look_at(URL).state == "refused"
    assert pool.asked == [("ville.example", "93.184.216.34")]


def test_a_name_that_says_something_else_a_moment_later_leads_nowhere(monkeypatch):
    pool = Pool("https://ville.example/b")
    monkeypatch.setattr(outside, "_pool", pool)
    resolver(monkeypatch, {"ville.example": ["93.184.216.34", "127.0.0.1"]})
    assert look_at(URL).state == "refused"
    assert pool.asked == [("ville.example", "93.184.216.34")]


@pytest.mark.parametrize(
    "location", ["http://[::1", "javascript:alert(1)", "file:///etc/passwd", "https://" + "é" * 70]
)
def test_a_redirect_that_is_no_address_is_told(answers, location):
    answers[0][URL] = Answer(301, location)
    answers[0][f"{location}"] = Refused("L’adresse doit commencer par http://.")
    assert look_at(URL).state in ("refused", "dead", "fine", "moved")


@given(st.text(max_size=60))
def test_no_redirect_breaks_the_check(location):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outside, "_pool", Pool(location))
        resolver(patch, {"ville.example": "93.184.216.34"})
        patch.setattr(socket, "getaddrinfo", lambda host, port, **_k: [(2, 1, 6, "", ("93.184.216.34", port))])
        assert look_at(URL).state in ("fine", "moved", "dead", "refused")
