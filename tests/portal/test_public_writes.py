"""What a visitor's GET may write, all of it; and that none of it is waited for, nor makes the page fail."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from actions.models import ActionPage
from editions.models import SheetFile
from portal.cache.middleware import PUBLIC
from portal.models import Image
from portal.visibility import public_pages
from search.models import Entry
from tests import factories
from tests.faults import refusing_database, written_tables
from tests.portal.media.test_uploads import picture

# Each is tried without waiting (portal.patience), and left for later when another process holds the database.
WRITES = {
    "search_missedsearch",  # words that found nothing are counted
    "search_outbox",  # a page has just expired
    "portal_attempt",  # what asks the API is counted
    "portal_rendition",  # a picture is shown at this size for the first time
    "editions_sheetfile",  # somebody asked for a file that says something else than its sheet
    "django_session",  # an account whose password was changed elsewhere
}
PERSON = {"headers": {"User-Agent": "Mozilla/5.0 Firefox/140.0"}}
DATA = [
    "/recherche/",
    "/recherche/?q=sport",
    "/glossaire/",
    "/changements/",
    "/changements/rss/",
    "/recherche/rss/?q=sport",
    "/plan-du-site/",
    "/nulle-part/",
]
DATA += ["/qui-fait-quoi/", "/acteurs/afev/", "/ma-liste/?f=echo,fiche-06"]
DATA += ["/reunions/", "/reunions/agenda.ics", "/reunions/commission-territoire-nord/", "/agenda/evenements.ics"]
DATA += ["/couverture/", "/mon-quartier/", "/quartiers/alma/", "/ecoles/ecole-littre/", "/jumelles/fiche-06/"]
DATA += ["/documents-de-reference/contacts-par-territoire/", "/documents-de-reference/fiche-saisine-pre/versions/"]
DATA += ["/sitemap.xml", "/robots.txt", "/api/v1/search", "/api/v1/suggest?q=par", "/api/v1/sheets", "/api/v1/centers"]
DATA += ["/api/v1/organizations", "/api/v1/vocabularies", "/api/v1/", "/donnees-ouvertes/api/"]
DATA += ["/recherche/?q=zorglubique"]


@pytest.fixture
def addresses(sample_site):
    """A site where everything that may be written is due: a new picture, a page just expired, words never found."""
    image = Image.objects.create(title="Cour", file=ContentFile(picture("png", size=(900, 700)), "cour.png"))
    covered = ActionPage.objects.live().first()
    covered.cover = image
    covered.save()
    return [page.get_url() for page in public_pages(sample_site)] + DATA


@pytest.fixture
def expired(sample_site):
    page, past = ActionPage.objects.live().last(), timezone.now() - timedelta(seconds=1)
    Page.objects.filter(pk=page.pk).update(expire_at=past)
    Entry.objects.filter(page=page.pk).update(expires=past)
    return page


@pytest.fixture
def locked_out(admin_user):
    """A browser that still sends the session of an account whose password was changed elsewhere."""
    client = Client()
    client.force_login(admin_user)
    admin_user.set_password("une autre phrase bien longue")
    admin_user.save()
    return client


@pytest.fixture
def private(sample_site):
    page = ActionPage.objects.live()[1]
    factories.restrict(page.page_ptr, "login")
    return page.url


@pytest.fixture
def outdated(sample_site):
    """A sheet whose file on paper says something else."""
    sheet = ActionPage.objects.live()[2]
    SheetFile.objects.create(page=sheet, digest="autre", is_due=False, file=ContentFile(b"%PDF-1.7", "fiche.pdf"))
    return sheet


def test_a_public_get_writes_to_no_other_table(
    addresses, expired, locked_out, private, outdated, settings, monkeypatch
):
    settings.API_ANSWERS_A_MINUTE = 100
    monkeypatch.setattr("portal.accounts.limits.STEP_OF_API", 1)
    with written_tables() as tables:
        for address in addresses:
            Client().get(address, **PERSON)
        locked_out.get(private, **PERSON)
        assert Client().get(f"/f/{outdated.code}.pdf", **PERSON).status_code == 503
    assert tables - {"portal_visiblechange"} == WRITES


def test_a_held_database_makes_no_public_page_fail(addresses, expired, locked_out, private):
    with refusing_database():
        found = {address: Client().get(address, **PERSON).status_code for address in addresses}
        assert locked_out.get(private, **PERSON).status_code == 302
    assert found == dict.fromkeys(addresses, 200) | {"/nulle-part/": 404, expired.url: 404, private: 302}


def test_an_expired_page_is_neither_found_counted_nor_suggested_while_nothing_can_be_written(expired, client):
    def seen():
        answer = client.get("/api/v1/search", {"type": "action"}).json()
        suggested = client.get("/api/v1/suggest", {"q": expired.title}).json()["suggestions"]
        kinds = {value["value"]: value["count"] for value in answer["facets"]["type"]}
        return answer["total"], kinds["action"], [each for each in suggested if each == expired.title]

    live = public_pages(model=ActionPage).count()
    with refusing_database():
        assert seen() == (live, live, [])
    assert Entry.objects.filter(page=expired.pk).exists()


def test_a_picture_that_cannot_be_prepared_is_left_out_and_the_page_not_kept(addresses, client):
    covered = ActionPage.objects.get(cover__isnull=False)
    with refusing_database():
        answer = client.get(covered.url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert client.get(covered.url)["Cache-Control"] == PUBLIC
