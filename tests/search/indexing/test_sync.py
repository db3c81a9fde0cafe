"""The index follows the content: at once after a commit, never before it, and whatever crashed in between."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from actions.models import ActionIndexPage, ActionPage
from catalog.models import Term, Vocabulary
from directory.models import Contact, GlossaryEntry
from resources.models import ResourceIndexPage
from search.engines.contract import EngineError
from search.engines.registry import get_engine
from search.indexing import sync as indexing
from search.indexing import upkeep
from search.indexing.entries import all_documents, page_key, refresh_entries
from search.models import Change, EnginePosition, Entry, Outbox
from tests import factories

WORD = "trottinette"


@pytest.fixture
def committed(sample_site, django_capture_on_commit_callbacks):
    """``with committed():`` what happens inside is committed, and indexed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def sheet(committed):
    with committed():
        return factories.action(title=f"Atelier {WORD}")


@pytest.fixture
def urls(client):
    def urls(text=WORD, **params):
        answer = client.get("/api/v1/search", {"q": text, **params}).json()
        return [] if answer["corrected"] else [result["url"] for result in answer["results"]]

    return urls


def test_a_published_page_is_found(sheet, urls):
    assert urls() == [sheet.url]


def test_a_draft_is_not(committed, urls):
    with committed():
        factories.action(title=f"Atelier {WORD}", live=False)
    assert urls() == []


def test_a_new_version_is_found_by_its_new_words_only(sheet, committed, urls):
    with committed():
        sheet.title = "Atelier patinette"
        sheet.save_revision().publish()
    assert (urls(), urls("patinette")) == ([], [sheet.url])


def test_a_draft_of_a_public_page_changes_nothing(sheet, committed, urls):
    with committed():
        sheet.title = "Atelier patinette"
        sheet.save_revision()
    assert (urls(), urls("patinette")) == ([sheet.url], [])


def test_unpublished_deleted(sheet, committed, urls):
    with committed():
        sheet.unpublish()
    assert urls() == []
    with committed():
        ActionPage.objects.get(pk=sheet.pk).get_latest_revision().publish()
    assert urls() == [sheet.url]
    with committed():
        Page.objects.get(pk=sheet.pk).delete()
    assert urls() == []
    assert not Entry.objects.filter(page_id=sheet.pk).exists()


def test_an_ancestor_deleted_or_unpublished(sheet, committed, urls):
    with committed():
        ActionIndexPage.objects.get().delete()
    assert urls() == []


def test_a_new_address(sheet, committed, urls):
    with committed():
        sheet.slug = "nouvelle-adresse"
        sheet.save_revision().publish()
    assert urls() == ["/actions/nouvelle-adresse/"]


def test_a_new_address_of_the_section(sheet, committed, urls):
    with committed():
        index = ActionIndexPage.objects.get()
        index.slug = "nos-actions"
        index.save_revision().publish()
    assert urls() == [f"/nos-actions/{sheet.slug}/"]


def test_a_moved_page(sheet, committed, urls):
    with committed():
        Page.objects.get(pk=sheet.pk).move(ResourceIndexPage.objects.get(), pos="last-child")
    assert urls() == [f"/livret/{sheet.slug}/"]


@pytest.mark.parametrize("where", ["page", "ancestor"])
@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_privacy_comes_and_goes(sheet, committed, urls, where, kind):
    target = sheet if where == "page" else ActionIndexPage.objects.get()
    with committed():
        restriction = factories.restrict(target.page_ptr, kind, password="secret")
    assert urls() == []
    with committed():
        restriction.delete()
    assert urls() == [sheet.url]


def test_an_expired_page_is_gone_without_any_scheduler(sheet, committed, urls):
    with committed():
        sheet.expire_at = timezone.now() + timedelta(seconds=30)
        sheet.save_revision().publish()
    assert urls() == [sheet.url]
    past = timezone.now() - timedelta(seconds=1)
    Page.objects.filter(pk=sheet.pk).update(expire_at=past)
    Entry.objects.filter(page_id=sheet.pk).update(expires=past)
    with committed():
        assert urls() == []
    assert not Entry.objects.filter(page_id=sheet.pk).exists()


def test_a_scheduled_page_goes_live_with_the_scheduler(committed, urls, monkeypatch):
    with committed():
        page = factories.action(title=f"Atelier {WORD}", live=False)
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
    assert urls() == []
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    with committed():
        call_command("publish_scheduled")
    assert urls() == [page.url]


def test_a_term_renamed(sheet, committed, urls):
    term = Term.objects.get(code="sport")
    with committed():
        sheet = factories.action(terms=[term])
    assert sheet.url not in urls(WORD)
    with committed():
        term.label = WORD.capitalize()
        term.save()
    assert sheet.url in urls()


def test_a_term_that_gets_a_synonym_or_a_parent(committed, urls):
    theme = Vocabulary.objects.get(code="theme")
    with committed():
        parent, child = factories.term(theme, "Glisse"), factories.term(theme, "Roues")
        sheet = factories.action(terms=[child])
    with committed():
        child.synonyms, child.parent = [WORD], parent
        child.save()
    assert urls() == [sheet.url]
    assert urls("", theme="glisse") == [sheet.url]


def test_an_organization_renamed(sample_site, committed, urls):
    sheet = ActionPage.objects.filter(organization_links__organization__isnull=False).first()
    organization = sheet.organization_links.filter(organization__isnull=False).first().organization
    assert sheet.url not in urls()
    with committed():
        organization.aliases = [WORD]
        organization.save()
    assert sheet.url in urls()


def test_a_contact_renamed_or_made_internal(sample_site, committed, urls):
    contact = Contact.objects.filter(public=True, page_links__isnull=False).first()
    with committed():
        contact.title = f"Référente {WORD}"
        contact.save()
    assert urls()
    with committed():
        contact.public = False
        contact.save()
    assert urls() == []


def test_the_organization_of_a_contact_is_found_as_the_sheet_shows_it(sample_site, committed, urls):
    contact = Contact.objects.filter(public=True, page_links__isnull=False).first()
    with committed():
        contact.organization.name = f"Direction {WORD}"
        contact.organization.save()
    sheets = {link.page.url for link in contact.page_links.filter(page__live=True)}
    assert sheets and sheets <= set(urls())


def test_a_glossary_entry_makes_its_words_synonyms(sheet, committed, urls):
    entry = GlossaryEntry.objects.create(
        locale=sheet.locale, term="Patinette", synonyms=[WORD], expansion="", live=True
    )
    with committed():
        entry.save_revision().publish()
    assert urls("patinette") == [sheet.url]


def test_a_rolled_back_change_leaves_no_trace(sheet, urls, django_capture_on_commit_callbacks):
    rows = Outbox.objects.count()
    everything = django_capture_on_commit_callbacks(execute=True)
    with everything as callbacks, pytest.raises(RuntimeError), transaction.atomic():
        factories.action(title=f"Second atelier {WORD}")
        raise RuntimeError
    assert callbacks == []
    assert Outbox.objects.count() == rows
    assert urls() == [sheet.url]


def test_nothing_is_indexed_before_the_commit(committed, urls):
    factories.action(title=f"Atelier {WORD}")
    assert urls() == []


def test_what_a_crash_left_is_applied_by_the_sweeper(committed, urls):
    page = factories.action(title=f"Atelier {WORD}")  # committed, then the process died before its callbacks
    call_command("search_sync", stdout=io.StringIO())
    assert urls() == [page.url]


def test_an_engine_that_fails_does_not_stop_the_editor(committed, urls, monkeypatch):
    def fail(*args, **kwargs):
        raise EngineError("disque plein")

    with monkeypatch.context() as patch:
        patch.setattr(get_engine(), "apply", fail)
        with committed():
            page = factories.action(title=f"Atelier {WORD}")
    assert urls() == []
    assert indexing.sync() > 0
    assert urls() == [page.url]


def test_changes_are_forgotten_but_for_the_newest(sheet):
    call_command("search_sync", stdout=io.StringIO())
    assert not Outbox.objects.exists()
    assert EnginePosition.objects.get(engine="tantivy").applied == Change.objects.get().pk


def test_drift_is_found_and_repaired(sheet, urls):
    engine = get_engine()
    engine.apply([], [page_key(sheet.pk)])
    ghost = type(next(all_documents()))(key="wagtailcore.page:999999", title=f"Fantôme {WORD}", body="")
    engine.apply([ghost], [])
    assert upkeep.drift() == ({page_key(sheet.pk)}, {ghost.key})
    output = io.StringIO()
    call_command("search_status", "--repair", stdout=output)
    assert "1 absents ou anciens, 1 en trop" in output.getvalue()
    assert "2 document(s) corrigé(s)" in output.getvalue()
    assert upkeep.drift() == (set(), set())
    assert urls() == [sheet.url]


def test_status_says_engine_documents_position_and_drift(sample_site):
    output = io.StringIO()
    call_command("search_status", stdout=output)
    assert "Base : 67 entrées" in output.getvalue()
    assert "tantivy (en service) : 67 documents, position" in output.getvalue()
    assert "0 absents ou anciens, 0 en trop" in output.getvalue()


def test_reindex_rebuilds_from_the_pages(sheet, urls):
    Entry.objects.all().delete()
    get_engine().apply([], [page_key(sheet.pk)])
    output = io.StringIO()
    call_command("reindex", "--verify", stdout=output)
    assert "68 documents indexés" in output.getvalue()
    assert "0 absents ou anciens, 0 en trop" in output.getvalue()
    assert urls() == [sheet.url]


def test_reindex_if_needed_leaves_a_good_index_alone(sample_site):
    output = io.StringIO()
    call_command("reindex", "--if-needed", stdout=output)
    assert output.getvalue().strip() == "tantivy : l’index est à jour."


def test_reindex_if_needed_reads_the_pages_again_when_entries_are_of_an_earlier_release(sample_site):
    Entry.objects.update(card={})
    call_command("reindex", "--if-needed", stdout=io.StringIO())
    assert all(entry.card["summary"] is not None for entry in Entry.objects.all())


def test_reindex_if_needed_applies_what_is_pending(committed, urls):
    page = factories.action(title=f"Atelier {WORD}")
    call_command("reindex", "--if-needed", stdout=io.StringIO())
    assert urls() == [page.url]


def test_a_site_changed_by_another_process_is_seen(sheet, urls):
    """Addresses are kept in each process's memory by Wagtail, and emptied only where the site was saved."""
    assert urls() == [sheet.get_url()]
    Site.objects.update(root_page=sheet.get_parent().pk)
    indexing.enqueue([sheet.pk])
    indexing.sync()
    assert Entry.objects.get(page_id=sheet.pk).url == f"/{sheet.slug}/"


def test_rows_terms_and_settings_of_many_pages_take_as_many_queries_as_those_of_one_of_each_type(sample_site):
    pages = Page.objects.filter(search_entry__isnull=False)
    one_of_each, every = (
        set(dict(pages.values_list("content_type", "pk")).values()),
        set(pages.values_list("pk", flat=True)),
    )
    counts, read_once = [], ("_pageterm", "link", "audience", "portalsettings", "search_need")
    for pks in (one_of_each, every):
        with CaptureQueriesContext(connection) as asked:
            refresh_entries(pks)
        counts.append(sum(any(name in query["sql"] for name in read_once) for query in asked))
    assert len(one_of_each) < len(every)
    assert counts[0] == counts[1]


def test_definitions_of_properties_are_read_once_for_many_pages(sample_site):
    factories.prop("Durée", kinds=())
    pages = list(ActionPage.objects.live().values_list("pk", flat=True)[:6])
    counts = []
    for pks in (pages[:1], pages[:6]):
        with CaptureQueriesContext(connection) as asked:
            refresh_entries(pks)
        counts.append(sum('FROM "catalog_sheetproperty"' in query["sql"] for query in asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("size", "took", "following"), [(20, 0.05, 100), (100, 1.0, 50), (50, 60, 20), (20, 0, 100)])
def test_long_work_takes_as_many_pages_at_once_as_a_turn_allows(size, took, following):
    assert indexing.next_size(size, took) == following
