"""What an attacker, or a slip of the hand, may put into the site: it stays harmless, and breaks nothing else."""

import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.models import Page

from actions.models import ActionIndexPage, ActionPage
from catalog.models import Vocabulary
from directory.models import GlossaryEntry
from home.blocks import DoorBlock, is_address
from home.models import HomePage
from resources.models import ResourcePage

pytestmark = pytest.mark.django_db


def test_an_expired_section_does_not_show_its_title_on_the_pages_below(client, sample_site):
    section = ActionIndexPage.objects.get()
    yesterday = timezone.now() - timedelta(days=1)
    Page.objects.filter(pk=section.pk).update(title="Rubrique retirée", expire_at=yesterday)
    answer = client.get(ActionPage.objects.live().first().url)
    assert answer.status_code == 200
    assert "Rubrique retirée" not in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:text/html,x", " "]
)
def test_a_door_never_leads_to_a_script_or_to_another_site_in_disguise(client, sample_site, address):
    home = HomePage.objects.get()
    door = {"title": "Porte", "picture": "house", "tint": "fiche", "address": address, "links": []}
    home.doors = json.dumps([{"type": "door", "value": door}])
    home.save()
    assert f'href="{address}' not in client.get("/").content.decode()
    assert not is_address(address)


def test_the_editor_is_told_of_an_address_that_leads_nowhere():
    block = DoorBlock()
    door = {"title": "Porte", "picture": "house", "tint": "fiche", "address": "javascript:alert(1)", "links": []}
    with pytest.raises(ValidationError):
        block.clean(block.to_python(door))
    block.clean(block.to_python({**door, "address": "/recherche/?theme=parentalite"}))
    block.clean(block.to_python({**door, "address": "https://ville.example/"}))


@pytest.mark.parametrize("branch", [None, "ancienne-voie"])
def test_a_step_whose_branch_is_not_chosen_yet_can_be_shown(client, sample_site, branch):
    page = next(page for page in ResourcePage.objects.live() if len(page.procedure))
    rows = [{"type": "item", "value": {"branch": branch, "text": "Écrire."}}]
    step = {"number": 1, "title": "Demander", "text": "Texte.", "branches": rows}
    page.procedure = json.dumps([{"type": "step", "value": step}])
    page.save()
    assert client.get(page.url).status_code == 200


# Codes come from names: two names may give the same one, or none.


def test_two_words_that_differ_by_a_sign_only_are_two_words(admin_client, sample_site):
    address = reverse("wagtailsnippets_directory_glossaryentry:add")
    for word in ("DYZ", "DYZ+", "+++"):
        data = {"term": word, "expansion": "", "explanation": "", "origin": "", "synonyms": ""}
        assert admin_client.post(address, data).status_code == 302
    codes = GlossaryEntry.objects.filter(term__in=["DYZ", "DYZ+", "+++"]).values_list("code", flat=True)
    assert sorted(codes) == ["dyz", "dyz-2", "mot-explique"]


def vocabulary_form(label, *terms):
    data = {"label": label, "kind": "flat", "source": "chosen", "order": "100", "multiple": "on"}
    data |= {"terms-TOTAL_FORMS": len(terms), "terms-INITIAL_FORMS": 0}
    for number, term in enumerate(terms):
        data |= {f"terms-{number}-label": term, f"terms-{number}-ORDER": number + 1}
    return data


def test_vocabularies_and_terms_of_the_same_name_get_codes_of_their_own(admin_client, sample_site):
    address = "/admin/vocabulaires/new/"
    for _ in range(2):
        assert admin_client.post(address, vocabulary_form("Langue", "Arabe", "arabe !", "اللغة")).status_code == 302
    first, second = Vocabulary.objects.filter(label="Langue").order_by("pk")
    assert (first.code, second.code) == ("langue", "langue-2")
    for each in (first, second):
        assert [term.code for term in each.terms.all()] == ["arabe", "arabe-2", "terme"]


def test_a_made_code_stays_when_the_name_changes(sample_site):
    entry = GlossaryEntry(term="Zébulon")
    entry.save()
    entry.term = "Autre chose"
    entry.save()
    assert entry.code == "zebulon"


def test_a_term_that_holds_others_cannot_be_put_under_another(sample_site):
    terms = Vocabulary.objects.get(code="secteur").terms.all()
    root = next(term for term in terms if not term.parent_id and term.children.exists())
    root.parent = next(term for term in terms if not term.parent_id and term.pk != root.pk)
    with pytest.raises(ValidationError, match="deux niveaux"):
        root.clean()


# Uploads.


def test_an_image_cut_short_is_refused_in_words(admin_client, sample_site):
    buffer = io.BytesIO()
    PillowImage.new("RGB", (10, 10)).save(buffer, "PNG")
    cut = SimpleUploadedFile("photo.png", buffer.getvalue()[:40], content_type="image/png")
    data = {"title": "photo.png", "files[]": cut}
    answer = admin_client.post("/admin/images/multiple/add/", data, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 200
    assert "abîmé" in answer.json()["error_message"]
