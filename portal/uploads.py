"""What may be uploaded: the content decides, never the name, and each refusal says what to do.

``validate_document`` and ``validate_image`` take any Django file; a model calls ``check_upload`` from its ``clean()``.
"""

import zipfile
from pathlib import Path

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

UNPACKED_LIMIT = 100 * 1024 * 1024
HEAD_SIZE = 8192
# What each kind of office file must hold inside its zip archive.
OFFICE_MEMBERS = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml", ".xlsx": "xl/workbook.xml"}
OPEN_DOCUMENT_TYPES = {
    ".odp": b"application/vnd.oasis.opendocument.presentation",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odt": b"application/vnd.oasis.opendocument.text",
}
IMAGE_FORMATS = {
    ".avif": "AVIF",
    ".gif": "GIF",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
}


def check_upload(instance, validate):
    """Validate a newly uploaded ``file``; one already stored was checked when it came in."""
    file = instance.file
    if file and not file._committed:
        try:
            validate(file)
        except ValidationError as error:
            raise ValidationError({"file": error}) from error


def validate_document(file):
    suffix = _suffix(file, settings.WAGTAILDOCS_EXTENSIONS)
    _check_size(file, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    head = _head(file)
    if suffix == ".pdf":
        genuine = head.startswith(b"%PDF-")
    elif suffix in OFFICE_MEMBERS or suffix in OPEN_DOCUMENT_TYPES:
        genuine = _is_office_file(file, suffix)
    else:
        genuine = _is_plain_text(head)
    if not genuine:
        raise ValidationError(
            _(
                "Le contenu de ce fichier n’est pas celui d’un fichier %(type)s. "
                "Enregistrez-le de nouveau dans ce format depuis votre logiciel, puis déposez-le."
            ),
            code="content",
            params={"type": suffix.lstrip(".").upper()},
        )


def validate_image(file):
    suffix = _suffix(file, settings.WAGTAILIMAGES_EXTENSIONS)
    _check_size(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    file.seek(0)
    try:
        # Pillow reads the header only: a picture that claims a gigantic size is refused before it is unpacked.
        with PillowImage.open(file, formats=[IMAGE_FORMATS[suffix]]) as picture:
            pixels = picture.width * picture.height * getattr(picture, "n_frames", 1)
    except (PillowImage.DecompressionBombError, PillowImage.DecompressionBombWarning):
        pixels = float("inf")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(
            _("Le contenu de ce fichier n’est pas celui d’une image %(type)s : enregistrez-la dans ce format."),
            code="content",
            params={"type": suffix.lstrip(".").upper()},
        ) from error
    finally:
        file.seek(0)
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(
            _("Cette image est trop grande : %(limit)s millions de pixels au plus. Réduisez-la, puis déposez-la."),
            code="pixels",
            params={"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
        )


def _suffix(file, allowed):
    suffix = Path(file.name or "").suffix.lower()
    if suffix.lstrip(".") not in allowed:
        raise ValidationError(
            _("Ce type de fichier n’est pas accepté. Types acceptés : %(allowed)s."),
            code="extension",
            params={"allowed": ", ".join(allowed)},
        )
    return suffix


def _check_size(file, limit):
    if not file.size:
        raise ValidationError(_("Ce fichier est vide."), code="empty")
    if file.size > limit:
        raise ValidationError(
            _("Ce fichier est trop lourd (%(size)s) : %(limit)s au plus."),
            code="size",
            params={"size": filesizeformat(file.size), "limit": filesizeformat(limit)},
        )


def _head(file):
    file.seek(0)
    head = file.read(HEAD_SIZE)
    file.seek(0)
    return head


def _is_plain_text(head):
    """Text as a spreadsheet or an editor writes it: no known binary format, no NUL byte, no web page in disguise."""
    if filetype.guess(head) is not None or head.startswith(b"MZ"):
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return b"\0" not in head and not start.startswith((b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"#!"))


def _is_office_file(file, suffix):
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_unpacked_size(archive)
            names = set(archive.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise ValidationError(_("Ce fichier contient des macros : enregistrez-le sans macros."), code="macros")
            if suffix in OFFICE_MEMBERS:
                return {"[Content_Types].xml", OFFICE_MEMBERS[suffix]} <= names
            return "mimetype" in names and _first_bytes(archive, "mimetype") == OPEN_DOCUMENT_TYPES[suffix]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False
    finally:
        file.seek(0)


def _check_unpacked_size(archive):
    if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
        raise ValidationError(
            _("Ce fichier, une fois décompressé, dépasse %(limit)s : allégez ses images."),
            code="unpacked",
            params={"limit": filesizeformat(UNPACKED_LIMIT)},
        )


def _first_bytes(archive, name):
    with archive.open(name) as member:
        return member.read(100).strip()
