"""Whatever an editor changes is visible at the next request, although every page was kept."""

from threading import Thread

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from actions.models import ActionIndexPage, ActionPage
from catalog.models import Term, Vocabulary
from centers.models import CenterPage
from directory.models import Contact, GlossaryEntry
from home.models import PortalSettings
from portal.cache import changes
from portal.cache import shared as caching
from portal.models import Document, Image
from resources.models import ResourceIndexPage
from tests import factories
from tests.portal.media.test_uploads import picture

NEW = "Nouveauté zibeline"
SHEET = "/actions/fiche-26/"


def sheet():
    return ActionPage.objects.get(code="fiche-26")


def center():
    return CenterPage.objects.get(slug="echo")


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def rename(instance, field, text=NEW):
    setattr(instance, field, text)
    instance.save()


def image_file():
    return ContentFile(picture("PNG"), "logo.png")


def site_contact():
    return PortalSettings.objects.get().contact


def raw(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


# (what is changed, where it shows, what shows there)
CHANGES = {
    "a page published": (lambda: publish(sheet(), title=NEW), SHEET, NEW),
    "the same in lists": (lambda: publish(sheet(), title=NEW), "/plan-du-site/", NEW),
    "the same in the search": (lambda: publish(sheet(), title=NEW), "/recherche/?q=nouveaute", "zibeline"),
    "the same in the API": (lambda: publish(sheet(), title=NEW), "/api/v1/search?q=nouveaute", "zibeline"),
    "a page added": (lambda: factories.action(title=NEW), "/plan-du-site/", NEW),
    "a change explained": (lambda: publish(sheet(), change_note=NEW), "/changements/", NEW),
    "the same at home": (lambda: publish(sheet(), change_note=NEW), "/", NEW),
    "a page saved by code": (lambda: rename(sheet(), "title"), SHEET, NEW),
    "a bulk update": (lambda: Page.objects.filter(slug="fiche-26").update(title=NEW), SHEET, NEW),
    "raw SQL": (lambda: raw("UPDATE wagtailcore_page SET title = %s WHERE slug = 'fiche-26'", NEW), SHEET, NEW),
    "a term renamed": (lambda: rename(Term.objects.get(code="sport"), "label"), "/recherche/?plus=theme", NEW),
    "the same at home ": (lambda: rename(Term.objects.get(code="sport"), "label"), "/", NEW),
    "a vocabulary renamed": (lambda: rename(Vocabulary.objects.get(code="theme"), "label"), "/recherche/", NEW),
    "a vocabulary made": (lambda: factories.vocabulary(label=NEW, terms=["Picard"]), "/recherche/", NEW),
    "the site's contact": (lambda: rename(site_contact(), "title"), "/aide/", NEW),
    "its organization": (lambda: rename(site_contact().organization, "name"), "/aide/", NEW),
    "a center's organization": (lambda: rename(center().organization, "territory"), "/centres/echo/", NEW),
    "a site setting": (lambda: rename(PortalSettings.objects.get(), "city"), "/aide/", NEW),
    "a word of the glossary": (lambda: rename(GlossaryEntry.objects.get(code="pre"), "expansion"), "/glossaire/", NEW),
}  # fmt: skip


@pytest.fixture
def visitor(sample_site):
    return Client()


def read(visitor, address):
    return visitor.get(address).content.decode()


@pytest.mark.parametrize("name", CHANGES)
def test_it_shows_at_the_next_request(visitor, name, django_capture_on_commit_callbacks):
    change, address, text = CHANGES[name]
    assert text not in read(visitor, address)
    assert text not in read(visitor, address)
    with django_capture_on_commit_callbacks(execute=True):
        change()
    assert text in read(visitor, address)


GONE = {
    "a page unpublished": lambda: sheet().unpublish(),
    "a page deleted": lambda: sheet().delete(),
    "a page moved": lambda: sheet().move(ResourceIndexPage.objects.get(), "last-child"),
    "another slug": lambda: publish(sheet(), slug="autre-adresse"),
    "a page made private": lambda: factories.restrict(sheet().page_ptr),
    "its section made private": lambda: factories.restrict(ActionIndexPage.objects.get().page_ptr, "password"),
    "its section unpublished by hand": lambda: Page.objects.filter(slug="fiche-26").update(live=False),
}


@pytest.mark.parametrize("name", GONE)
def test_what_is_withdrawn_is_gone_at_the_next_request(visitor, name, django_capture_on_commit_callbacks):
    title = sheet().title
    lists = ["/plan-du-site/", "/sitemap.xml", "/recherche/?q=bons+baisers&type=action", "/actions/?q=bons+baisers"]
    assert title in read(visitor, SHEET)
    before = {address: read(visitor, address) for address in lists}
    with django_capture_on_commit_callbacks(execute=True):
        GONE[name]()
    assert title not in read(visitor, SHEET)
    assert {address for address in lists if read(visitor, address) == before[address]} == set()


def test_a_redirection_made_where_a_page_was(visitor):
    visitor.get("/ancienne/")
    Redirect.objects.create(old_path="/ancienne", redirect_link="/aide/")
    assert visitor.get("/ancienne/").status_code == 301


def test_a_site_that_moved(visitor):
    assert "http://autre.example" not in read(visitor, "/sitemap.xml")
    Site.objects.update(hostname="autre.example", port=80)
    assert "http://autre.example" in read(visitor, "/sitemap.xml")


# Wagtail leaves the temporary file of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
def test_an_image_replaced(visitor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = Image.objects.create(title="Logo", file=image_file())
    PortalSettings.objects.update(logo=image)
    read(visitor, "/aide/")
    shown = read(visitor, "/aide/")
    image.file = image_file()
    image.save()
    image.renditions.all().delete()
    assert read(visitor, "/aide/") != shown


@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
def test_a_rendition_made_anew_by_another_process(visitor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = Image.objects.create(title="Logo", file=image_file())
    PortalSettings.objects.update(logo=image)
    for _time in range(2):
        read(visitor, "/aide/")
    assert image.renditions.update(file="images/autre.png")
    assert "images/autre.png" in read(visitor, "/aide/")


def test_a_document_renamed(visitor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page, document = sheet(), factories.document()
    page.document_links.create(label="Guide", document=document)
    publish(page)
    shown = read(visitor, SHEET)
    assert document.url in shown
    document = Document.objects.get(pk=document.pk)
    document.file.save("autre-guide.pdf", ContentFile(b"%PDF-1.4 autre"))
    assert document.url in read(visitor, SHEET) and read(visitor, SHEET) != shown


def test_a_draft_leaves_the_pages_where_they_are(visitor, django_capture_on_commit_callbacks):
    visitor.get(SHEET)
    moment = caching.current_moment()
    with django_capture_on_commit_callbacks(execute=True):
        page = sheet()
        page.title = NEW
        page.save_revision()
    assert caching.current_moment() == moment


# Real transactions.


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_too():
    before = caching.current_moment()
    contact = factories.contact()
    made = caching.current_moment()
    Contact.objects.filter(pk=contact.pk).update(title=NEW)
    renamed = caching.current_moment()
    assert len({before, made, renamed}) == 3


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_did_not_happen():
    before = caching.current_moment()
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.contact()
        raise RuntimeError
    assert caching.current_moment() == before
    factories.contact()
    assert caching.current_moment() != before


@pytest.mark.django_db(transaction=True)
def test_each_transaction_counts():
    seen = {caching.current_moment()}
    for _number in range(3):
        with transaction.atomic():
            factories.contact()
        seen.add(caching.current_moment())
    assert len(seen) == 4


def elsewhere(work):
    """In another thread, hence on another connection."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite laisse écrire un seul à la fois")
@pytest.mark.parametrize("meanwhile", [lambda: factories.contact("B"), changes.prune])
def test_a_transaction_that_commits_late_still_counts(meanwhile):
    changes.bump()
    changes.bump()
    seen = [caching.current_moment().generation]
    with transaction.atomic():
        factories.contact("A")
        elsewhere(meanwhile)
        elsewhere(lambda: seen.append(caching.current_moment().generation))
    seen.append(caching.current_moment().generation)
    assert sorted(seen) == seen and seen[2] > seen[1]
    assert (seen[1] > seen[0]) == (meanwhile is not changes.prune)
