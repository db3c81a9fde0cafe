"""« Importer un livret »: what is dropped is one import, read by a worker; what cannot be read says what to do."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.admin import upload
from imports.models import Batch, BookletMapping
from install.setup.groups import REGISTERS
from jobs.models import Job
from tests.imports.booklets.making import DATA
from tests.imports.making import actions, member
from tests.jobs.doing import do_all

ADDRESS = reverse("livrets:add")
BOOKLET = (DATA / "livret.md").read_bytes()


def drop(desk, content=BOOKLET, name="livret.md", **values):
    said = {"mapping": "livree:cite-educative", "parent": "", "press": str(uuid.uuid4()), **values}
    return desk.post(ADDRESS, {"file": SimpleUploadedFile(name, content), **said}, follow=True)


def text_of(answer):
    return answer.content.decode()


def test_a_booklet_is_read_by_a_worker_and_shown(desk, editor):
    waiting = drop(desk)
    batch = Batch.objects.get()
    assert "En attente" in text_of(waiting)
    assert (batch.title, batch.by, batch.parent) == ("livret.md", editor, actions())
    do_all()
    shown = text_of(desk.get(reverse("livrets:edit", args=[batch.pk])))
    assert batch.sheets.exists()
    assert all(sheet.title.split(" (")[0] in shown.replace("&#x27;", "'") for sheet in batch.sheets.all())


def test_without_a_worker_the_screen_says_so(desk):
    assert "Aucun travail n’avance" in text_of(desk.get(ADDRESS))
    assert "Aucun travail n’avance" in text_of(drop(desk))


def test_pressed_twice_it_is_one_import(desk):
    press = str(uuid.uuid4())
    first, second = (drop(desk, press=press) for _time in range(2))
    assert first.redirect_chain == second.redirect_chain
    assert (Batch.objects.count(), Job.objects.count()) == (1, 1)


def test_the_same_booklet_may_be_dropped_again(desk):
    drop(desk)
    drop(desk)
    assert Batch.objects.count() == 2


def test_a_file_that_is_no_booklet_is_said_once_it_is_read(desk):
    drop(desk, b"\x00\x01\x02\x03" * 50, "livret.docx")
    do_all()
    shown = text_of(desk.get(reverse("livrets:edit", args=[Batch.objects.get().pk])))
    assert Job.objects.get().message in shown
    assert "Importer de nouveau" in shown


def test_a_booklet_without_a_sheet_says_that_its_description_may_be_another(desk):
    drop(desk, b"# Bonjour\n\nRien ici.\n")
    do_all()
    assert "Aucune fiche n’a été trouvée" in text_of(desk.get(reverse("livrets:edit", args=[Batch.objects.get().pk])))


def test_what_is_too_large_is_refused_with_its_size(desk, monkeypatch):
    monkeypatch.setattr(upload, "LARGEST", 1000)
    assert "1000 octets au plus" in text_of(drop(desk, b"x" * 2000)).replace("\xa0", " ")
    assert not Batch.objects.exists()


@pytest.mark.parametrize(("content", "said"), [(b"", "Ce fichier est vide")])
def test_what_holds_nothing_is_refused(desk, content, said):
    assert said in text_of(drop(desk, content))
    assert not Batch.objects.exists()


def test_a_form_without_a_file_says_so(desk):
    answer = desk.post(ADDRESS, {"mapping": "livree:cite-educative"})
    assert "Choisissez le fichier du livret." in text_of(answer)


def test_a_section_of_others_is_no_choice(desk):
    foreign = actions().get_parent()
    answer = drop(desk, parent=str(foreign.pk))
    assert "errors" in text_of(answer) or "Sélectionnez un choix valide" in text_of(answer)
    assert not Batch.objects.exists()


def test_descriptions_of_this_portal_are_choices_too(desk):
    text = 'name: Le nôtre\nsheet: "Fiche {title}"\n'
    own = BookletMapping.objects.create(name="Le nôtre", text=text)
    drop(desk, mapping=f"ici:{own.pk}")
    assert Batch.objects.get().mapping_text == text


def test_the_menu_shows_nothing_to_who_may_not_import(sample_site, client):
    client.force_login(member(REGISTERS))
    assert "/admin/importer/" not in text_of(client.get("/admin/"))
    assert desk_status(client, ADDRESS) == 302


def desk_status(client, address):
    return client.get(address).status_code


def test_the_file_is_private_and_goes_with_the_import(desk, editor, django_capture_on_commit_callbacks):
    drop(desk)
    batch = Batch.objects.get()
    storage, name = batch.file.storage, batch.file.name
    assert storage.exists(name)
    assert desk.get(f"/media/{name}").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("livrets:delete", args=[batch.pk]))
    assert not Batch.objects.exists()
    assert not storage.exists(name)
