"""Descriptions in the browser: one that ships is copied, changed, tried on a booklet, kept."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.booklets.mapping import shipped_text
from imports.models import Batch, BookletMapping
from tests.imports.booklets.making import DATA
from tests.imports.making import batch_of, read

ADD = reverse("descriptions:add")
BOOKLET = (DATA / "livret.md").read_bytes()
TEXT = shipped_text("cite-educative")


def text_of(answer):
    return answer.content.decode().replace("&#x27;", "'")


def test_those_that_ship_are_listed_and_copied(desk):
    assert "livree:cite-educative" in text_of(desk.get(reverse("descriptions:index")))
    copied = desk.get(f"{ADD}?de=livree:cite-educative").context["form"]
    assert (copied.initial["name"], copied.initial["text"]) == (
        "Livret professionnel de la Cité éducative (copie)",
        TEXT,
    )


def test_a_copy_of_nothing_begins_as_one_that_ships(desk):
    assert desk.get(f"{ADD}?de=../settings").context["form"].initial["name"] == ""


def test_what_is_changed_is_kept(desk):
    desk.post(ADD, {"name": "Le nôtre", "text": TEXT.replace("Fiche n°", "Action n°")})
    assert "Action n°" in BookletMapping.objects.get().mapping.sheet


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TEXT.replace("objectives:", "buts:"), "Ligne 6 : « parts » nomme « buts »."),
        (TEXT.replace("{title}", "titre"), "Ligne 4 : « sheet » doit contenir {title}"),
        (TEXT + "couleur: bleu\n", "que l’import ne connaît pas."),
        ("name: [", "La description ne se lit pas, ligne 1"),
        ("a: &a [*a]", "ligne 1 : un renvoi"),
        ("[" * 5000, "ne se lit pas"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(desk, wrong, said):
    assert said in text_of(desk.post(ADD, {"name": "Le nôtre", "text": wrong}))
    assert not BookletMapping.objects.exists()


@pytest.mark.parametrize("name", ["cite-educative", "Livret professionnel de la Cité éducative"])
def test_one_that_ships_keeps_its_name(desk, name):
    """A command that names it would read the other, without a word."""
    assert "C’est le nom d’une description livrée" in text_of(desk.post(ADD, {"name": name, "text": TEXT}))
    assert not BookletMapping.objects.exists()


def test_it_is_tried_on_a_file_and_nothing_is_kept(desk):
    file = SimpleUploadedFile("livret.md", BOOKLET)
    answer = desk.post(ADD, {"name": "Le nôtre", "text": TEXT, "essayer": "1", "trial_file": file})
    trial = answer.context["form"].trial
    assert (trial.booklet, bool(trial.sheets)) == ("livret.md", True)
    assert trial.sheets[0]["title"] in text_of(answer)
    assert not BookletMapping.objects.exists()
    assert not Batch.objects.exists()


def test_where_no_sheet_is_found_the_lines_that_may_begin_one_are_shown(desk):
    file = SimpleUploadedFile("guide.md", b"# Guide\n\n## Atelier 1 : Cuisine\n\nOn cuisine.\n")
    answer = text_of(desk.post(ADD, {"name": "Le nôtre", "text": TEXT, "essayer": "1", "trial_file": file}))
    assert "Aucune fiche" in answer
    assert "Atelier 1 : Cuisine" in answer


def test_headings_that_it_does_not_name_are_shown(desk):
    file = SimpleUploadedFile("livret.md", BOOKLET + b"\n\n### Pour rire\n\nDes blagues.\n")
    answer = text_of(desk.post(ADD, {"name": "Le nôtre", "text": TEXT, "essayer": "1", "trial_file": file}))
    assert "Titres que « parts » ne nomme pas" in answer
    assert "Pour rire" in answer


def test_it_is_tried_on_a_booklet_that_is_there(desk, editor):
    batch = batch_of(read(), user=editor)
    batch.file.save("livret.md", ContentFile(BOOKLET))
    answer = desk.post(ADD, {"name": "Le nôtre", "text": TEXT, "essayer": "1", "trial_batch": batch.pk})
    assert answer.context["form"].trial.booklet == batch.title


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Choisissez un livret déjà déposé, ou un fichier."),
        ({"trial_file": SimpleUploadedFile("livret.doc", b"\xd0\xcf\x11\xe0" * 20)}, "enregistrez-le au format .docx"),
    ],
)
def test_what_cannot_be_tried_says_why(desk, files, said):
    assert said in text_of(desk.post(ADD, {"name": "Le nôtre", "text": TEXT, "essayer": "1", **files}))


def test_deleting_is_asked(client, admin_user, sample_site):
    own = BookletMapping.objects.create(name="Le nôtre", text=TEXT)
    client.force_login(admin_user)
    address = reverse("descriptions:delete", args=[own.pk])
    assert client.get(address).status_code == 200
    assert BookletMapping.objects.exists()
    client.post(address)
    assert not BookletMapping.objects.exists()
