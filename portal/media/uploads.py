"""What may be uploaded: the content decides, never the name, and each refusal says what to do.

``validate_document`` and ``validate_image`` take any Django file; a model calls ``check_upload`` from its ``clean()``.
"""

import re
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

from portal.media import office
from portal.media.pictures import try_out

UNPACKED_LIMIT = 100 * 1024 * 1024
HEAD_SIZE = 8192
PDF_HEADER_WITHIN = 1024  # bytes; readers have always looked for it there (ISO 32000-1, annex H, note 13)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DISGUISES = (
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<?xml",
    "<iframe",
    "#!",
    "%pdf-",
    "%!ps",
    "{\\rtf",
)
# Bytes that no text holds: all controls but tabulation, ends of lines and pages, and the end of old DOS files.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
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
        genuine = _is_pdf(head)
    elif suffix in office.SUFFIXES:
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
            # A telephone's second picture (MPO) is never shown; each one of an animation is.
            frames = getattr(picture, "n_frames", 1) if getattr(picture, "is_animated", False) else 1
            pixels = picture.width * picture.height * (1 if picture.format == "MPO" else frames)
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
    _try_image(file, suffix)


def _try_image(file, suffix):
    """Only a picture that can be shown is taken: no page finds out later."""
    try:
        with PillowImage.open(file, formats=[IMAGE_FORMATS[suffix]]) as picture:
            try_out(picture)
    except Exception as error:  # each format has errors of its own
        raise ValidationError(
            _("Cette image ne peut pas être affichée : enregistrez-la de nouveau en JPEG ou en PNG (couleurs RVB)."),
            code="content",
        ) from error
    finally:
        file.seek(0)


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


def _is_pdf(head):
    """Its header, after a mark, empty lines or a few words that a mail server left; never after another format."""
    before, header, _after = head[: PDF_HEADER_WITHIN + 8].partition(b"%PDF-")
    return bool(header) and (not before.strip(b"\xef\xbb\xbf \t\r\n\0") or _is_plain_text(before))


def _is_plain_text(head):
    """Text as a spreadsheet or an editor writes it: no control character, no web page or program in disguise."""
    if head.startswith(_MARKS[1:]):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
        if "\0" in text or "\ufffd" in text[:-1]:
            return False
    elif _NO_TEXT.search(head):
        return False
    else:
        text = head.removeprefix(_MARKS[0]).decode("latin-1")
    return not text.lstrip("\ufeff \t\r\n").lower().startswith(_DISGUISES)


def _is_office_file(file, suffix):
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_unpacked_size(archive)
            if office.has_macros(archive):
                raise ValidationError(_("Ce fichier contient des macros : enregistrez-le sans macros."), code="macros")
            return office.is_genuine(archive, suffix)
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
