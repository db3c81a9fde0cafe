"""« Mots des gens »: words of people lead to pages and terms, come by file, one click from what was missed."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from catalog.models import Term
from search.engines.contract import SearchRequest
from search.engines.registry import get_engine
from search.indexing.needs_file import BadFile, Row, read_rows, store, targets
from search.indexing.sync import sync
from search.models import Entry, MissedSearch, Need

KARATE = Row(("se défouler à la zumba", "zumba"), ("fiche-25", "theme:sport"), "")


def store_rows(rows):
    for row in rows:
        store(Need.objects.filter(words__0=row.words[0]).first() or Need(), row, targets())


def written_rows():
    """What is stored, as the sample's file would say it."""
    codes = {pk: code for code, pk in targets().items() if ":" not in code}
    for need in Need.objects.prefetch_related("terms__vocabulary", "pages"):
        terms = [f"{term.vocabulary.code}:{term.code}" for term in need.terms.all()]
        yield Row(tuple(need.words), (*(codes[each.page_id] for each in need.pages.all()), *terms), need.elsewhere)


def found(text):
    sync()
    hits = get_engine().search(SearchRequest(text, size=100, site=Entry.objects.first().site)).hits
    return set(Entry.objects.filter(key__in=[hit.key for hit in hits]).values_list("code", flat=True))


@pytest.fixture
def editor(sample_site, client):
    user = get_user_model().objects.create_user("editeur", "e@passerelles.example", "passerelles-tests")
    user.groups.add(Group.objects.get(name="Éditeurs"))
    client.force_login(user)
    return client


def test_what_people_say_finds_pages_and_those_of_terms(sample_site):
    assert found("zumba") == set()
    store_rows([KARATE])
    sport = {entry.code for entry in Entry.objects.all() if "sport" in entry.card["terms"].get("theme", ())}
    assert found("zumba") == {"fiche-25", *sport}
    need = Need.objects.get(words__0=KARATE.words[0])
    need.terms = []
    need.save()
    assert found("zumba") == {"fiche-25"}
    need.delete()
    assert found("zumba") == set()


def test_a_term_taken_from_a_need_is_left_at_once(sample_site):
    store_rows([Row(("zumba",), ("theme:sport",), "")])
    assert "fiche-25" in found("zumba")
    store_rows([Row(("zumba",), ("theme:culture",), "")])
    assert "fiche-25" not in found("zumba")
    assert Term.objects.get(vocabulary__code="theme", code="culture") in Need.objects.get(words__0="zumba").terms.all()


def test_words_of_needs_are_never_quoted(sample_site):
    store_rows([KARATE])
    sync()
    hits = get_engine().search(SearchRequest("zumba", site=sample_site.pk)).hits
    assert [hit.highlight for hit in hits] == [""] * len(hits)


def test_a_file_comes_back_as_it_was(sample_site):
    rows = list(written_rows())
    assert len(rows) > 70
    assert sum(len(row.words) for row in rows if row.targets) >= 150
    text = "mots;cibles;ailleurs\n" + "\n".join(
        f"{'|'.join(words)};{'|'.join(targets)};{elsewhere}" for words, targets, elsewhere in rows
    )
    assert read_rows(text) == rows
    store_rows(rows)
    assert list(written_rows()) == rows


@pytest.mark.parametrize("text", ["", "mots;cibles\nzumba;fiche-25", "a,b,c"])
def test_a_file_without_its_columns_is_refused(text):
    with pytest.raises(BadFile):
        read_rows(text)


def test_words_looked_for_in_vain_are_one_click_from_where_they_lead(editor):
    MissedSearch.objects.create(digest="a", words="zumba", first_day="2026-11-01", last_day="2026-11-03")
    link = f"{reverse('need:add')}?mots=zumba"
    assert link in editor.get(reverse("missed_report")).content.decode()
    assert "zumba</textarea>" in editor.get(link).content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mots;cibles;ailleurs\nzumba;fiche-25;\n" + "x" * 140_000, "ligne 3"),
        ("x" * 140_000, "ligne 1"),
        (f"mots;cibles;ailleurs\nzumba;;{'x' * 201}", "Ligne 2 : « ailleurs »"),
        (f"mots;cibles;ailleurs\n{'x' * 2001};;", "Ligne 2 : « mots »"),
        ("mots;cibles;ailleurs\nzumba;;\n;fiche-25;", "Ligne 3 : aucune expression"),
        ("mots;cibles;ailleurs\nun;;a\ndeux;;b\nun|trois;;c", "Ligne 4 : « un » commence déjà la ligne 2"),
        ('mots;cibles;ailleurs\n"cassé;;a\ndeux;;b\n', "ligne 2"),
        ('mots;cibles;ailleurs\n"cassé;;a\ndeux";;b\n', "Ligne 3 : un guillemet"),
        ('mots;cibles;ailleurs\n"cassé"x;;a\n', "ligne 2"),
    ],
)
def test_a_line_that_cannot_be_kept_is_named(text, said):
    with pytest.raises(BadFile, match=said):
        read_rows(text)


def test_a_file_too_long_for_one_transaction_is_refused():
    rows = "\n".join(f"mot {number};;ailleurs" for number in range(1001))
    with pytest.raises(BadFile, match="plus de 1000 lignes"):
        read_rows(f"mots;cibles;ailleurs\n{rows}")


def test_an_expression_with_the_sign_that_parts_them_is_refused(sample_site):
    with pytest.raises(ValidationError, match="sépare les expressions"):
        Need(words=["a|b"]).clean()


def test_ragged_lines_repeated_targets_and_odd_signs_are_read(sample_site):
    rows = read_rows("mots;cibles;ailleurs\nzum\0ba;fiche-25|fiche-25\nrumba;fiche-25;;trop;encore")
    assert [(row.words, row.targets) for row in rows] == [(("zum ba",), ("fiche-25",)), (("rumba",), ("fiche-25",))]
    store_rows(rows)
    assert {need.words[0] for need in Need.objects.all()} >= {"zum ba", "rumba"}
