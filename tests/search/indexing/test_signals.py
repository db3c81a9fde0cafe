"""When changes are noted: once what changed stands in the database, and only for what the engines hold."""

import pytest
from django.utils import timezone

from catalog.models import Term, Vocabulary
from directory.models import GlossaryEntry
from search.engines.registry import get_engine
from tests import factories


@pytest.fixture
def seen_labels(monkeypatch):
    """What the database says of « sport » and of its vocabulary whenever pages are noted."""
    seen = []

    def note(pks):
        if pks:
            seen.append((Term.objects.get(code="sport").label, Vocabulary.objects.get(code="theme").kind))

    monkeypatch.setattr("search.indexing.signals.enqueue", note)
    return seen


def test_pages_of_a_term_are_noted_after_it_is_saved(sample_site, seen_labels):
    sport = Term.objects.get(code="sport")
    sport.label = "Activité physique"
    sport.save()
    assert [label for label, _kind in seen_labels] == ["Activité physique"]


def test_pages_of_a_vocabulary_are_noted_after_it_is_saved(sample_site, seen_labels):
    theme = Vocabulary.objects.get(code="theme")
    theme.kind = Vocabulary.Kind.TREE
    theme.save()
    assert [kind for _label, kind in seen_labels] == ["tree"]


def test_a_term_saved_unchanged_notes_nothing(sample_site, seen_labels):
    Term.objects.get(code="sport").save()
    assert seen_labels == []


def test_a_page_is_noted_when_what_visitors_see_of_it_is_saved(sample_site, monkeypatch):
    page, noted = factories.action(), []
    monkeypatch.setattr("search.indexing.signals.enqueue", noted.extend)
    page.save_revision()
    page.locked = True
    page.save(update_fields=["locked", "draft_title"], clean=False)
    assert noted == []
    page.expire_at = timezone.now()
    page.save(update_fields=["locked", "expire_at"], clean=False)
    assert noted == [page.pk]


@pytest.fixture
def rebuilds(monkeypatch):
    """How often the index was rebuilt: a rebuild is the patient engine's."""
    calls, engine = [], get_engine(patient=True)
    stock = engine.rebuild
    monkeypatch.setattr(engine, "rebuild", lambda *args, **kwargs: calls.append(1) or stock(*args, **kwargs))
    return calls


def test_a_draft_of_an_explained_word_rebuilds_nothing(sample_site, rebuilds, django_capture_on_commit_callbacks):
    entry = GlossaryEntry.objects.get(term="PRE")
    with django_capture_on_commit_callbacks(execute=True):
        entry.explanation = "Une autre phrase."
        entry.save_revision()
        entry.save()
    assert rebuilds == []


def test_another_long_form_rebuilds_the_index_once(sample_site, rebuilds, django_capture_on_commit_callbacks):
    entry = GlossaryEntry.objects.get(term="PRE")
    with django_capture_on_commit_callbacks(execute=True):
        entry.synonyms = [*entry.synonyms, "coup de main éducatif"]
        entry.save()
    assert rebuilds == [1]


def test_a_synonym_of_a_term_rebuilds_the_index_and_another_description_does_not(
    sample_site, rebuilds, django_capture_on_commit_callbacks
):
    term = Term.objects.get(code="sport", vocabulary__code="theme")
    with django_capture_on_commit_callbacks(execute=True):
        term.description = "Autre description"
        term.save()
    assert rebuilds == []
    with django_capture_on_commit_callbacks(execute=True):
        term.synonyms = [*term.synonyms, "natation"]
        term.save()
    assert rebuilds == [1]


def test_many_terms_of_one_transaction_refresh_the_words_once(
    sample_site, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr("search.indexing.upkeep.refresh_words", lambda: asked.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        factories.vocabulary("rue", "Rue", ["Rue du Port", "Rue de l’École", "Rue du Moulin"])
    assert asked == [1]
