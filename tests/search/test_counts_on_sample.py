"""Totals and counts of the search, compared with the rules read page by page: none may differ."""

import random

import pytest
from django.http import QueryDict
from wagtail.models import Site

from portal.pages import Ages
from search.engines.contract import SearchRequest
from search.engines.registry import get_engine
from search.indexing.entries import all_documents, around, document_of
from search.indexing.lexicon_source import city_lexicon
from search.indexing.needs import load_needs
from search.queries.query import read_query
from search.queries.taxonomy import load_taxonomy
from search.results.service import counts_of, find
from search.text.analysis import Analyzer
from tests.search.brute_force import BruteForce
from tests.search.rules import OLDEST, Rules, named_actors, pages_of_the_site, random_choices, random_pages

WORDS = ["parents", "école", "collège sport", "Roubaix", "aide aux devoirs", "centre social", "famille", "culture"]


@pytest.fixture
def rules(sample_site):
    return Rules(named_actors())


def texts_matched():
    """``{text: keys of the documents that hold its words}``, read document by document."""
    slow = BruteForce(all_documents(), Analyzer(city_lexicon()))
    return {text: set(slow.keys(SearchRequest(text=text, site=Site.objects.get().pk))) for text in WORDS}


def api(client, chosen, text=""):
    query = QueryDict(mutable=True)
    query.setlistdefault("q", [text] if text else [])
    for facet, code in chosen:
        query.appendlist(facet, code)
    return client.get(f"/api/v1/search?{query.urlencode()}").json()


def api_counts(answer):
    return {
        facet: {value["value"]: value["count"] for value in values if value["count"]}
        for facet, values in answer["facets"].items()
    }


def test_200_random_requests_on_the_sample(rules, client):
    ground, chance = rules.ground(pages_of_the_site()), random.Random(2026)
    wrong = []
    for _number in range(200):
        chosen = random_choices(rules, chance)
        answer = api(client, chosen)
        expected = len(ground.matching(chosen)), ground.counts(chosen)
        if (answer["total"], api_counts(answer)) != expected:
            wrong.append((chosen, answer["total"], api_counts(answer), expected))
    assert wrong == []


def test_words_and_filters_together(rules, client):
    pages, chance = pages_of_the_site(), random.Random(7)
    held = texts_matched()
    grounds = {text: rules.ground([page for page in pages if page.key in keys]) for text, keys in held.items()}
    wrong = []
    for text in WORDS * 5:
        chosen = random_choices(rules, chance)
        answer = api(client, chosen, text)
        ground = grounds[text]
        expected = len(ground.matching(chosen)), ground.counts(chosen)
        if (answer["total"], api_counts(answer), answer["corrected"]) != (*expected, None):
            wrong.append((text, chosen, answer["total"], expected[0], answer["corrected"]))
    assert wrong == []


class Generated:
    """A page as the search meets it, with the terms and ages of a made-up one."""

    is_ordinary = False

    def __init__(self, page, locale):
        self.pk, self.kind_code, self.locale = int(page.key.rpartition(":")[2]), page.type, locale
        self.title, self._page = f"Page {self.pk}", page

    def search_terms(self):
        return {facet: sorted(codes) for facet, codes in self._page.terms.items()}

    def search_ages(self):
        if self._page.years is None:
            return None
        every = len(self._page.years) == OLDEST + 1
        return Ages(every=True) if every else Ages(years=tuple(sorted(self._page.years)))

    def search_values(self):
        return {}

    def search_text(self):
        return "Texte."

    def search_keywords(self):
        return []

    def search_date(self):
        return None

    def search_places(self):
        return []

    def search_town(self):
        return "" if self._page.is_away else None

    def search_actors(self):
        return []

    search_hosts = search_actors

    def search_order(self):
        return ""


def test_200_random_requests_on_1000_generated_pages(sample_site):
    rules = Rules()
    taxonomy, chance = load_taxonomy(), random.Random(42)
    given = around(sample_site, taxonomy, load_needs())
    pages = random_pages(rules, 1000, seed=3)
    ground = rules.ground(pages)
    locale = sample_site.root_page.locale
    get_engine().rebuild(document_of(Generated(page, locale), given) for page in pages)
    wrong = []
    for _number in range(200):
        chosen = random_choices(rules, chance)
        params = QueryDict(mutable=True)
        for facet, code in chosen:
            params.appendlist(facet, code)
        found = find(read_query(params, taxonomy), taxonomy, sample_site, "fr")
        counts = {facet: dict(values) for facet, values in counts_of(found.result, taxonomy).items()}
        counts["age"] = {code: n for code, n in counts["age"].items() if not code.isdigit()}
        expected = len(ground.matching(chosen)), ground.counts(chosen)
        if (found.result.total, counts) != expected:
            wrong.append((chosen, found.result.total, expected[0]))
    assert wrong == []
