"""RSS of a search: the same search, the latest first, under a title that says what was asked."""

from xml.etree import ElementTree

import pytest

from search.results import feeds

SEARCH = "/recherche/?q=parents&age=8"
FEED = "/recherche/rss/?q=parents&age=8"


def channel(client, address):
    return ElementTree.fromstring(client.get(address).content).find("channel")  # noqa: S314 - our own feed


def links(client, address):
    return [
        item.findtext("link").partition("://")[2].partition("/")[2] for item in channel(client, address).iter("item")
    ]


def test_it_holds_what_the_search_finds(sample_site, client):
    found = client.get(f"/api/v1/{SEARCH.strip('/').replace('recherche/', 'search')}").json()
    assert found["total"] > 20
    shown = links(client, FEED)
    assert len(shown) == min(found["total"], feeds.MOST_ITEMS)
    assert {each["url"].strip("/") for each in found["results"]} <= {link.strip("/") for link in shown}


def test_its_order_and_page_are_its_own(sample_site, client):
    assert links(client, f"{FEED}&tri=titre&page=2") == links(client, FEED)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (FEED, "Recherche : « parents », 8 ans"),
        ("/recherche/rss/?q=devoirs+CE1", "Recherche : « devoirs CE1 », 7\u00a0ans"),
        ("/recherche/rss/?theme=sport", "Recherche : Sport"),
        ("/recherche/rss/", "Recherche : Toutes les pages"),
    ],
)
def test_its_title_says_what_was_asked(sample_site, client, address, title):
    assert channel(client, address).findtext("title") == title


def test_it_leads_back_to_the_search(sample_site, client):
    assert channel(client, f"{FEED}&page=3").findtext("link").endswith("/recherche/?q=parents&age=8")


@pytest.mark.parametrize("address", [SEARCH, "/actions/?q=parents"])
def test_a_list_tells_feed_readers(sample_site, client, address):
    html = client.get(address).content.decode()
    assert 'href="/recherche/rss/?' in html


def test_the_search_page_names_it_in_its_head(sample_site, client):
    head = client.get(SEARCH).content.decode().partition("</head>")[0]
    assert '<link rel="alternate" type="application/rss+xml" title="« parents », 8 ans"' in head


@pytest.mark.parametrize(
    "parameters", ["age=zz&theme=nowhere&page=-1", "q=%00%ff&tri=x", "sans=zz&exact=7", "q=" + "a" * 3000]
)
def test_what_it_does_not_understand_is_no_failure(sample_site, client, parameters):
    assert client.get(f"/recherche/rss/?{parameters}").status_code == 200


def test_a_house_number_stays_in_no_address(sample_site, client):
    answer = client.get("/recherche/rss/", {"q": "aide 12 rue de Rome"})
    assert (answer.status_code, answer["Location"]) == (302, "/recherche/rss/?q=aide+rue+de+Rome")


def test_nothing_that_fits_is_an_empty_feed(sample_site, client):
    assert links(client, "/recherche/rss/?q=permis+de+conduire") == []


def test_robots_leave_it_alone(sample_site, client):
    assert client.get(FEED)["X-Robots-Tag"] == "noindex"
