"""Addresses of the search: what they mean, what is ignored and said, and the one way to write each."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.queries.query import LONGEST_TEXT, chosen, read_query, to_request
from tests.search.queries.test_taxonomy import ALL


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


def ends(address):
    return {each.column.code: (each.least, each.greatest) for each in read(address).ranges}


@pytest.mark.parametrize(
    ("address", "ranges", "canonical"),
    [
        ("duree-min=30&duree-max=60", {"duree": (30, 60)}, "duree-min=30&duree-max=60"),
        ("duree-max=60&duree-min=60&q=x", {"duree": (60, 60)}, "q=x&duree-min=60&duree-max=60"),
        ("duree-min=60&duree-max=30", {"duree": (30, 60)}, "duree-min=30&duree-max=60"),
        ("duree-min=45,50", {"duree": (45.5, None)}, "duree-min=45.5"),
        ("duree-max=-0.0", {"duree": (None, 0)}, "duree-max=0"),
        ("duree-max=-1.25", {"duree": (None, -1.25)}, "duree-max=-1.25"),
        ("duree-min=1%C2%A0200", {"duree": (1200, None)}, "duree-min=1200"),
        ("duree-min=&duree-max=", {}, ""),
        ("debut-min=05/01/2027", {"debut": (739986, None)}, "debut-min=2027-01-05"),
        ("debut-min=2027-01-05&duree-min=5", {"duree": (5, None), "debut": (739986, None)},
         "duree-min=5&debut-min=2027-01-05"),
    ],
)  # fmt: skip
def test_ranges_are_read_and_written_in_one_way(address, ranges, canonical):
    assert ends(address) == ranges
    assert read(address).notices == ()
    assert read(address).query_string() == read(canonical).query_string() == canonical


@pytest.mark.parametrize(
    "pair",
    ["duree-min=abc", "duree-max=1e9", "duree-min=nan", "duree-min=0x10", "duree-min=٧", "debut-min=2027-02-30",
     "debut-min=5", "debut-max=2027", "prix-min=5", "duree=30", "duree-moins=3"],
)  # fmt: skip
def test_an_end_that_is_not_understood_is_ignored_and_said(pair):
    query = read(pair)
    assert query.ranges == () and query.query_string() == ""
    assert "«" in query.notices[0] and pair.partition("=")[0] in query.notices[0]


def test_dropping_a_range_goes_back_to_the_first_page():
    query = read("duree-min=30&debut-max=2027-01-05&page=3").without_range("duree")
    assert query.query_string() == "debut-max=2027-01-05"


@pytest.mark.parametrize(
    ("sort", "order_by"), [("duree", "duree"), ("-duree", "-duree"), ("prix", "prix"), ("titre", ""), ("", "")]
)
def test_columns_are_orders_of_the_engine(sort, order_by):
    query = read(f"tri={sort}")
    assert query.notices == () and query.sort == sort
    assert to_request(query, ALL, site=1, locale="fr", size=20).order_by == order_by


@pytest.mark.parametrize("sort", ["--duree", "-titre", "lieu", "gratuit", "-", "Duree"])
def test_other_orders_are_unknown(sort):
    assert read(f"tri={sort}").sort == ""


def test_the_engine_is_asked_for_ranges_and_for_what_there_is():
    request = to_request(read("duree-min=30"), ALL, site=1, locale="fr", size=20)
    assert request.ranges == {"duree": (30, None)}
    assert request.spans == ("duree", "debut", "prix")
    assert to_request(read("duree-min=30"), ALL, site=1, locale="fr", size=0, count=False).spans == ()


def test_a_fixed_facet_is_not_read_from_the_address():
    query = read("type=ressource&theme=devoirs", {"type": ("action",)})
    assert query.selections["type"] == ("action",)
    assert query.query_string(hidden=["type"]) == "theme=devoirs"
    assert chosen(query, {"type": ("action",)}) == [("theme", "devoirs")]


def test_dropping_a_value_goes_back_to_the_first_page():
    query = read("theme=ecole&theme=devoirs&page=3").without("theme", "ecole")
    assert query.query_string() == "theme=devoirs"


@pytest.mark.parametrize(("address", "sort"), [("", "order"), ("q=aide", "relevance"), ("q=aide&tri=titre", "title"),
                                               ("tri=ordre", "order"),
                                               ("tri=date", "date"), ("tri=pertinence", "relevance")])  # fmt: skip
def test_sorts(address, sort):
    assert to_request(read(address), ALL, site=1, locale="fr", size=20).sort == sort


def test_branches_are_facets_of_their_own_for_the_engine():
    request = to_request(read("secteur=ville-nord&secteur=cite-sud"), ALL, site=1, locale="fr", size=20)
    assert request.selections == {"secteur--ville": ("ville-nord",), "secteur--cite": ("cite-sud",)}
    assert request.facets == ("secteur--toute-la-ville", "secteur--ville", "secteur--cite",
                              "age", "public", "theme", "gratuit", "type")  # fmt: skip


def test_counts_are_not_asked_for_when_they_are_not_wanted():
    assert to_request(read(""), ALL, site=1, locale="fr", size=0, count=False).facets == ()


names = "q theme age tri page secteur gratuit duree-min duree-max debut-min debut-max prix-min x".split()
values = (
    st.text(max_size=40)
    | st.sampled_from(["devoirs", "college", "7", "non-precise", "2", "date", "ville-nord", "oui", "-duree", "debut"])
    | st.floats().map(str)
    | st.decimals(-(10**12), 10**12, places=4).map(lambda number: str(number).replace(".", ","))
    | st.dates().map(str)
    | st.dates().map(lambda day: f"{day:%d/%m/%Y}")
)


@given(st.lists(st.tuples(st.sampled_from(names), values), max_size=8))
def test_any_address_is_read_and_its_canonical_form_is_stable(pairs):
    params = QueryDict(mutable=True)
    for name, value in pairs:
        params.appendlist(name, value)
    query = read_query(params, ALL)
    again = read_query(QueryDict(query.query_string()), ALL)
    assert again.notices == ()
    assert again.query_string() == query.query_string()
    assert again.ranges == query.ranges
    assert all(each.label for each in query.ranges)
    assert len(query.text) <= LONGEST_TEXT
    assert query.text.isprintable()
