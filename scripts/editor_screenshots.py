"""Takes the pictures of the guides from a served copy of the sample: ``python scripts/editor_screenshots.py``."""

import os
import re
import shutil
import sys
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.editors import make_editors, open_sheet, publish  # noqa: E402
from tests.browser.server import DEMO_PASSWORD, prepare, serve  # noqa: E402
from tests.browser.test_booklets import BOOKLET, copy_description, drop_booklet, read_booklet, write_drafts  # noqa: E402
from tests.browser.test_kinds import make_kind, make_property, write_model  # noqa: E402
from tests.browser.test_lists_and_twins import NORTH, copy_to_the_other_sector  # noqa: E402
from tests.browser.test_properties_story import fill_duration, make_duration  # noqa: E402
from tests.imports.booklets.making import make  # noqa: E402

IMAGES = ROOT / "docs" / "images"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main():
    folder = Path(tempfile.mkdtemp())
    prepare(folder / "prepared")
    server = serve(folder / "prepared", folder / "var")
    site = next(server)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1100, "height": 720}, locale="fr-FR")
            log_in(page, make_editors(site))
            for story in STORIES:
                story(page, site)
            browser.close()
    finally:
        server.close()
        shutil.rmtree(folder)


def log_in(page, site, name="validateur"):
    page.goto(f"{site.url}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", DEMO_PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def everyday(page, site):
    open_sheet(page, site, "croisement")
    keep(page, "fiche-contenu")
    page.get_by_role("tab", name="Public et classement").click()
    keep(page, "fiche-classement")
    page.locator(".footer [data-w-dropdown-target=toggle]").last.click()
    keep(page, "fiche-publier")
    page.goto(f"{site.url}/admin/vocabulaires/new/")
    page.fill("#id_label", "Langue parlée")
    page.select_option("#id_icon", "lang")
    page.check("#id_is_facet")
    keep(page, "vocabulaire")
    page.goto(f"{site.url}/admin/directory/organization/")
    keep(page, "organisations")
    page.goto(f"{site.url}/admin/a-verifier/")
    keep(page, "a-verifier")


def a_field(page, site):
    make_duration(page, site)
    page.get_by_role("link", name="Durée").first.click()
    keep(page, "propriete", whole=True)
    for words, minutes in (("Médiation sociale", "45,5"), ("Programme de réussite", "60")):
        open_sheet(page, site, words)
        fill_duration(page, minutes)
        publish(page)
    open_sheet(page, site, "Tutorat")
    publish(page)
    page.get_by_role("tab", name=re.compile("Propriétés")).click()
    keep(page, "propriete-requise")
    page.goto(f"{site.url}/recherche/?duree-min=30&duree-max=60")
    page.get_by_role("group", name=re.compile("Durée")).scroll_into_view_if_needed()
    keep(page, "propriete-filtre")


def a_kind(page, site):
    page.goto(f"{site.url}/admin/types-de-fiche/new/")
    page.locator("#id_name").fill("Stage")
    page.locator("#id_plural").fill("Stages")
    page.get_by_role("radio", name="Boussole").check()
    keep(page, "type-de-fiche")
    make_kind(page, site, "Stage", "Boussole")
    make_kind(page, site, "Sortie", "Bus")
    make_property(page, site, "Convention", "Oui ou non", "Stage")
    write_model(page, site, "Stage", "Une semaine pour découvrir un métier.", "Élèves de 3e")
    page.goto(f"{site.url}/admin/pages/")
    page.get_by_role("link", name="Fiches", exact=True).first.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/(edit/)?$"))
    page.goto(re.sub(r"(edit/)?$", "add_subpage/", page.url, count=1))
    keep(page, "type-choisir")


def a_list(page, site):
    page.goto(f"{site.url}/admin/pages/")
    page.get_by_role("link", name="Accueil").first.click()
    page.get_by_role("link", name=re.compile("^Ajouter une")).first.click()
    page.get_by_role("link", name=re.compile("^Collection")).click()
    page.locator("#id_title").fill("Le sport au Nord")
    page.locator("summary", has_text="Secteur").click()
    page.get_by_role("checkbox", name=NORTH).check()
    page.locator("summary", has_text="Thème").click()
    page.get_by_role("checkbox", name="Sport", exact=True).check()
    page.get_by_text("2 fiches : ").wait_for()
    page.get_by_text("2 fiches : ").scroll_into_view_if_needed()
    keep(page, "liste-automatique")
    publish(page)
    page.goto(f"{site.url}/le-sport-au-nord/")
    keep(page, "collection")


def a_twin(page, site):
    open_sheet(page, site, "Le sport comme levier")
    copy_to_the_other_sector(page)
    page.get_by_role("button", name="Copier", exact=True).click()
    page.get_by_text("La fiche jumelle est un brouillon").wait_for()
    keep(page, "jumelle")


def a_booklet(page, site):
    with tempfile.TemporaryDirectory() as folder:
        booklet = make("docx", BOOKLET, Path(folder))
        page.goto(f"{site.url}/admin/importer/livrets/nouveau/")
        keep(page, "livret-deposer")
        drop_booklet(page, site, booklet)
        read_booklet(page, site)
        keep(page, "livret-tableau", whole=True)
        page.get_by_role("link", name=re.compile("Ateliers du tambourin")).first.click()
        page.locator("#face-contacts").scroll_into_view_if_needed()
        keep(page, "livret-fiche")
        page.get_by_role("button", name="Accepter et continuer").click()
        page.get_by_role("button", name="Accepter et continuer").click()
        write_drafts(page, site)
        keep(page, "livret-brouillons")
        copy_description(page, site)
        page.set_input_files("#id_trial_file", booklet)
        page.get_by_role("button", name="Essayer").click()
        page.get_by_text("n° 902 – Chorale des familles").wait_for()
    page.locator(".booklet-trial").scroll_into_view_if_needed()
    keep(page, "livret-description")


def a_spreadsheet(page, site):
    lines = (
        "Code;Titre;Résumé",
        "clas;;Après la classe, un adulte aide à travailler.",
        "poste-liaison;Postes liaison;",
        "x;;",
    )
    table = {"name": "rentree.csv", "mimeType": "text/csv", "buffer": "\r\n".join(lines).encode("utf-8-sig")}
    page.goto(f"{site.url}/admin/tableurs/")
    page.get_by_role("link", name="Livret ressources").click()
    page.set_input_files("input[type=file]", table)
    keep(page, "tableur")
    page.get_by_role("button", name="Déposer et relire").click()
    page.get_by_role("button", name="Appliquer").wait_for()
    keep(page, "tableur-apercu")


CAMPAIGN = """
from datetime import date, timedelta
from django.utils import timezone
from actions.models import ActionPage
from directory.models import Contact
from jobs.models import Worker
from reviews.answers import confirm, suggest
from reviews.campaigns import launch
from reviews.models import Campaign, Ownership
Worker.objects.create(name="ici", seen=timezone.now() + timedelta(days=1))
contact = Contact.objects.filter(public=True).exclude(email="").first()
for page in ActionPage.objects.live().order_by("number")[:5]:
    Ownership.objects.create(page=page.page_ptr, contact=contact)
campaign = Campaign.objects.create(name="Rentrée", until=date(2039, 9, 30), only_due=False)
launch(campaign)
asked = list(campaign.asked.exclude(addressee=None))
confirm(asked[0])
suggest(asked[1], {"remarque": "Le rendez-vous est passé au jeudi."})
campaign.asked.filter(addressee=None).delete()
"""
SEMINAR = """
from actions.models import ActionPage
from catalog.models import Term
from seminars.models import Proposal, Seminar
made = Seminar.objects.create(title="Séminaire de la Cité éducative", year=2040, state="closed", votes=38)
axes, sheets = Term.objects.filter(vocabulary__code="axe"), ActionPage.objects.live().order_by("number")
rows = [("keep", 0, 41), ("drop", 1, 12), ("invent", None, 57)]
for order, (choice, place, dots) in enumerate(rows):
    sheet = None if place is None else sheets[place].page_ptr
    title = "" if sheet else "Une radio d’élèves"
    Proposal.objects.create(
        seminar=made, axis=axes[0], choice=choice, sheet=sheet, title=title, dots=dots, sort_order=order
    )
"""

EDITION = """
from datetime import date
from editions.making import ask
from editions.models import Edition
from jobs.worker import queue_worker
ask(Edition.objects.get(slug="seminaire"), date(2040, 9, 1), None)
queue_worker("images", interval=0, batch=True).run()
"""


def by_itself(page, site):
    """As whoever coordinates."""
    for made in (CAMPAIGN, SEMINAR, EDITION):
        site.manage("shell", "-c", made)
    page.context.clear_cookies()
    log_in(page, site, "demo")
    page.goto(f"{site.url}/admin/snippets/rules/rule/?q=Nouvelle")
    page.get_by_role("link", name="Nouvelle fiche en ligne", exact=True).click()
    key = re.search(r"/edit/(\d+)/", page.url)[1]
    page.goto(f"{site.url}/admin/regles/{key}/essayer/")
    keep(page, "regle-essai")
    page.goto(f"{site.url}/admin/campagnes/1/")
    keep(page, "campagne")
    page.goto(f"{site.url}/admin/seminaires/1/")
    keep(page, "seminaire")
    page.goto(f"{site.url}/admin/snippets/meetings/meeting/?q=Nord")
    page.get_by_role("link", name="Commission de territoire Nord", exact=True).click()
    page.get_by_role("heading", name="Rythme").scroll_into_view_if_needed()
    keep(page, "reunion")
    page.goto(f"{site.url}/admin/editions/numero/1/")
    keep(page, "edition")


ANSWERS = """
from django.contrib.auth.models import Group
from django.utils import timezone
from form_pages.calls import receive
from form_pages.models import Answer, FormPage
from form_pages.sign_ups import cancel, take_place
from portal.models import User
User.objects.get(username="validateur").groups.add(Group.objects.get(name="Coordination"))

def answer(page, number, **said):
    who = {"votre_fonction": "Animation", "votre_courriel_professionnel": f"accueil{number}@structure.example"}
    made = Answer(page_id=page.pk, sent=str(number), purge_at=timezone.now())
    made.form_data = {**who, **said}
    made.save()
    return made

page = FormPage.objects.get(code="inscription-plan-laicite")
slot = page.slots.first()
slot.places = 4
slot.save()
names = ["Centre social du canal", "École de la filature", "Collège du parc", "Ludothèque", "Club de lecture", "MJC"]
made = [take_place(page, answer(page, n, votre_structure=name), str(slot.pk)) for n, name in enumerate(names)]
cancel(made[2])
call = FormPage.objects.get(code="appel-identite-remarquable")
project = {"titre_du_projet": "Le journal de la rue", "specialite": "Culture", "votre_etablissement": "École du canal"}
project["le_projet_en_quelques_phrases"] = "Une rédaction d’élèves et d’habitants, un numéro par mois."
receive(call, answer(call, 90, **project))
"""


def a_form(page, site):
    site.manage("shell", "-c", ANSWERS)
    open_sheet(page, site, "Demander un interprète")
    page.get_by_role("heading", name="Questions").scroll_into_view_if_needed()
    keep(page, "formulaire")
    phone = page.context.browser.new_page(viewport={"width": 390, "height": 760}, locale="fr-FR")
    phone.goto(f"{site.url}/demander-un-interprete/")
    phone.get_by_role("heading", name="Votre besoin").scroll_into_view_if_needed()
    keep(phone, "formulaire-page")
    phone.close()
    read_answers(page, site, "Catalogue du Plan laïcité")
    keep(page, "inscriptions")
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name=re.compile("Esprit critique")).click()
    keep(page, "liste-du-jour")
    read_answers(page, site, "Appel à projets")
    page.get_by_role("link", name="Reçue").click()
    keep(page, "candidature")


def read_answers(page, site, words):
    page.goto(f"{site.url}/admin/forms/")
    page.get_by_role("link", name=re.compile(f"^{words}")).first.click()


def a_reference(page, site):
    page.goto(f"{site.url}/livret/programme-reussite-educative/")
    page.locator(".doc").first.scroll_into_view_if_needed()
    keep(page, "reference")


OPEN_DATA = """
from wagtail.models import Site
from jobs.models import Worker
from jobs.worker import queue_worker
from opendata.dumps.job import ask_for_files
from opendata.models import OpenDataSettings
from reviews.scoring import score_stale
settings = OpenDataSettings.for_site(Site.objects.get(is_default_site=True))
settings.embedding_sites = ["%s"]
settings.save()
ask_for_files()
queue_worker("images", interval=0, batch=True).run()
score_stale()
Worker.objects.all().delete()
"""
SCHOOL = """<!doctype html>
<html lang="fr">
  <meta charset="utf-8">
  <title>École du canal</title>
  <body style="max-width: 44rem; margin: 2rem auto; font: 1.1rem/1.5 Georgia, serif; color: #333">
    <h1 style="border-bottom: 4px solid #9cbf3b">École du canal</h1>
    <p>Le sport près de chez nous, d’après le portail de la ville. La liste se tient à jour toute seule.</p>
    <iframe src="%s/integrer/recherche/?theme=sport" title="Le sport" width="100%%" height="400"></iframe>
  </body>
</html>
"""


@contextmanager
def a_school():
    """A site of a school, on a port of its own; where it stands, and what to write in its page."""
    with tempfile.TemporaryDirectory() as folder:
        handler = partial(SimpleHTTPRequestHandler, directory=folder)
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}", Path(folder) / "index.html"
            server.shutdown()


def open_data(page, site):
    """As whoever coordinates; a school shows one of our lists."""
    with a_school() as (address, home):
        site.manage("shell", "-c", OPEN_DATA % address)
        home.write_text(SCHOOL % site.url, encoding="utf-8")
        page.goto(address)
        keep(page, "integrer")
    page.goto(f"{site.url}/donnees-ouvertes/")
    keep(page, "donnees-ouvertes")
    page.goto(f"{site.url}/admin/qualite/")
    page.get_by_text(re.compile(r"data·inclusion : \d+ sur 100")).first.scroll_into_view_if_needed()
    keep(page, "note-nationale")
    page.goto(f"{site.url}/admin/donnees-ouvertes/correspondances/")
    keep(page, "correspondances")
    page.goto(f"{site.url}/admin/travaux/")
    keep(page, "travaux")
    page.context.clear_cookies()
    page.goto(f"{site.url}/admin/login/")
    keep(page, "connexion")


STORIES = (
    *(everyday, a_field, a_kind, a_list, a_twin, a_booklet, a_spreadsheet, a_form, a_reference),
    *(by_itself, open_data),
)


def keep(page, name, whole=False):
    page.wait_for_timeout(700)
    page.screenshot(path=IMAGES / f"{name}.png", full_page=whole)


if __name__ == "__main__":
    main()
