"""« Modèle de portail » in the admin: taken as a file, dropped, tried, then added."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.models import Vocabulary
from install.setup.groups import COORDINATION, EDITORS, REGISTERS, VALIDATORS
from portal.models import User
from tests import factories
from transfer import admin
from transfer.blueprint import file

ADDRESS = reverse("portal_model")


@pytest.fixture
def as_group(sample_site, client):
    def enter(name):
        user = User.objects.create_user(name, password="un mot de passe")
        user.groups.add(Group.objects.get(name=name))
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def model(sample_site):
    """That of a city which has one vocabulary more."""
    own = factories.vocabulary("saison", "Saison", terms=["Été"])
    text = file.made()
    own.terms.all().delete()
    own.delete()
    return text


def dropped(text):
    return {"file": SimpleUploadedFile("modele.json", text.encode())}


@pytest.mark.parametrize("group", [REGISTERS, COORDINATION])
def test_those_who_keep_the_registers_take_it_as_a_file(as_group, group):
    answer = as_group(group).get(reverse("portal_model_file"))
    assert json.loads(answer.content)["what"] == file.WHAT
    assert "attachment" in answer["Content-Disposition"] and "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("group", [EDITORS, VALIDATORS])
def test_others_neither_read_nor_bring(as_group, group, model):
    client = as_group(group)
    answers = [client.get(ADDRESS), client.get(reverse("portal_model_file")), client.post(ADDRESS, dropped(model))]
    answers.append(client.post(ADDRESS, {"text": model, "do": "apply"}))
    assert {answer.status_code for answer in answers} == {302}
    assert not Vocabulary.objects.filter(code="saison").exists()


def test_what_is_dropped_is_tried_first(as_group, model):
    client = as_group(REGISTERS)
    said = client.post(ADDRESS, dropped(model)).content.decode()
    assert "Terme « Été » de « Saison »" in said and "Saison (1 terme à ajouter)" in said
    assert not Vocabulary.objects.filter(code="saison").exists()


def test_the_button_adds_what_was_tried(as_group, model):
    client = as_group(REGISTERS)
    tried = BeautifulSoup(client.post(ADDRESS, dropped(model)).content, "html.parser")
    text = tried.find("input", {"name": "text"})["value"].replace("\n", "\r\n")  # as browsers send it
    answer = client.post(ADDRESS, {"text": text, "do": "apply"}, follow=True)
    assert "Modèle repris : 2 ajouts" in answer.content.decode()
    assert [term.label for term in Vocabulary.objects.get(code="saison").terms.all()] == ["Été"]
    assert "2 ajouts" not in client.post(ADDRESS, {"text": text, "do": "apply"}, follow=True).content.decode()


def test_a_vocabulary_that_is_ticked_is_left(as_group, model):
    client = as_group(REGISTERS)
    client.post(ADDRESS, {"text": model, "without": "saison", "do": "apply"})
    assert not Vocabulary.objects.filter(code="saison").exists()
    answer = client.post(ADDRESS, {"text": model, "without": "nulle-part", "do": "apply"})
    assert "n’a pas de vocabulaire « nulle-part »" in answer.content.decode()


def test_a_model_that_brings_nothing_has_no_button(as_group, sample_site):
    said = as_group(REGISTERS).post(ADDRESS, dropped(file.made())).content.decode()
    assert "Il n’y a rien à ajouter" in said and 'value="apply"' not in said


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "Choisissez le fichier"),
        ({"text": "\ud800", "do": "apply"}, "Choisissez le fichier"),
        ({"text": "bonjour", "do": "apply"}, "ne peut pas être lu"),
    ],
)
def test_what_is_no_model_is_refused_beside_the_field(as_group, data, reason):
    data = {key: value.encode("utf-8", "ignore").decode() for key, value in data.items()}
    answer = as_group(REGISTERS).post(ADDRESS, data)
    assert answer.status_code == 200 and reason in answer.content.decode()


def test_a_file_too_large_for_a_form_has_the_command(as_group, model, monkeypatch):
    monkeypatch.setattr(admin, "LARGEST", 10)
    assert "import_model" in as_group(REGISTERS).post(ADDRESS, dropped(model)).content.decode()


def test_one_record_that_cannot_be_here_refuses_the_file(as_group, model):
    content = json.loads(model)["content"]
    content["kinds"].append({**content["kinds"][0], "code": "neuf", "name": "Neuf", "plural": "Neufs", "tint": "rouge"})
    content["kinds"][-1]["is_coded"] = False
    text = json.dumps({**json.loads(model), "content": content, "digest": file._digest(content)})
    said = as_group(REGISTERS).post(ADDRESS, dropped(text)).content.decode()
    assert "Rien n’a été écrit. type de fiche « Neuf » : couleur" in said


def test_the_menu_leads_there_only_those_who_may(as_group):
    assert ADDRESS in as_group(REGISTERS).get("/admin/").content.decode()
