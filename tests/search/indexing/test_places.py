"""The order of the site: actions by their number, the livret as its tree, centers, the rest, then ordinary pages."""

import pytest
from wagtail.models import Page

from resources.models import ResourcePage
from search.engines.contract import SearchRequest
from search.engines.registry import get_engine
from search.models import Entry
from tests import factories


@pytest.fixture
def committed(sample_site, django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def in_order():
    asked = SearchRequest(site=Entry.objects.first().site, size=100)
    keys = [hit.key for hit in get_engine().search(asked).hits]
    pages = dict(Entry.objects.values_list("key", "page_id"))
    return [Page.objects.get(pk=pages[key]).specific for key in keys]


def test_actions_by_number_then_the_livret_then_centers_then_the_rest(sample_site):
    pages = in_order()
    kinds = list(dict.fromkeys(page.type_code for page in pages))
    assert kinds[:3] == ["action", "ressource", "centre"] and kinds[-1] == "page"
    numbers = [page.number for page in pages if page.type_code == "action" and page.number]
    assert numbers == sorted(numbers) and len(numbers) > 10
    paths = [page.path for page in pages if page.type_code == "ressource"]
    assert paths == sorted(paths) and len(paths) > 5


def test_an_action_without_a_number_follows_those_that_have_one(committed):
    with committed():
        page = factories.action(title="Atelier sans numéro")
    last = [each for each in in_order() if each.type_code == "action"][-1]
    assert last.pk == page.pk


def test_a_resource_moved_in_its_section_takes_its_new_place(committed):
    first, *_others, last = ResourcePage.objects.live().order_by("path")
    with committed():
        last.move(first, pos="left")
    resources = [page.pk for page in in_order() if page.type_code == "ressource"]
    assert resources == list(ResourcePage.objects.live().order_by("path").values_list("pk", flat=True))
    assert resources[0] == last.pk
