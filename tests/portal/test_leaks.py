"""The leak matrix: a page that is not public shows nowhere, in any state, on any surface."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from actions.models import ActionIndexPage, ActionPage
from catalog.models import Term
from centers.models import CenterPage
from directory.models import Contact, Organization
from editions import list_files, sheet_files
from editions.models import SheetFile
from events.models import EventPage
from form_pages.models import FormPage, Slot
from home.models import Change, HomePage
from opendata.dumps.making import make as make_files
from opendata.models import OpenDataSettings
from portal.visibility import public_pages
from resources.models import ResourcePage
from reviews import reports
from rules.models import Run
from search.indexing.entries import EMAIL
from search.models import Entry
from sheets.models import CollectionPage, ContactLink, DocumentLink, OrganizationLink, SheetLink
from tests import factories
from tests.directory.reference.making import document as reference_document
from tests.directory.reference.making import version
from tests.editions.making import edition, published, words_in
from tests.form_pages.making import form_page, send

TITLE = "Zibeline"  # in the title only
WORD = "peluchette"  # in the text only: what a visitor would search for


def never_published(page):
    page.unpublish()
    Page.objects.filter(pk=page.pk).update(first_published_at=None, last_published_at=None)


def private_by_login(page):
    factories.restrict(page.page_ptr)


def private_by_password(page):
    factories.restrict(page.page_ptr, "password", password="mot de passe")


def below_a_private_ancestor(page):
    factories.restrict(ActionIndexPage.objects.get().page_ptr)


def scheduled(page):
    page.unpublish()
    page = ActionPage.objects.get(pk=page.pk)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()


def expired(page):
    """Still live in the database: no scheduler ran."""
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    past = timezone.now() - timedelta(seconds=1)
    Page.objects.filter(pk=page.pk).update(expire_at=past)
    Entry.objects.filter(page_id=page.pk).update(expires=past)


def unpublished(page):
    page.unpublish()


STATES = [
    never_published,
    private_by_login,
    private_by_password,
    below_a_private_ancestor,
    scheduled,
    expired,
    unpublished,
]


def live_list():
    page = CollectionPage(title="Sports", listing=[("listing", {"terms": ["theme:sport"], "number": 50})])
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()


class World:
    """A sheet that other public pages lead to by every way there is."""

    def __init__(self, client):
        self.client = client
        self.counts = self.api()["facets"]
        self.collection = CollectionPage.objects.get()
        self.axis = Term.objects.filter(vocabulary__code="axe").first()
        self.center = CenterPage.objects.live().first()
        self.document = factories.document()
        self.page = factories.action(
            title=TITLE,
            summary=f"Une {WORD}.",
            terms=[self.axis, Term.objects.get(code="sport")],
            audiences=[{"label": "Enfants", "age_min": 6, "age_max": 9}],
        )
        self.page.organization_links = [factories.operator(self.center.organization)]
        contact = factories.contact("Accueil", organization=self.center.organization, public=True)
        self.page.contact_links = [ContactLink(contact=contact)]
        self.page.document_links = [DocumentLink(label="Guide", document=self.document)]
        self.page.change_note = f"{TITLE} est en ligne."
        self.page.save_revision().publish()
        self.page = ActionPage.objects.get(pk=self.page.pk)
        self.twin = ActionPage.objects.get(code="fiche-26")
        self.twin.twin = self.page
        self.twin.save_revision().publish()
        self.friend = ResourcePage.objects.get(code="clas")
        self.friend.sheet_links = [SheetLink(related=self.page.page_ptr)]
        self.friend.save_revision().publish()
        self.event = EventPage.objects.first()
        self.event.slots = [{"type": "slot", "value": {"title": "Bilan", "pages": [self.page.pk], "sequences": []}}]
        self.event.save_revision().publish()
        home = HomePage.objects.get()
        home.doors = [("door", {"title": "Porte", "page": self.page, "links": []})]
        home.save_revision().publish()
        site = self.page.get_site()
        OpenDataSettings.objects.create(site=site, embedding_sites=["https://ecole.example"])
        make_files(site, lambda *args, **kwargs: None)
        self._papers = {}

    def api(self, text=""):
        return self.client.get("/api/v1/search", {"q": text}).json()

    def dumped(self, name):
        answer = self.client.get(f"/donnees-ouvertes/fichiers/{name}")
        return (b"".join(answer) if answer.streaming else answer.content).decode()

    def items(self, path):
        """Of the API."""
        return self.client.get(f"/api/v1/{path}").json()

    def get(self, address):
        return self.client.get(address).content.decode()

    def download(self):
        """The title when the file is served."""
        answer = self.client.get(self.document.url)
        answer.getvalue()  # read to the end: the file is then closed
        return TITLE if answer.status_code == 200 else ""

    def paper(self, make):
        """The words of a PDF, made once, while the page is public."""
        if make not in self._papers:
            self._papers[make] = make(self)
        answer = self.client.get(self._papers[make])
        content = b"".join(answer)
        return words_in(content) if answer.status_code == 200 else content.decode()


def sheet_on_paper(world):
    sheet_files.look_at(SheetFile.objects.create(page=world.page), world.page.get_site(), "")
    return f"/f/{world.page.code}.pdf"


def list_on_paper(world):
    row = list_files.ask_for([world.page.code])
    list_files.make_lists()
    return f"/ma-liste/pdf/{row.digest}/"


def edition_on_paper(world):
    """In which it is a sheet, and named by another."""
    published(edition(world.page, world.friend))
    return "/editions/petit/"


def next_edition_on_paper(world):
    """Made once the page may be withdrawn: it says what changed since the one that held it."""
    if "next" not in world._papers:
        made = edition(world.page, world.friend, slug="suivant")
        published(made, date(2025, 11, 27))
        world._papers["next"] = made
    published(world._papers["next"])
    return words_in(b"".join(world.client.get("/editions/suivant/")))


SURFACES = {
    "PDF of the sheet": lambda world: world.paper(sheet_on_paper),
    "PDF of a list": lambda world: world.paper(list_on_paper),
    "edition": lambda world: world.paper(edition_on_paper),
    "next edition": next_edition_on_paper,
    "page": lambda world: world.get(world.page.url),
    "search page": lambda world: world.get(f"/recherche/?q={WORD}"),
    "search page by sector": lambda world: world.get(f"/recherche/?theme=sport&type=action&axe={world.axis.code}"),
    "file": lambda world: world.get(f"/recherche/export/?format=csv&q={WORD}"),
    "API": lambda world: str(world.api(WORD)),
    "API of sheets": lambda world: str(world.items("sheets?limit=100")),
    "API of sheets that a search finds": lambda world: str(world.items(f"sheets?q={WORD}")),
    "API of a sheet": lambda world: str(world.items(f"sheets/{world.page.code}")),
    "file of open data": lambda world: world.dumped("sheets.json"),
    "table of open data": lambda world: world.dumped("sheets.csv"),
    "services of open data": lambda world: world.dumped("services.json"),
    "HSDS": lambda world: world.dumped("hsds-services.json"),
    "services by the API": lambda world: str(world.items("services?limit=100")),
    "frame of a search": lambda world: world.get(f"/integrer/recherche/?q={WORD}"),
    "frame of a live list": lambda world: world.get(f"/integrer/liste/{world.collection.code}/"),
    "frame of a sheet": lambda world: world.get(f"/integrer/fiche/{world.page.code}/"),
    "oEmbed": lambda world: world.get(f"/oembed/?url={world.page.full_url}"),
    "API of a sheet that leads to it": lambda world: str(world.items("sheets/clas")).replace(world.page.code, TITLE),
    "suggestions": lambda world: str(world.client.get("/api/v1/suggest?q=zibe").json()).replace("zib", "Zib"),
    "related sheets": lambda world: world.get(world.friend.url),
    "twin": lambda world: world.get(world.twin.url),
    "center": lambda world: world.get(world.center.url),
    "organization": lambda world: world.get(f"/acteurs/{world.center.organization.code}/"),
    "who does what": lambda world: world.get("/qui-fait-quoi/"),
    "home": lambda world: world.get("/"),
    "door of the home page": lambda world: world.get("/").replace(f'href="{world.page.url}"', TITLE),
    "event": lambda world: world.get(world.event.url),
    "changes": lambda world: world.get("/changements/"),
    "feed of changes": lambda world: world.get("/changements/rss/"),
    "feed of a search": lambda world: world.get(f"/recherche/rss/?q={WORD}"),
    "site map": lambda world: world.get("/plan-du-site/"),
    "sitemap.xml": lambda world: world.get("/sitemap.xml").replace(world.page.url, TITLE),
    "list": lambda world: world.get("/actions/?q=peluchette"),
    "axis": lambda world: world.get(f"/actions/axe/{world.axis.code}/"),
    "short link": lambda world: (
        world.client.get(f"/f/{world.page.code}").headers.get("Location", "").replace(world.page.url, TITLE)
    ),
    "document": lambda world: world.download(),
    "live list": lambda world: world.get(world.collection.url),
    "feed of a live list": lambda world: world.get(world.collection.feed_url),
}


@pytest.fixture
def world(sample_site, client, django_capture_on_commit_callbacks, tmp_path, settings):
    settings.MEDIA_ROOT = settings.VAR_DIR = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        live_list()
    with django_capture_on_commit_callbacks(execute=True):
        return World(client)


@pytest.mark.parametrize("surface", SURFACES)
def test_a_public_page_is_everywhere(world, surface):
    """Without this one, the matrix below would prove nothing."""
    assert TITLE in SURFACES[surface](world)


@pytest.mark.parametrize("state", STATES)
def test_a_page_that_is_not_public_is_nowhere(world, state, django_capture_on_commit_callbacks):
    for read in SURFACES.values():
        read(world)  # the answers are kept by now
    with django_capture_on_commit_callbacks(execute=True):
        state(world.page)
    with django_capture_on_commit_callbacks(execute=True):
        leaks = [name for name, read in SURFACES.items() if TITLE in read(world)]
    assert leaks == []
    assert world.api(WORD)["results"] == []
    assert not factories.is_public(world.page)
    if state is not below_a_private_ancestor:
        assert world.api()["facets"] == world.counts
    answer = world.client.get(world.page.url)
    assert answer.status_code in (302, 404) or (state is private_by_password and WORD not in answer.content.decode())


@pytest.mark.parametrize("field", ["title", "summary", "easy_french", "change_note"])
def test_a_draft_of_a_public_page_is_nowhere(world, field, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        setattr(world.page, field, "Brouillonesque")
        world.page.save_revision()
    assert [name for name, read in SURFACES.items() if "Brouillonesque" in read(world)] == []
    assert world.api("brouillonesque")["results"] == []


def test_changes_of_a_hidden_page_stay_in_the_database(world):
    world.page.unpublish()
    assert Change.objects.filter(page=world.page).exists()


def test_another_site_s_pages_are_not_of_this_one(sample_site):
    root = Page.get_first_root_node()
    other = HomePage(title=TITLE, slug="autre-site")
    root.add_child(instance=other)
    assert not public_pages(sample_site).filter(pk=other.pk).exists()


# Internal words of public pages.

SECRETS = {
    "doubt": "doutesecret",
    "note": "notesecrete",
    "precision": "precisionsecrete",
    "holder": "Titulairesecret",
    "contact": "Fonctionsecrete",
    "mail": "secretmail@passerelles.example",
    "register doubt": "registresecret",
}


API_LISTS = ["sheets", "centers", "organizations", "schools", "contacts"]


@pytest.fixture
def whispering(sample_site, django_capture_on_commit_callbacks):
    """A public sheet and a public center with everything the editors keep to themselves."""
    with django_capture_on_commit_callbacks(execute=True):
        center = CenterPage.objects.live().first()
        organization = Organization.objects.get(pk=center.organization_id)
        organization.doubts = [SECRETS["register doubt"]]
        organization.save()
        internal = factories.contact(
            SECRETS["contact"], organization=organization, public=False, email=SECRETS["mail"], phone="03 53 99 99 99"
        )
        public = factories.contact(
            "Accueil",
            organization=organization,
            public=True,
            holder=SECRETS["holder"],
            doubts=[SECRETS["register doubt"]],
        )
        page = factories.action(
            title=TITLE,
            doubts=[SECRETS["doubt"]],
            audiences=[{"label": "Tous", "inferred": True, "note": SECRETS["precision"]}],
        )
        page.organization_links = [OrganizationLink(organization=organization, note=SECRETS["note"])]
        page.contact_links = [ContactLink(contact=internal), ContactLink(contact=public)]
        page.save_revision().publish()
        center.liaison, center.doubts = internal, [SECRETS["doubt"]]
        center.save_revision().publish()
    return page, CenterPage.objects.get(pk=center.pk), public


@pytest.mark.parametrize("what", SECRETS)
def test_what_editors_keep_to_themselves_never_leaves(whispering, client, what):
    page, center, public = whispering
    entries = Entry.objects.filter(page_id__in=[page.pk, center.pk])
    outputs = {
        "sheet": client.get(page.url).content.decode(),
        "center": client.get(center.url).content.decode(),
        "search": client.get("/recherche/?q=zibeline").content.decode(),
        "API": client.get("/api/v1/search?q=zibeline").content.decode(),
        **{path: str(client.get(f"/api/v1/{path}?limit=100").json()) for path in API_LISTS},
        "centers": client.get("/centres/").content.decode(),
        "organization": client.get(center.organization.public_url).content.decode(),
        "who does what": client.get("/qui-fait-quoi/").content.decode(),
        "entries": str(list(entries.values("card", "document", "title"))),
    }
    assert len(entries) == 2
    assert [name for name, text in outputs.items() if SECRETS[what].lower() in text.lower()] == []
    assert client.get("/api/v1/search", {"q": SECRETS[what].partition("@")[0]}).json()["results"] == []


def test_the_public_contact_is_on_its_sheet(whispering, client):
    page, _center, public = whispering
    assert public.title in client.get(page.url).content.decode()


def test_a_holder_is_shown_only_with_their_own_box(whispering, client):
    page, _center, public = whispering
    Contact.objects.filter(pk=public.pk).update(holder_public=True)
    assert SECRETS["holder"] in client.get(page.url).content.decode()


LISTS = ["recherche/", "recherche/?page=2", "recherche/?q=zzzzzz&secteur=ville-ouest", "actions/", "livret/"]
LISTS += ["centres/", "evenements/", "changements/", "plan-du-site/", "glossaire/", "qui-fait-quoi/"]
LISTS += ["mon-quartier/", "quartiers/alma/", "ecoles/college-rosa-parks/"]


@pytest.mark.parametrize("path", API_LISTS)
def test_no_mail_address_in_the_api(sample_site, client, path):
    answer = client.get(f"/api/v1/{path}", {"limit": 100})
    assert answer.json()["items"]
    assert EMAIL.findall(answer.content.decode()) == []


@pytest.mark.parametrize("address", LISTS)
def test_no_mail_address_in_lists(sample_site, client, address):
    html = client.get(f"/{address}").content.decode()
    site_contact = "coordination-cite-educative@passerelles.example"
    body = re.sub(r"<footer.*?</footer>", "", html, flags=re.DOTALL)
    assert EMAIL.findall(body.replace(site_contact, "")) == []


def test_no_mail_address_in_indexed_text(sample_site):
    found = [str((entry.card, entry.document)) for entry in Entry.objects.all()]
    assert [EMAIL.findall(text) for text in found if EMAIL.search(text)] == []


@pytest.mark.parametrize("hidden", [{"visibility": "editors"}, {"retired": True}, {"kinds": ["centre"]}])
def test_a_document_that_only_editors_are_shown_is_not_served(sample_site, client, hidden):
    prop, document = factories.prop("Note", "document", **hidden), factories.document()
    page = factories.action()
    page.property_values = {prop.code: {"t": "document", "v": document.pk}}
    page.save_revision().publish()
    assert client.get(document.url).status_code == 404


def test_a_document_that_a_public_property_names_is_served(sample_site, client):
    prop, document = factories.prop("Note", "document"), factories.document()
    page = factories.action()
    page.property_values = {prop.code: {"t": "document", "v": document.pk}}
    page.save_revision().publish()
    answer = client.get(document.url)
    answer.getvalue()
    assert answer.status_code == 200


# What a reference document keeps for groups.


@pytest.fixture
def reserved(sample_site, client, django_capture_on_commit_callbacks):
    """A document of level 2 that a sheet named, by a row and in its text, while it was public."""
    made = reference_document(TITLE)
    version(made, content=b"%PDF-1.4 peluchette")
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.resource("Saisir l’équipe", summary="Ce qu’il faut remplir.")
        page.document_links = [DocumentLink(reference=made)]
        item = {"label": "La fiche", "reference": made, "url": "", "document": None, "year": None}
        page.body = [("documents", {"title": "", "items": [item]})]
        page.save_revision().publish()
    assert TITLE in client.get(page.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        made.level = made.Level.GROUPS
        made.save()
    return page, made


def test_a_reserved_document_is_nowhere(reserved, client):
    page, made = reserved
    row = made.versions.get()
    surfaces = [page.url, "/changements/rss/", "/sitemap.xml", "/plan-du-site/", f"/api/v1/suggest?q={TITLE[:4]}"]
    surfaces += ["/api/v1/sheets?limit=100", f"/api/v1/sheets/{page.code}"]
    surfaces += [made.address, f"{made.address}versions/", f"{made.address}versions/{row.pk}/"]
    surfaces += [f"/documents/{row.pk}/{row.file.name}", f"/media/{row.file.name}", f"/media/reference/{row.file.name}"]
    texts = {address: client.get(address).content.decode() for address in surfaces}
    words = (TITLE, made.address, "peluchette")
    assert [(where, word) for where, text in texts.items() for word in words if word in text] == []


@pytest.mark.parametrize("address", ["recherche/?q=", "recherche/rss/?q=", "recherche/export/?format=csv&q="])
def test_a_reserved_document_finds_no_page(reserved, client, address):
    """A search repeats what was typed, and leads to nothing by it."""
    page, _made = reserved
    assert page.url not in client.get(f"/{address}{TITLE}").content.decode()
    assert client.get("/api/v1/search", {"q": TITLE}).json()["results"] == []


# What visitors send.

SENT = {
    "answer": "Zorglubine",
    "address": "zorglub@ecole.example",
    "report": "Bulgroz",
    "contact": "zorro@ecole.example",
}
PUBLIC = ["/", "/recherche/?q=zorglubine", "/recherche/?q=bulgroz", "/recherche/export/?format=csv&q=zorglubine"]
PUBLIC += [
    "/api/v1/search?q=zorglubine",
    "/api/v1/suggest?q=zorg",
    "/api/v1/sheets?limit=100",
    "/api/v1/contacts?limit=100",
    "/changements/",
    "/changements/rss/",
    "/sitemap.xml",
]
PUBLIC += ["/plan-du-site/", "/qui-fait-quoi/", "/signaler/", "/seminaire/"]


def test_what_visitors_send_never_leaves(sample_site, client, django_capture_on_commit_callbacks):
    """What they wrote and how to reach them: on no page, in no index, no export, no interface, no log of a rule."""
    with django_capture_on_commit_callbacks(execute=True):
        page = form_page({"label": "Nom"}, {"label": "Courriel", "field_type": "email"}, title="Atelier")
        slot = Slot.objects.create(page=page, starts=timezone.now() + timedelta(days=9))
        page = FormPage.objects.get(pk=page.pk)
        assert send(client, page, nom=SENT["answer"], courriel=SENT["address"], slot=str(slot.pk)).status_code == 302
        sheet = factories.action(TITLE)
        reports.receive(SENT["report"], page=sheet, contact=SENT["contact"])
        sheet.save_revision().publish()
        page.save_revision().publish()
    addresses = [*PUBLIC, page.url, f"/formulaires/{page.code}/merci/", sheet.url]
    outputs = {address: client.get(address).content.decode() for address in addresses}
    outputs["entries"] = str(list(Entry.objects.values()))
    outputs["rules"] = str(list(Run.objects.values()))
    outputs["revisions"] = str(list(page.revisions.values_list("content", flat=True)))
    for address in ("/recherche/?q=zorglubine", "/recherche/?q=bulgroz"):
        outputs[address] = outputs[address].lower().replace("zorglubine", "").replace("bulgroz", "")
    assert {address: word for address, text in outputs.items() for word in SENT.values() if word in text} == {}
    assert client.get("/api/v1/search", {"q": SENT["answer"]}).json()["results"] == []
