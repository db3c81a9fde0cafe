"""What is kept stays as long as all that it was made from says the same, and not a moment longer."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from actions.models import ActionPage
from directory.models import GlossaryEntry
from home.models import PortalSettings
from portal.cache import middleware as page_cache
from portal.cache import shared as caching
from portal.cache.evidence import Evidence
from portal.cache.middleware import kept
from portal.cache.sources import Reading
from portal.cache.unseen import unseen_tables
from portal.requests import visits
from tests import factories

SHEET = "/actions/fiche-26/"
ADDRESSES = [
    "/",
    SHEET,
    "/livret/",
    "/actions/",
    "/centres/",
    "/recherche/",
    "/recherche/?q=parents&age=8",
    "/recherche/?q=aide+aux+devoirs",
    "/qui-fait-quoi/",
    "/acteurs/afev/",
    "/glossaire/",
    "/changements/",
    "/changements/rss/",
    "/recherche/rss/?q=parents",
    "/plan-du-site/",
    "/couverture/",
    "/reunions/",
    "/reunions/agenda.ics",
    "/mon-quartier/",
    "/quartiers/fresnoy-mackellerie/?rue=rue-de-rome",
    "/ecoles/college-rosa-parks/",
    "/documents-de-reference/fiche-saisine-pre/versions/",
    "/sitemap.xml",
    "/api/v1/search?q=parents",
    "/api/v1/sheets?limit=5",
    "/api/v1/sheets?q=parents",
    "/api/v1/centers",
    "/api/v1/organizations",
    "/donnees-ouvertes/api/",
]

FEW = [*ADDRESSES[:3], *ADDRESSES[5:9]]


@pytest.fixture
def visitor(sample_site):
    return Client(raise_request_exception=False)


@pytest.fixture
def made(monkeypatch):
    """Addresses that were made anew."""
    addresses, make = [], page_cache.PageCacheMiddleware._plain

    def note(self, request):
        addresses.append(request.get_full_path())
        return make(self, request)

    monkeypatch.setattr(page_cache.PageCacheMiddleware, "_plain", note)
    return addresses


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(page):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish


def test_a_publication_leaves_the_others_kept(visitor, made, publish):
    others = ["/livret/", "/centres/", "/glossaire/", "/recherche/?type=ressource"]
    for address in [SHEET, *others]:
        assert visitor.get(address).status_code == 200, address
    made.clear()
    page = ActionPage.objects.get(code="fiche-26")
    page.summary = "Une phrase nouvelle, que personne n’a encore lue."
    publish(page)
    assert "Une phrase nouvelle" in visitor.get(SHEET).content.decode()
    for address in others:
        visitor.get(address)
    assert made == [SHEET]


def test_a_search_is_asked_again_and_kept_if_it_finds_the_same(visitor, made, publish):
    found = "/recherche/?q=zorglubien"
    publish(factories.action("Atelier zorglubien", live=False))
    assert "Atelier zorglubien" in visitor.get(found).content.decode()
    made.clear()
    publish(factories.action("Tout autre chose", live=False))
    assert "1\xa0résultat" in visitor.get(found).content.decode() and not made
    publish(factories.action("Encore un atelier zorglubien", live=False))
    assert "2\xa0résultats" in visitor.get(found).content.decode() and made


def test_what_pages_share_is_read_anew_only_if_it_changed(visitor, made):
    visitor.get(SHEET)
    PortalSettings.objects.update(name="Autreville")
    made.clear()
    assert "Autreville" in visitor.get(SHEET).content.decode()
    entry = GlossaryEntry.objects.filter(live=True).first()
    GlossaryEntry.objects.filter(pk=entry.pk).update(expansion="tout autre chose")
    assert "tout autre chose" in visitor.get("/glossaire/").content.decode()


def test_a_site_that_moves_makes_everything_anew(visitor, made):
    for address in (SHEET, "/glossaire/"):
        visitor.get(address)
    made.clear()
    Site.objects.update(site_name="Autre nom")
    for address in (SHEET, "/glossaire/"):
        visitor.get(address)
    assert made == [SHEET, "/glossaire/"]


def test_a_change_undone_leaves_what_was_kept(visitor, made):
    first = visitor.get(SHEET).content
    made.clear()
    with transaction.atomic():
        Page.objects.update(title="Autre")
        assert b"Autre" in visitor.get(SHEET).content
        transaction.set_rollback(True)
    assert visitor.get(SHEET).content == first


def test_another_day_makes_everything_anew(visitor, made):
    visitor.get(SHEET)
    made.clear()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with patch("portal.cache.moments.timezone.localdate", return_value=tomorrow):
        visitor.get(SHEET)
    assert made == [SHEET]


def test_one_page_expires_as_another_is_taken_down(visitor, publish):
    """As many as before have expired: what counts is that none did since."""
    gone, going = factories.action("Déjà partie", live=False), factories.action("Bientôt partie", live=False)
    for page in (gone, going):
        publish(page)
    now = timezone.now()
    Page.objects.filter(pk=gone.pk).update(expire_at=now - timedelta(hours=1))
    Page.objects.filter(pk=going.pk).update(expire_at=now + timedelta(hours=1))
    assert "Bientôt partie" in visitor.get("/recherche/?q=partie").content.decode()
    Page.objects.filter(pk=gone.pk).update(live=False)
    later = now + timedelta(hours=2)
    with patch("django.utils.timezone.now", return_value=later):
        assert "Bientôt partie" not in visitor.get("/recherche/?q=partie").content.decode()


@pytest.mark.parametrize("before", [True, False])
def test_what_changes_while_a_page_is_made_is_not_taken_for_what_it_says(visitor, monkeypatch, before):
    make = page_cache.PageCacheMiddleware._plain

    def change():
        ActionPage.objects.filter(code="fiche-26").update(title="Écrit trop tard")

    def changed_meanwhile(self, request):
        monkeypatch.setattr(page_cache.PageCacheMiddleware, "_plain", make)
        if before:
            change()
        answer = make(self, request)
        if not before:
            change()
        return answer

    monkeypatch.setattr(page_cache.PageCacheMiddleware, "_plain", changed_meanwhile)
    assert ("Écrit trop tard" in visitor.get(SHEET).content.decode()) == before
    assert "Écrit trop tard" in visitor.get(SHEET).content.decode()


def test_what_asked_nothing_is_of_its_moment_only():
    now = timezone.now()
    first, second = visits.Moment(1, now.date(), 0), visits.Moment(2, now.date(), 0)
    nothing = Evidence(first, now, [])
    assert nothing.holds_at(first) and not nothing.holds_at(second)


# What a page was made from does not depend on who came first.


def leaves(evidence):
    for source in evidence.sources:
        if isinstance(source, Evidence):
            yield from leaves(source)
        else:
            yield repr((source.sql, source.params) if isinstance(source, Reading) else source.ask)


def sources_of(visitor, address):
    kept.clear()
    visitor.get(address)
    page = next((found for shelf in kept._shelves.values() for found, _size in shelf._pages.values()), None)
    return set(leaves(page.evidence)) if page else set()


def without_times(sources):
    """Nor the types of content, which Django reads once in a process."""
    return {each for each in sources if not any(word in each for word in ("datetime", "expire", "django_content_type"))}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_notes_as_much_whatever_was_read_before_it(visitor, address):
    caching.forget()
    first = sources_of(visitor, address)
    for other in ADDRESSES:
        visitor.get(other)
    again = sources_of(visitor, address)
    assert first and without_times(first) <= without_times(again)


# Whatever changes, what is kept is what would be made.


def seen_models():
    return [model for model in apps.get_models() if model._meta.managed and model._meta.db_table not in unseen_tables()]


def changed_columns(model):
    fields = [field for field in model._meta.local_concrete_fields if not (field.primary_key or field.remote_field)]
    texts = [f for f in fields if isinstance(f, models.CharField | models.TextField) and not isinstance(f, StreamField)]
    return [*texts, *(field for field in fields if isinstance(field, models.BooleanField))]


def change(model, field):
    """False where a constraint of the table forbids it."""
    new = models.Value("x")
    if isinstance(field, models.BooleanField):
        new = models.Case(models.When(**{field.name: True}, then=False), default=True)
    elif field.max_length != 1:
        begun = models.functions.Substr(field.name, 1, (field.max_length or 1000) - 1)
        new = models.functions.Concat(begun, new)
    try:
        with transaction.atomic():
            return bool(model._base_manager.update(**{field.name: new}))
    except DatabaseError:
        return False


def answers(visitor):
    found = {address: visitor.get(address) for address in FEW}
    return {address: (answer.status_code, answer.content) for address, answer in found.items()}


@pytest.mark.parametrize("model", seen_models(), ids=lambda model: model._meta.label)
def test_whatever_changes_what_is_kept_is_what_would_be_made(visitor, model):
    answers(visitor)
    changed = [change(model, field) for field in changed_columns(model)]
    if not any(changed):
        return  # nothing of that sort in the sample
    given = answers(visitor)
    kept.clear()
    caching.forget()
    assert given == answers(visitor)
