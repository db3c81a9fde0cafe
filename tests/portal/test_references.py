"""What refers to what is read once a save, however many rows the saved record has."""

import pytest
from wagtail.models import Locale, ReferenceIndex

from catalog.models import Term, Vocabulary
from portal.references import page_references
from tests import factories


@pytest.fixture
def readings(monkeypatch):
    """Records whose references were read."""
    read, original = [], ReferenceIndex.create_or_update_for_object.__func__
    monkeypatch.setattr(
        ReferenceIndex,
        "create_or_update_for_object",
        classmethod(lambda cls, record: read.append(record) or original(cls, record)),
    )
    return read


def test_a_vocabulary_is_read_once_whatever_its_terms(db, readings):
    locale = Locale.get_active()
    vocabulary = Vocabulary(locale=locale, label="Rue")
    vocabulary.terms = [Term(locale=locale, label=f"Rue {number}", sort_order=number) for number in range(30)]
    vocabulary.save()
    assert readings == [vocabulary]
    assert vocabulary.terms.count() == 30


def test_a_page_is_read_once_a_save_whatever_its_rows(sample_site, readings):
    page = factories.action(live=False)
    page.organization_links = [factories.operator(factories.organization()) for _ in range(5)]
    readings.clear()
    page.save()
    assert [record.pk for record in readings] == [page.pk]


def test_rows_stored_with_their_page_are_references(sample_site):
    page, organization = factories.action(live=False), factories.organization()
    page.organization_links = [factories.operator(organization)]
    page.save()
    assert {pk for pk, _path in page_references(organization)} == {page.pk}


def test_a_row_stored_by_itself_is_still_read(sample_site, readings):
    term = Term.objects.first()
    term.save()
    assert readings == [term.vocabulary]
