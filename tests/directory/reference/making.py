"""Reference documents for tests."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from directory.models import ReferenceDocument, ReferenceVersion

CONTENT = b"%PDF-1.4 fiche"


def document(title="Fiche de saisine", *, readers=(), level=None, **values):
    level = level or (ReferenceDocument.Level.GROUPS if readers else ReferenceDocument.Level.PUBLIC)
    made = ReferenceDocument.objects.create(title=title, level=level, **values)
    made.readers.set(readers)
    return made


def version(of, start=-30, end=60, *, year="2026-2027", content=CONTENT, name="fiche.pdf"):
    """``start`` and ``end``: days from today."""
    today = timezone.localdate()
    return ReferenceVersion.objects.create(
        document=of,
        file=ContentFile(content, name),
        year=year,
        valid_from=today + timedelta(days=start),
        valid_until=today + timedelta(days=end),
    )
