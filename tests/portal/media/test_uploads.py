"""Uploads: the content decides, not the name; each refusal is a French sentence that says what to do."""

import io
import re
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image as PillowImage

from portal.media.uploads import validate_document, validate_image
from portal.models import Rendition

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\0" * 64


def archive(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def spreadsheet():
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def picture(kind, size=(40, 30), **options):
    buffer = io.BytesIO()
    PillowImage.new("RGB", size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def claimed_png(width, height):
    """A PNG whose header claims a size that its few bytes do not hold."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def refusal(validate, name, content):
    with pytest.raises(ValidationError) as caught:
        validate(SimpleUploadedFile(name, content))
    return caught.value


WORD = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
MACROS = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>", "word/vbaProject.bin": "x"})
TEXT_DOCUMENT = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"})


def typed(part, kind):
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="{part}" \
ContentType="application/vnd.{kind}"/></Types>'


WORD_TYPE = "openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMED_OTHERWISE = archive(
    {"[Content_Types].xml": typed("/word/document2.xml", WORD_TYPE), "word/document2.xml": "<w/>"}
)
NAMED_NOWHERE = archive({"[Content_Types].xml": typed("/word/document2.xml", WORD_TYPE), "word/other.xml": "<w/>"})
MACRO_TYPE = archive(
    {
        "[Content_Types].xml": typed("/word/document.xml", "ms-word.document.macroEnabled.main+xml"),
        "word/document.xml": "<w/>",
    }
)
MACRO_SHEET = archive(
    {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>", "xl/macrosheets/sheet1.xml": "<xm/>"}
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
EMPTY_LIBRARIES = archive({"mimetype": ODT_TYPE, "Basic/script-lc.xml": "<l/>", "Basic/Standard/script-lb.xml": "<l/>"})
BASIC = archive({"mimetype": ODT_TYPE, "Basic/script-lc.xml": "<l/>", "Basic/Standard/Module1.xml": "<m/>"})
SCRIPT = archive({"mimetype": ODT_TYPE, "Scripts/python/macro.py": "pass"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("livret.pdf", PDF),
        ("LIVRET.PDF", PDF),
        ("note.docx", WORD),
        ("note.odt", TEXT_DOCUMENT),
        ("liste.xlsx", spreadsheet()),
        ("liste.csv", "nom;âge\nÉlodie;7\n".encode()),
        ("liste.csv", "nom;âge\nÉlodie;7\n".encode("cp1252")),
        ("liste.csv", "nom;âge\n".encode("utf-16")),
        ("lisez-moi.txt", "Bonjour à tous".encode()),
        ("livret.pdf", b"\xef\xbb\xbf" + PDF),
        ("livret.pdf", b"\r\n" + PDF),
        ("livret.pdf", b"X-Scanner: accueil\r\n\r\n" + PDF),
        ("note.docx", NAMED_OTHERWISE),
        ("liste.csv", b"BM Grand-Plage;03 53 01 00 00\n"),
        ("liste.csv", b"MZ;II*;GIF89a;RIFF\n"),
        ("liste.csv", b"PK;nom\n"),
        ("liste.csv", "\ufeffBM;âge\n".encode("utf-16")),
        ("note.odt", EMPTY_LIBRARIES),
    ],
)
def test_genuine_documents_are_accepted(name, content):
    file = SimpleUploadedFile(name, content)
    validate_document(file)
    assert file.read() == content, "the file is left at its beginning for whoever saves it"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("livret.pdf", EXE),
        ("livret.pdf", HTML),
        ("livret.pdf", HTML + PDF),
        ("livret.pdf", EXE + PDF),
        ("livret.pdf", b"#!/bin/sh\n" + PDF),
        ("livret.pdf", b" " * 2000 + PDF),
        ("note.docx", EXE),
        ("note.docx", spreadsheet()),
        ("note.docx", NAMED_NOWHERE),
        ("note.docx", WORD[:100]),
        ("note.docx", b"PK\x03\x04junk"),
        ("note.odt", WORD),
        ("liste.csv", HTML),
        ("liste.csv", b"\xef\xbb\xbf  " + HTML),
        ("lisez-moi.txt", SVG),
        ("lisez-moi.txt", EXE),
        ("lisez-moi.txt", PDF),
        ("lisez-moi.txt", b"#!/bin/sh\nrm -rf /\n"),
        ("liste.csv", b"a\0b"),
    ],
)
def test_disguised_documents_are_refused(name, content):
    error = refusal(validate_document, name, content)
    assert error.code == "content"
    assert "n’est pas celui d’un fichier" in error.messages[0]


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("note.docx", {"[Content_Types].xml": "<Types><Overr", "word/document.xml": "<w/>"}),
        ("note.docx", {"[Content_Types].xml": "", "word/document.xml": "<w/>"}),
        ("liste.xlsx", {"[Content_Types].xml": "<Types>", "xl/workbook.xml": "<w/>"}),
        ("exposé.pptx", {"[Content_Types].xml": "\0\0\0", "ppt/presentation.xml": "<w/>"}),
        ("note.odt", {"mimetype": ODT_TYPE, "META-INF/manifest.xml": "<manifest:mani"}),
        ("note.odt", {"mimetype": ODT_TYPE[:-3], "META-INF/manifest.xml": "<m/>"}),
    ],
)
def test_an_office_file_whose_list_of_parts_is_torn_is_refused(name, members):
    assert refusal(validate_document, name, archive(members)).code == "content"


@pytest.mark.parametrize("name", ["vide.csv", "vide.pdf"])
def test_an_empty_document_is_refused_in_one_sentence(sample_site, admin_client, name):
    data = {"title": "Vide", "file": SimpleUploadedFile(name, b""), "collection": 1}
    answer = admin_client.post(reverse("wagtaildocs:add"), data)
    assert answer.context["form"].errors == {"file": ["Le fichier soumis est vide."]}
    data = {"title": "Vide", "files[]": SimpleUploadedFile(name, b"")}
    assert admin_client.post(reverse("wagtaildocs:add_multiple"), data).json()["error_message"].count("\n") == 0


@pytest.mark.parametrize(
    "name", ["page.html", "image.svg", "outil.exe", "sans-extension", "archive.zip", "note.docm", ""]
)
def test_other_kinds_of_documents_are_refused(name):
    error = refusal(validate_document, name or "x", HTML)
    assert error.code == "extension"
    assert "Types acceptés : csv, docx" in error.messages[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("note.docx", MACROS), ("note.docx", MACRO_TYPE), ("liste.xlsx", MACRO_SHEET), ("note.odt", BASIC),
        ("note.odt", SCRIPT),
    ],
)  # fmt: skip
def test_macros_are_refused(name, content):
    assert refusal(validate_document, name, content).code == "macros"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": b"\0" * (101 * 1024 * 1024)})
    assert len(bomb) < 200_000
    assert refusal(validate_document, "note.docx", bomb).code == "unpacked"


def test_empty_and_heavy_documents_are_refused(settings):
    assert refusal(validate_document, "vide.pdf", b"").code == "empty"
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024
    error = refusal(validate_document, "lourd.pdf", PDF + b"\0" * 2000)
    assert error.code == "size"
    assert "trop lourd" in error.messages[0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.webp", "WEBP"), ("a.avif", "AVIF"), ("a.gif", "GIF")],
)
def test_genuine_images_are_accepted(name, kind):
    validate_image(SimpleUploadedFile(name, picture(kind)))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", EXE), ("a.png", HTML), ("a.jpg", picture("PNG")), ("a.png", SVG), ("a.webp", b"RIFF"), ("a.gif", PDF)],
)
def test_disguised_images_are_refused(name, content):
    assert refusal(validate_image, name, content).code == "content"


@pytest.mark.parametrize("name", ["a.svg", "a.bmp", "a.tiff", "a.html"])
def test_other_kinds_of_images_are_refused(name):
    assert refusal(validate_image, name, SVG).code == "extension"


@pytest.mark.parametrize("size", [(10_000, 5_001), (30_000, 30_000), (2**31 - 1, 2**31 - 1)])
def test_gigantic_images_are_refused_before_they_are_unpacked(size):
    error = refusal(validate_image, "bombe.png", claimed_png(*size))
    assert error.code == "pixels"
    assert "50 millions de pixels" in error.messages[0]


def test_every_frame_of_an_animation_counts(settings):
    frames = [PillowImage.new("RGB", (100, 100), colour) for colour in ("red", "green", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    validate_image(SimpleUploadedFile("a.gif", buffer.getvalue()))
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 29_000
    assert refusal(validate_image, "a.gif", buffer.getvalue()).code == "pixels"


def test_the_second_picture_of_a_telephone_does_not_count(settings, sample_site, admin_client):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 15_000
    buffer = io.BytesIO()
    photo, preview = (PillowImage.new("RGB", size, "teal") for size in ((120, 100), (60, 50)))
    photo.save(buffer, "MPO", save_all=True, append_images=[preview])
    answer = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Essai", "files[]": SimpleUploadedFile("photo.jpg", buffer.getvalue())},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.json()["success"]


def test_a_picture_that_cannot_be_shown_is_refused_in_words(monkeypatch):
    monkeypatch.setattr("portal.media.pictures.displayable", lambda picture: 1 / 0)
    error = refusal(validate_image, "a.png", picture("PNG"))
    assert "enregistrez-la de nouveau en JPEG ou en PNG" in error.messages[0]


def test_heavy_images_are_refused(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 50
    assert refusal(validate_image, "a.png", picture("PNG")).code == "size"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("enorme.png", lambda: claimed_png(15_000, 15_000), "50 millions de pixels au plus. Réduisez-la"),
        ("grande.png", lambda: picture("PNG", (8_000, 7_000)), "50 millions de pixels au plus. Réduisez-la"),
        ("menteuse.png", lambda: picture("GIF"), "pas celui d’une image « .png » : enregistrez-la"),
    ],
)
def test_the_upload_screen_says_what_to_do(sample_site, admin_client, name, content, sentence):
    answer = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Essai", "files[]": SimpleUploadedFile(name, content())},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert sentence in answer.json()["error_message"].replace("&#x27;", "'")


def test_a_rendition_has_a_name_that_cannot_be_guessed():
    """However long its filters: Wagtail cuts the name of the original that stands before them."""
    names = [Rendition().get_upload_to("pho.format-avif.width-640.avifquality-45.avif") for _ in range(2)]
    assert all(re.fullmatch(r"images/[0-9a-f]{16}-pho\.format-avif.*\.avif", name) for name in names)
    assert names[0] != names[1]
