"""The file of a picture or of a document is missing or spoilt, as after a backup put back without its media."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from portal.models import Document, Image
from tests.portal.media.test_uploads import PDF, picture

PNG = picture("png", size=(900, 700))
STATES = {"missing": None, "empty": b"", "cut": PNG[: len(PNG) // 2], "garbage": b"rien d'une image" * 9}


@pytest.fixture(params=STATES)
def image(request, sample_site):
    image = Image.objects.create(title="Cour", file=ContentFile(PNG, "cour.png"))
    spoil(image, STATES[request.param])
    return image


def spoil(record, content):
    record.file.close()
    path = Path(record.file.path)
    path.unlink()
    if content is not None:
        path.write_bytes(content)


def test_a_picture_is_renamed_all_the_same(image, admin_client):
    address = reverse("wagtailimages:edit", args=[image.pk])
    data = {"title": "La cour", "collection": image.collection_id}
    assert admin_client.post(address, data).status_code == 302
    renamed = Image.objects.get(pk=image.pk)
    assert (renamed.title, renamed.file.name, renamed.width) == ("La cour", image.file.name, 900)


def test_a_file_takes_its_place(image, admin_client):
    address = reverse("wagtailimages:edit", args=[image.pk])
    file = ContentFile(picture("png", size=(80, 60)), "autre.png")
    data = {"title": "La cour", "collection": image.collection_id, "file": file}
    assert admin_client.post(address, data).status_code == 302
    assert Image.objects.get(pk=image.pk).width == 80


def test_it_is_not_chosen_and_the_editor_is_told(image, admin_client):
    address = reverse("wagtailimages_chooser:select_format", args=[image.pk])
    data = {"image-chooser-insertion-format": "right", "image-chooser-insertion-alt_text": "La cour"}
    answer = admin_client.post(address, data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 409
    assert "Le fichier de cette image" in answer.json()["error_message"]


@pytest.mark.parametrize("spec", ["width-77", "original", "fill-10x10"])
def test_its_preview_says_so(image, admin_client, spec):
    answer = admin_client.get(reverse("wagtailimages:preview", args=[image.pk, spec]))
    assert answer.status_code == 404
    assert "Le fichier de cette image" in answer.content.decode()


@pytest.mark.parametrize(
    "spec", ["fill-0x0", "fill-5x0", "fill-0x5", "fill-00x1-c50", "fill-1x999999999", f"fill-9x9-c{'9' * 400}", "zz"]
)
def test_a_size_that_cannot_be_is_refused(sample_site, admin_client, spec):
    image = Image.objects.create(title="Cour", file=ContentFile(PNG, "cour.png"))
    answer = admin_client.get(reverse("wagtailimages:preview", args=[image.pk, spec]))
    assert answer.status_code == 400


def test_a_possible_one_is_shown_to_whoever_may_change_the_picture(sample_site, admin_client, client):
    image = Image.objects.create(title="Cour", file=ContentFile(PNG, "cour.png"))
    address = reverse("wagtailimages:preview", args=[image.pk, "fill-30x20-c50"])
    answer = admin_client.get(address)
    assert answer["Content-Type"] == "image/png"
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("name", ["edit", "url_generator", "image_usage", "delete"])
def test_its_screens_stand(image, admin_client, name):
    assert admin_client.get(reverse(f"wagtailimages:{name}", args=[image.pk])).status_code in (200, 404)


@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
def test_a_document_is_renamed_too(sample_site, admin_client, content):
    document = Document.objects.create(title="Note", file=ContentFile(PDF, "note.pdf"))
    spoil(document, content)
    address = reverse("wagtaildocs:edit", args=[document.pk])
    assert admin_client.get(address).status_code == 200
    data = {"title": "La note", "collection": document.collection_id}
    assert admin_client.post(address, data).status_code == 302
    assert Document.objects.get(pk=document.pk).title == "La note"
