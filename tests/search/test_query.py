"""Addresses of the search: what they mean, what is ignored and said, and the one way to write each."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.query import LONGEST_TEXT, chosen, read_query, to_request
from tests.search.test_taxonomy import ALL


def read(address, fixed=None):
    return read_query(QueryDict(address), ALL, fixed)


def asked(address):
    return {facet: codes for facet, codes in read(address).selections.items() if codes}


@pytest.mark.parametrize(
    ("address", "selections"),
    [
        ("theme=devoirs", {"theme": ("devoirs",)}),
        ("theme=devoirs&theme=ecole", {"theme": ("ecole", "devoirs")}),
        ("theme=devoirs&theme=devoirs", {"theme": ("devoirs",)}),
        ("age=college&age=7", {"age": ("college", "7")}),
        ("age=07", {"age": ("7",)}),
        ("age=non-precise&age=7&age=3", {"age": ("3", "7", "non-precise")}),
        ("age=", {}),
        ("age=&age=7", {"age": ("7",)}),
        ("theme=", {}),
        ("secteur=cite-sud&secteur=ville-nord", {"secteur": ("ville-nord", "cite-sud")}),
        ("type=action", {"type": ("action",)}),
    ],
)
def test_values_are_read_in_the_order_of_the_vocabulary(address, selections):
    assert asked(address) == selections
    assert read(address).notices == ()


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("couleur=bleu", "« couleur »"),
        ("theme=inconnu", "« theme=inconnu »"),
        ("age=26", "« age=26 »"),
        ("age=-1", "« age=-1 »"),
        ("age=7.5", "« age=7.5 »"),
        ("tri=hasard", "« tri=hasard »"),
        ("page=0", "« page=0 »"),
        ("page=-2", "« page=-2 »"),
        ("page=deux", "« page=deux »"),
        ("age=%D9%A7", "« age=٧ »"),
    ],
)
def test_what_is_unknown_is_ignored_and_said(address, named):
    query = read(address)
    assert len(query.notices) == 1
    assert named in query.notices[0]
    assert query.query_string() == ""


def test_the_rest_of_the_address_still_counts():
    query = read("theme=devoirs&theme=inconnu&couleur=bleu&q=lire")
    assert query.query_string() == "q=lire&theme=devoirs"


def test_many_unknown_names_make_one_notice():
    (notice,) = read("&".join(f"x{number}=1" for number in range(10))).notices
    assert notice.endswith("et 7 autres.")


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("page=2&tri=date&theme=devoirs&age=7&age=college&q=aide",
         "q=aide&age=college&age=7&theme=devoirs&tri=date&page=2"),
        ("page=1", ""),
        ("q=++deux++mots++", "q=deux+mots"),
        ("q=%C3%A9cole", "q=%C3%A9cole"),
        ("type=action&public=parents", "public=parents&type=action"),
    ],
)  # fmt: skip
def test_one_canonical_address(address, canonical):
    assert read(address).query_string() == canonical
    assert read(canonical).query_string() == canonical


def test_a_fixed_facet_is_not_read_from_the_address():
    query = read("type=ressource&theme=devoirs", {"type": ("action",)})
    assert query.selections["type"] == ("action",)
    assert query.query_string(hidden=["type"]) == "theme=devoirs"
    assert chosen(query, {"type": ("action",)}) == [("theme", "devoirs")]


def test_dropping_a_value_goes_back_to_the_first_page():
    query = read("theme=ecole&theme=devoirs&page=3").without("theme", "ecole")
    assert query.query_string() == "theme=devoirs"


@pytest.mark.parametrize(("address", "sort"), [("", "title"), ("q=aide", "relevance"), ("q=aide&tri=titre", "title"),
                                               ("tri=date", "date"), ("tri=pertinence", "relevance")])  # fmt: skip
def test_sorts(address, sort):
    assert to_request(read(address), ALL, site=1, locale="fr", size=20).sort == sort


def test_branches_are_facets_of_their_own_for_the_engine():
    request = to_request(read("secteur=ville-nord&secteur=cite-sud"), ALL, site=1, locale="fr", size=20)
    assert request.selections == {"secteur--ville": ("ville-nord",), "secteur--cite": ("cite-sud",)}
    assert request.facets == ("secteur--toute-la-ville", "secteur--ville", "secteur--cite",
                              "age", "public", "theme", "type")  # fmt: skip


def test_counts_are_not_asked_for_when_they_are_not_wanted():
    assert to_request(read(""), ALL, site=1, locale="fr", size=0, count=False).facets == ()


values = st.text(max_size=40) | st.sampled_from(["devoirs", "college", "7", "non-precise", "2", "date", "ville-nord"])


@given(st.lists(st.tuples(st.sampled_from(["q", "theme", "age", "tri", "page", "secteur", "x"]), values), max_size=8))
def test_any_address_is_read_and_its_canonical_form_is_stable(pairs):
    params = QueryDict(mutable=True)
    for name, value in pairs:
        params.appendlist(name, value)
    query = read_query(params, ALL)
    again = read_query(QueryDict(query.query_string()), ALL)
    assert again.notices == ()
    assert again.query_string() == query.query_string()
    assert len(query.text) <= LONGEST_TEXT
    assert query.text.isprintable()
