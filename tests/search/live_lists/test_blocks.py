"""« Liste automatique »: a search stored in a page, whose results are those of the moment."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from catalog.models import SheetKind, Term, Vocabulary
from catalog.usage import naming_usages, term_usages
from home.models import HomePage, StandardPage
from portal.blocks import stream_text
from portal.cache.middleware import PUBLIC
from search.live_lists.blocks import ListingBlock, listing_of
from search.results.listing import Listing
from tests import factories
from tests.search.results.test_listing import queries

NORTH, SPORT = "secteur:cite-nord", "theme:sport"


def value(**chosen):
    return ListingBlock().normalize({**ListingBlock().get_default(), **chosen})


def titles(**chosen):
    return [result.title for result in listing_of(value(**chosen)).results]


def page_with(name="Le sport au Nord", **chosen):
    """An ordinary page whose text is one list, written as a revision keeps it."""
    page = StandardPage(title=name, body=json.dumps([{"type": "listing", "value": chosen}]))
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def north(sample_site):
    return Term.objects.get(code="cite-nord")


@pytest.fixture
def sport(sample_site):
    return Term.objects.get(vocabulary__code="theme", code="sport")


@pytest.fixture
def sheets(north, sport, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return [factories.action(title=f"Zumba {n}", terms=[north, sport]) for n in (1, 2, 3)]


def test_it_finds_what_the_search_page_finds(sheets):
    listing = listing_of(value(kinds=["action"], terms=[NORTH, SPORT], age_min=6, age_max=8, words="zumba"))
    chosen = "secteur=cite-nord&age=6&age=7&age=8&theme=sport&type=action"
    assert listing.all_url == f"/recherche/?q=zumba&{chosen}&exact=1&tri=ordre"
    request = RequestFactory(SERVER_NAME="localhost").get(listing.all_url)
    assert listing.total == Listing.from_request(request, path="/recherche/").total


def test_terms_of_one_vocabulary_are_alternatives_and_vocabularies_add_up(sheets):
    both = listing_of(value(terms=[SPORT, "theme:culture"])).total
    assert both > listing_of(value(terms=[SPORT])).total
    assert listing_of(value(terms=[SPORT, NORTH])).total < both


def test_drafts_and_restricted_pages_are_never_listed(sheets, north, sport, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        factories.action(title="Zumba brouillon", live=False, terms=[north, sport])
        factories.restrict(sheets[0].page_ptr)
    assert titles(words="zumba", terms=[NORTH]) == ["Zumba 2", "Zumba 3"]


@pytest.mark.parametrize("stored", [{}, {"order": ""}, {"order": "titre"}])
def test_a_list_stored_before_there_was_an_order_of_the_site_keeps_that_of_titles(sheets, stored):
    (block,) = ListingBlock().bulk_to_python([{"kinds": ["action"], **stored}])
    assert listing_of(block).all_url == "/recherche/?type=action&tri=titre"
    assert listing_of(ListingBlock().to_python({"kinds": ["action"], **stored})).all_url == listing_of(block).all_url


def test_a_new_list_is_in_the_order_of_the_site(sheets):
    assert listing_of(value(kinds=["action"])).all_url == "/recherche/?type=action&tri=ordre"


def test_the_number_is_a_ceiling_and_the_rest_is_one_click_away(sheets, client):
    page = page_with(terms=[SPORT, NORTH], words="zumba", number=2)
    html = client.get(page.url).content.decode()
    assert "Zumba 2" in html
    assert "Zumba 3" not in html
    assert "Tout voir (3)" in html
    assert "/recherche/?q=zumba&amp;secteur=cite-nord&amp;theme=sport&amp;exact=1&amp;tri=titre" in html


def test_a_sheet_published_later_is_there_without_touching_the_page(
    sheets, north, sport, client, django_capture_on_commit_callbacks
):
    page = page_with(terms=[SPORT, NORTH], words="zumba")
    assert "Zumba 4" not in client.get(page.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        factories.action(title="Zumba 4", terms=[north, sport])
    assert "Zumba 4" in client.get(page.url).content.decode()


@pytest.mark.parametrize("look", ["cards", "list", "table"])
def test_each_look_names_its_sheets(sheets, client, look):
    html = client.get(page_with(terms=[SPORT, NORTH], words="zumba", look=look, title="Bouger").url).content.decode()
    assert all(sheet.url in html for sheet in sheets)
    assert ("<caption>Bouger</caption>" in html) == (look == "table")


# What its codes name.


def test_pages_and_drafts_that_list_a_term_are_named_and_protect_it(sample_site):
    term = factories.term(Vocabulary.objects.get(code="theme"), "Jardinage")
    page = page_with("Au jardin", terms=["theme:jardinage"])
    assert [usage.title for usage in term_usages(term)] == ["Au jardin"]
    assert ReferenceIndex.get_references_to(term).exists()
    page.body = []
    page.save_revision().publish()
    assert [usage.where for usage in term_usages(term)] == ["brouillon ou historique"]
    with pytest.raises(ProtectedError, match="Au jardin"):
        term.delete()
    term.code = "jardins"
    with pytest.raises(ValidationError, match="ne peut plus changer"):
        term.full_clean()


def test_pages_and_drafts_that_list_a_kind_are_named(sample_site):
    kind = SheetKind.objects.create(name="Stage", plural="Stages")
    page = page_with("Tous les stages", kinds=["stage"])
    assert [usage.title for usage in naming_usages(kind)] == ["Tous les stages"]
    StandardPage.objects.filter(pk=page.pk).update(body=json.dumps([]))
    ReferenceIndex.remove_for_object(page)
    Page.objects.filter(pk=page.pk).update(has_unpublished_changes=True)
    assert [usage.where for usage in naming_usages(kind)] == ["brouillon"]


def test_results_are_not_the_text_of_the_page(sheets):
    page = page_with(terms=[SPORT], words="zumba", title="Bouger")
    assert stream_text(page.body) == "Bouger"


# What no longer exists.


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        ({"terms": ["theme:disparu"]}, "Thème : « disparu »"),
        ({"terms": ["disparu:sport"]}, "disparu : « sport »"),
        ({"terms": ["sans-deux-points"]}, "« sans-deux-points »"),
        ({"terms": ["q:sport"]}, "q : « sport »"),
        ({"terms": ["secteur:cite-nord", "secteur:disparu"]}, "Secteur : « disparu »"),
        ({"kinds": ["disparu"]}, "Type : « disparu »"),
        ({"kinds": "disparu"}, "Type : « disparu »"),
        ({"conditions": [{"property": "disparue", "minimum": "3"}]}, "disparue-min : « 3 »"),
        ({"conditions": [{"property": "disparue", "answer": "oui"}]}, "disparue : « oui »"),
        ({"age_min": 40}, "Âge : « 40 »"),
        ({"age_min": 9, "age_max": 3}, "Âge : « 9–3 »"),
        ({"age_min": "abc"}, "Âge : « abc »"),
    ],
)
def test_what_no_longer_exists_finds_nothing_and_is_named(sheets, chosen, named):
    listing = listing_of({**value(), **chosen})
    assert listing.total == 0
    assert listing.unknown == (named,)


def test_one_of_several_that_went_away_is_one_choice_less(sheets):
    listing = listing_of(value(terms=[SPORT, "theme:disparu"]))
    assert listing.total == listing_of(value(terms=[SPORT])).total > 0
    assert listing.unknown == ("Thème : « disparu »",)


def test_an_order_that_went_away_is_named_and_keeps_the_list(sheets):
    listing = listing_of(value(words="zumba", order="disparu"))
    assert listing.total == 3
    assert listing.unknown == ("tri : « disparu »",)


def test_the_public_reads_a_calm_sentence_and_no_code(sheets, client):
    html = client.get(page_with(terms=["theme:disparu"]).url).content.decode()
    assert "Rien ici pour le moment." in html
    assert "disparu" not in html
    assert "Tout voir" not in html


def test_the_preview_names_what_went_away(sheets):
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    request.is_preview = True
    html = ListingBlock().render(value(terms=["theme:disparu"]), {"request": request})
    assert "Thème : « disparu »" in html


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({"terms": ["theme:disparu"]}, "terms"),
        ({"kinds": ["disparu"]}, "kinds"),
        ({"order": "disparu"}, "order"),
        ({"number": 9999}, "number"),
        ({"number": 0}, "number"),
        ({"age_min": 9, "age_max": 3}, "age_max"),
        ({"look": "nuage"}, "look"),
    ],
)
def test_the_form_refuses_beside_the_field(sample_site, chosen, field):
    with pytest.raises(ValidationError) as refused:
        ListingBlock().clean(value(**chosen))
    assert list(refused.value.block_errors) == [field]


def test_a_code_that_went_away_is_refused_by_its_name(sample_site):
    with pytest.raises(ValidationError) as refused:
        ListingBlock().clean(value(terms=["theme:disparu"]))
    assert "« theme:disparu » n’existe plus" in refused.value.block_errors["terms"].messages[0]


@pytest.mark.parametrize("number", [9999, -3, "beaucoup", None, True])
def test_a_number_written_by_hand_stays_within_bounds(sheets, number):
    assert 1 <= len(listing_of({**value(), "number": number}).results) <= 50


@pytest.mark.parametrize(
    "damage",
    ["texte", 3, [1], {"conditions": "texte"}, {"conditions": {"a": 1}}, {"conditions": [1, None, ["x"]]},
     {"conditions": [{"type": "item", "id": "a", "value": 3}]}, {"terms": ["\ud800"]}],
)  # fmt: skip
def test_what_was_written_by_hand_finds_nothing_and_breaks_nothing(sheets, client, admin_client, damage):
    page = page_with(terms=[SPORT, NORTH], words="zumba")
    stored = json.dumps([{"type": "listing", "id": "a", "value": damage}])
    type(page).objects.filter(pk=page.pk).update(body=stored)
    page = factories.reload(page)
    answer = client.get(page.url)
    assert answer.status_code == 200 and "Zumba 1" not in answer.content.decode()
    for name in ("edit", "view_draft"):
        assert admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 200


# Without an engine.


def test_without_an_engine_no_list_rather_than_a_wider_one(sheets, client, monkeypatch):
    page = page_with(terms=[SPORT, NORTH], words="zumba")
    with monkeypatch.context() as broken:
        broken.setattr("search.results.service.first_answer", lambda *args, **kwargs: None)
        answer = client.get(page.url)
        assert "n’est pas disponible pour le moment" in answer.content.decode()
        assert "Zumba 1" not in answer.content.decode()
        assert answer["Cache-Control"] != PUBLIC
    assert "Zumba 1" in client.get(page.url).content.decode()


def test_one_search_and_one_reading_of_hits_a_block(sheets, client):
    page = page_with(terms=[SPORT, NORTH], words="zumba")
    bare = page_with("Sans liste")
    bare.body = []
    bare.save_revision().publish()
    assert queries(client, page.url) <= queries(client, bare.url) + 3
