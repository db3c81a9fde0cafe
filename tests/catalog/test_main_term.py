"""The main term of a vocabulary is the one that the editor says, among those that are ticked."""

import pytest
from bs4 import BeautifulSoup

from catalog.forms import PREFIX
from catalog.models import PageTerm, Term
from catalog.term_boxes import MANY
from sheets.twins.copies import make_twin
from tests import factories
from tests.editing import edit_url, post_page

NAME = f"{PREFIX}langue"


@pytest.fixture
def languages(sample_site):
    vocabulary = factories.vocabulary(terms=["Arabe", "Russe", "Turc"])
    return [str(term.pk) for term in vocabulary.terms.order_by("sort_order")]


@pytest.fixture
def page(languages):
    return factories.action()


def chosen(page):
    return [str(term.pk) for term in factories.reload(page).get_latest_revision_as_object().own_terms["langue"]]


def select(client, page):
    screen = BeautifulSoup(client.get(edit_url(page)).content, "html.parser")
    return screen.find("select", {"name": f"{NAME}-main"})


def test_the_term_that_is_said_comes_first(page, languages, admin_client):
    arabic, russian, turkish = languages
    post_page(admin_client, page, **{NAME: languages, f"{NAME}-main": turkish})
    assert chosen(page) == [turkish, arabic, russian]
    post_page(admin_client, page, **{f"{NAME}-main": russian})
    assert chosen(page) == [russian, turkish, arabic]


def test_saving_again_changes_nothing(page, languages, admin_client):
    post_page(admin_client, page, **{NAME: languages, f"{NAME}-main": languages[2]})
    before = chosen(page)
    post_page(admin_client, page, title="Un autre titre")
    assert chosen(page) == before


def test_the_published_page_shows_it_first(page, languages, admin_client):
    post_page(admin_client, page, "publish", **{NAME: languages, f"{NAME}-main": languages[2]})
    (group,) = [each for each in factories.reload(page).term_groups if each.vocabulary.code == "langue"]
    assert [term.label for term in group.terms] == ["Turc", "Arabe", "Russe"]


def test_a_main_term_that_is_not_ticked_is_none(page, languages, admin_client):
    post_page(admin_client, page, **{NAME: languages[:2], f"{NAME}-main": languages[1]})
    post_page(admin_client, page, **{NAME: languages[:1], f"{NAME}-main": languages[1]})
    assert chosen(page) == languages[:1]


@pytest.mark.parametrize("text", ["", "abc", "9" * 40])
def test_what_names_no_term_leaves_the_order(page, languages, admin_client, text):
    post_page(admin_client, page, **{NAME: languages, f"{NAME}-main": languages[2]})
    before = chosen(page)
    post_page(admin_client, page, **{f"{NAME}-main": text})
    assert chosen(page) == before


def test_the_choice_is_offered_among_the_ticked_ones(page, languages, admin_client):
    assert select(admin_client, page).parent.has_attr("hidden")
    post_page(admin_client, page, **{NAME: languages[1:], f"{NAME}-main": languages[2]})
    drawn = select(admin_client, page)
    assert [option["value"] for option in drawn.find_all("option")] == [languages[2], languages[1]]
    assert not drawn.parent.has_attr("hidden")


def test_another_main_term_is_a_change(page, languages, admin_client):
    post_page(admin_client, page, **{NAME: languages, f"{NAME}-main": languages[0]})
    first = factories.reload(page).latest_revision
    post_page(admin_client, page, **{f"{NAME}-main": languages[1]})
    form_sees = factories.reload(page).get_latest_revision()
    assert form_sees.pk != first.pk
    assert chosen(page)[0] == languages[1]


def many_terms(number):
    return factories.vocabulary(is_facet=False, terms=[f"Terme {each}" for each in range(number)])


def test_a_long_vocabulary_draws_the_boxes_that_are_ticked(sample_site, admin_client):
    light = len(admin_client.get(edit_url(factories.action())).content)
    terms = [str(term.pk) for term in many_terms(2 * MANY).terms.all()]
    page = factories.action()
    post_page(admin_client, page, **{NAME: terms[:3]})
    answer = admin_client.get(edit_url(page))
    assert len(answer.content) - light < 2 * MANY * 90
    screen = BeautifulSoup(answer.content, "html.parser")
    assert [box["value"] for box in screen.select(f"[type=checkbox][name={NAME}]")] == terms[:3]
    assert len(screen.select(f"[data-term-search={NAME}] option")) == 2 * MANY


def test_a_long_vocabulary_is_saved_as_another(sample_site, admin_client):
    terms = [str(term.pk) for term in many_terms(2 * MANY).terms.all()]
    page = factories.action()
    post_page(admin_client, page, **{NAME: [terms[1], terms[250]], f"{NAME}-main": terms[250]})
    assert chosen(page) == [terms[250], terms[1]]
    post_page(admin_client, page, **{NAME: []})
    assert chosen(page) == []


def with_main(client, page, languages):
    post_page(client, page, "publish", **{NAME: languages, f"{NAME}-main": languages[2]})
    return factories.reload(page)


def test_the_main_term_travels_in_a_copy(page, languages, admin_client):
    page = with_main(admin_client, page, languages)
    copy = page.copy(update_attrs={"slug": "copie", "title": "Copie", "number": 999})
    assert chosen(copy) == [languages[2], *languages[:2]]


def test_the_main_term_travels_in_a_twin(page, languages, admin_client, admin_user):
    page.page_terms.add(PageTerm(term=Term.objects.get(code="cite-nord"), sort_order=9))
    page.save_revision().publish()
    page = with_main(admin_client, page, languages)
    twin, _made = make_twin(page, admin_user)
    assert chosen(twin) == [languages[2], *languages[:2]]


def test_the_main_term_travels_in_an_older_version(page, languages, admin_client):
    version = with_main(admin_client, page, languages).latest_revision
    post_page(admin_client, page, "publish", **{f"{NAME}-main": languages[0]})
    version.publish()
    assert chosen(page)[0] == languages[0]
    (first, *_others) = factories.reload(page).own_terms["langue"]
    assert str(first.pk) == languages[2]
