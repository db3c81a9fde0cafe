"""What a page answers to: its terms, their parents, everything for « vaut pour tout »; ages in one facet."""

import pytest

from portal.pages import Ages
from search.queries.properties import Property
from search.queries.taxonomy import NO_AGE, YEARS, Facet, Taxonomy, TermRow, load_taxonomy
from tests import factories

THEME = Facet("theme", "Thème", terms=(TermRow("ecole", "École"), TermRow("devoirs", "Devoirs", parent="ecole")))
PUBLIC = Facet(
    "public",
    "Public",
    terms=(TermRow("tous", "Tous", matches_all=True), TermRow("parents", "Parents", synonyms=("papa", "maman"))),
)
SECTOR = Facet(
    "secteur",
    "Secteur",
    by_branch=True,
    terms=(
        TermRow("toute-la-ville", "Toute la ville", matches_all=True),
        TermRow("ville", "Ville"),
        TermRow("ville-nord", "Nord", parent="ville"),
        TermRow("cite", "Cité"),
        TermRow("cite-sud", "Sud", parent="cite"),
    ),
)
AGE = Facet(
    "age",
    "Âge",
    terms=(
        TermRow("tous-ages", "Tous les âges", matches_all=True, span=(0, 25)),
        TermRow("maternelle", "Maternelle", span=(3, 5)),
        TermRow("college", "Collège", span=(11, 14)),
    ),
)
FREE = Facet("gratuit", "Gratuit", terms=(TermRow("oui", "Oui"), TermRow("non", "Non")), is_yes_no=True)
PROPERTIES = (
    Property("gratuit", "Gratuit", "yesno", is_filter=True),
    Property("duree", "Durée", "number", "min", is_filter=True, is_sortable=True),
    Property("debut", "Début", "date", is_filter=True, is_sortable=True),
    Property("prix", "Prix", "number", "€", is_sortable=True),
    Property("lieu", "Lieu", "text", is_listed=True),
)
TYPES = Facet("type", "Type", terms=(TermRow("action", "Actions"),))
ALL = Taxonomy((SECTOR, AGE, PUBLIC, THEME, FREE, TYPES), PROPERTIES)


@pytest.mark.parametrize(
    ("facet", "codes", "answers"),
    [
        (THEME, ["devoirs"], {"theme": ("ecole", "devoirs")}),
        (THEME, ["ecole"], {"theme": ("ecole",)}),
        (THEME, [], {}),
        (THEME, ["inconnu"], {}),
        (PUBLIC, ["parents"], {"public": ("parents",)}),
        (PUBLIC, ["tous"], {"public": ("tous", "parents")}),
        (SECTOR, ["ville-nord"], {"secteur--ville": ("ville", "ville-nord")}),
        (SECTOR, ["ville-nord", "cite-sud"], {"secteur--ville": ("ville", "ville-nord"),
                                              "secteur--cite": ("cite", "cite-sud")}),
        (SECTOR, ["toute-la-ville"], {"secteur--toute-la-ville": ("toute-la-ville",),
                                      "secteur--ville": ("ville", "ville-nord"),
                                      "secteur--cite": ("cite", "cite-sud")}),
    ],
)  # fmt: skip
def test_what_a_page_answers_to(facet, codes, answers):
    assert facet.expand(codes) == answers


def test_two_terms_that_stand_for_everything_are_two_values():
    facet = Facet("x", "X", terms=(TermRow("a", "A", matches_all=True), TermRow("b", "B", matches_all=True)))
    assert facet.expand(["a"]) == {"x": ("a",)}


@pytest.mark.parametrize(
    ("ages", "codes"),
    [
        (None, (NO_AGE,)),
        (Ages(years=(4, 5, 6)), ("maternelle", "4", "5", "6")),
        (Ages(years=(7,)), ("7",)),
        (Ages(years=(5, 11)), ("maternelle", "college", "5", "11")),
        (Ages(every=True), ("tous-ages", "maternelle", "college", *YEARS)),
    ],
)
def test_age_is_one_facet(ages, codes):
    assert ALL.age_codes(ages) == codes


def test_a_page_s_facets_are_of_its_type_terms_and_ages():
    facets = ALL.expand("action", {"theme": ["devoirs"], "age": ["college"], "oublie": ["x"]}, None)
    assert facets == {"type": ("action",), "theme": ("ecole", "devoirs"), "age": (NO_AGE,)}


def test_words_are_labels_and_synonyms():
    words = ALL.words({"public": ["parents"], "theme": ["devoirs"]}, Ages(years=(4,)))
    assert words == ["Parents", "papa", "maman", "Devoirs", "Maternelle"]


@pytest.mark.parametrize(("code", "label"), [("0", "0 an"), ("1", "1 an"), ("7", "7 ans"), (NO_AGE, "Âge non précisé")])
def test_labels_of_ages(code, label):
    assert ALL.label("age", code) == label


def test_a_year_is_accepted_up_to_the_oldest():
    assert ALL.accepts("age", "25")
    assert not ALL.accepts("age", "26")
    assert not ALL.accepts("theme", "25")


def test_filters_are_vocabularies_then_properties_then_types():
    codes = [each.code for each in ALL.filters]
    assert codes == ["secteur", "age", "public", "theme", "gratuit", "duree", "debut", "type"]
    assert [column.code for column in ALL.columns] == ["duree", "debut", "prix"]


def test_a_yes_or_a_no_is_nothing_without_its_name():
    assert ALL.chip_label("gratuit", "oui") == "Gratuit\u00a0: oui"
    assert ALL.chip_label("theme", "ecole") == "École"


def test_a_vocabulary_keeps_its_name_against_a_property(sample_site):
    factories.prop("Thème", "yesno", code="theme", facet=True)
    facets = [facet for facet in load_taxonomy().facets if facet.code == "theme"]
    assert [facet.is_yes_no for facet in facets] == [False]


@pytest.mark.parametrize("values", [{"retired": True}, {"visibility": "editors"}])
def test_what_is_not_public_is_not_read(sample_site, values):
    factories.prop("Gratuit", "yesno", facet=True, **values), factories.prop("Durée", facet=True, **values)
    taxonomy = load_taxonomy()
    assert taxonomy.properties == () and "gratuit" not in taxonomy.by_code


def test_the_site_s_facets(sample_site):
    taxonomy = load_taxonomy()
    codes = ["secteur", "age", "public", "theme", "type-ressource", "axe", "suite", "reseau", "ici", "type"]
    assert [facet.code for facet in taxonomy.offered] == codes, "type-structure is no facet"
    assert taxonomy.by_code["secteur"].engine_names == (
        "secteur--toute-la-ville", "secteur--ville", "secteur--cite-educative"
    )  # fmt: skip
    types = [term.code for term in taxonomy.by_code["type"].terms]
    assert types == ["ressource", "action", "centre", "evenement", "page"]


def test_it_is_read_in_five_queries(sample_site, django_assert_num_queries):
    with django_assert_num_queries(5):
        load_taxonomy()


def test_a_vocabulary_that_is_no_facet_is_known_but_not_offered(sample_site):
    factories.vocabulary(terms=["Arabe"], is_facet=False)
    taxonomy = load_taxonomy()
    assert "langue" in taxonomy.by_code
    assert "langue" not in [facet.code for facet in taxonomy.offered]
