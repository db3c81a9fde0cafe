"""Reference documents in the admin: a version is checked, and nobody gives themselves what is kept for others."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from directory.models import ReferenceDocument
from install.setup.groups import COORDINATION, EDITORS, REGISTERS, VALIDATORS
from portal.models import User
from tests.directory.reference.making import document, version

ADD = "directory_referencedocument_modeladmin_create"
EDIT = "directory_referencedocument_modeladmin_edit"


def sent(rows=(), **values):
    data = {"title": "Fiche de saisine", "purpose": "", "source": "", "level": "3", "code": "", **values}
    data |= {"owner_contact": "", "owner_group": "", "versions-TOTAL_FORMS": len(rows), "versions-INITIAL_FORMS": 0}
    data |= {"versions-MIN_NUM_FORMS": 0, "versions-MAX_NUM_FORMS": 1000}
    for number, row in enumerate(rows):
        data |= {f"versions-{number}-{name}": value for name, value in {"id": "", "ORDER": number + 1, **row}.items()}
    return data


def row(**values):
    days = {"valid_from": "01/09/2026", "valid_until": "31/08/2027"}
    file = ContentFile(b"%PDF-1.4 fiche", "fiche.pdf")
    return {"year": "2026-2027", "file": file, **days, **values}


def client_of(group):
    account = User.objects.create_user("essai", email="essai@passerelles.example")
    account.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(account)
    return client


def test_a_document_is_made_with_its_version(sample_site, admin_client):
    assert admin_client.post(reverse(ADD), sent([row()])).status_code == 302
    made = ReferenceDocument.objects.get(code="fiche-de-saisine")
    kept = made.versions.get()
    assert kept.year == "2026-2027"
    with kept.file.open() as file:
        assert file.read() == b"%PDF-1.4 fiche"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"year": "2026"}, "deux années qui se suivent"),
        ({"year": "2026-2028"}, "deux années qui se suivent"),
        ({"valid_until": "31/08/2025"}, "La fin vient après le début."),
        ({"file": ContentFile(b"<html>", "fiche.pdf")}, "n’est pas celui d’un fichier PDF"),
        ({"file": ContentFile(b"MZ", "fiche.exe")}, "Ce type de fichier n’est pas accepté"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(sample_site, admin_client, wrong, said):
    answer = admin_client.post(reverse(ADD), sent([row(**wrong)]))
    assert answer.status_code == 200 and said in answer.content.decode()
    assert not ReferenceDocument.objects.filter(title="Fiche de saisine").exists()


def test_what_is_kept_for_groups_names_them(sample_site, admin_client):
    answer = admin_client.post(reverse(ADD), sent(level="2"))
    assert "Cochez au moins un groupe" in answer.content.decode()


def test_whoever_keeps_the_register_does_not_open_what_is_kept_for_others(sample_site):
    made = document(readers=[Group.objects.get(name=VALIDATORS)])
    own = Group.objects.get(name=REGISTERS).pk
    client = client_of(REGISTERS)
    for values in ({"level": "3"}, {"level": "2", "readers": [own]}):
        answer = client.post(reverse(EDIT, args=[made.pk]), sent(**values))
        assert "Seul un membre des groupes" in answer.content.decode()
    made.refresh_from_db()
    assert not made.is_public and [group.name for group in made.readers.all()] == [VALIDATORS]


@pytest.mark.parametrize(("group", "is_seen"), [(EDITORS, False), (VALIDATORS, True), (COORDINATION, True)])
def test_the_list_names_what_is_kept_for_groups_to_those_who_may_know(sample_site, group, is_seen):
    document("Zibeline", readers=[Group.objects.get(name=VALIDATORS)])
    html = client_of(group).get(reverse("directory_referencedocument_modeladmin_index")).content.decode()
    assert ("Zibeline" in html) is is_seen


@pytest.mark.parametrize("name", ["choose", "chosen"])
def test_a_sheet_is_offered_public_documents_only(sample_site, admin_client, name):
    made = document("Zibeline", readers=[Group.objects.get(name=VALIDATORS)])
    address = reverse(f"reference_chooser:{name}", args=[made.pk] if name == "chosen" else [])
    assert "Zibeline" not in admin_client.get(address).content.decode()


def test_the_file_of_a_version_that_goes_goes_too(sample_site, django_capture_on_commit_callbacks):
    kept = version(document())
    storage, name = kept.file.storage, kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        kept.file = ContentFile(b"%PDF-1.4 autre", "autre.pdf")
        kept.save()
    assert not storage.exists(name) and storage.exists(kept.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        kept.delete()
    assert not storage.exists(kept.file.name)
