"""« Recherches sans résultat » in the Reports menu: the words that may be read, the rule, and safe exports."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from search.admin.missed import outcome
from search.models import MissedSearch

ADDRESS = "/admin/recherches-sans-resultat/"


@pytest.fixture
def editor(sample_site, client):
    user = get_user_model().objects.create_user("redaction", "redaction@passerelles.example", "passerelles-tests")
    user.groups.add(Group.objects.get(name="Éditeurs"))
    client.force_login(user)
    return client


@pytest.fixture
def rows(sample_site):
    today = timezone.localdate()
    old = today - timedelta(days=90)
    common = {"first_day": old, "last_day": today, "days": 3}
    MissedSearch.objects.create(digest="a", words="piscine municipale", times=9, facets={"theme=sport": 2}, **common)
    MissedSearch.objects.create(digest="b", words="=1+1", times=4, **{**common, "last_day": old})
    MissedSearch.objects.create(
        digest="c", words="garderie", times=5, in_part=2, facets={"disparu=x": 1, "age=7": 3}, **common
    )
    MissedSearch.objects.create(digest="d", words="", times=7, facets={"theme=culture": 7}, **common)


def test_editors_read_what_is_looked_for_the_most_first(editor, rows):
    html = editor.get(ADDRESS).content.decode()
    places = [html.index(words) for words in ("piscine municipale", "garderie", "=1+1")]
    assert places == sorted(places)
    assert "Sport (2)" in html
    assert "7 ans (3), disparu=x (1)" in html
    assert "Culture" not in html, "filters of words that nobody may read yet are not shown either"


def test_what_found_nothing_is_told_from_what_found_not_all(editor, rows):
    html = editor.get(ADDRESS).content.decode()
    assert "Rien trouvé (3), pas tout (2)" in html
    assert outcome(9, 0) == "Rien trouvé"
    assert outcome(0, 4) == "Pas tout"


def test_the_rule_is_said(editor, rows):
    html = " ".join(editor.get(ADDRESS).content.decode().split())
    assert "à partir du 3e jour différent" in html
    assert "Une autre recherche est comptée sans ses mots" in html


def test_words_and_days_filter_the_report(editor, rows):
    assert "garderie" not in editor.get(ADDRESS, {"q": "piscine"}).content.decode()
    recent = {"last_day_from": str(timezone.localdate() - timedelta(days=7))}
    html = editor.get(f"{ADDRESS}liste/", recent).content.decode()
    assert "garderie" in html
    assert "=1+1" not in html


def test_nothing_yet(editor):
    assert "Aucune recherche sans résultat" in editor.get(ADDRESS).content.decode()


def test_exports_are_in_french_and_run_nothing(editor, rows):
    lines = b"".join(editor.get(ADDRESS, {"export": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Mots cherchés;Jours;Fois;Ce qui a manqué;Dernier jour;Filtres employés"
    assert lines[1].startswith("piscine municipale;3;9;Rien trouvé;")
    assert lines[1].endswith(";Sport (2)")
    assert any(line.startswith("'=1+1;") for line in lines)
    content = b"".join(editor.get(ADDRESS, {"export": "xlsx"}).streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet["A"]] == ["Mots cherchés", "piscine municipale", "garderie", "=1+1"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


def test_the_public_does_not_read_it(sample_site, client):
    assert client.get(ADDRESS).status_code == 302
