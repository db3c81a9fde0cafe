"""Reference documents of the sample: their files are written here, for the school year of the day they are loaded."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from directory.models import ReferenceDocument, ReferenceVersion
from directory.models.documents import FIRST_MONTH, school_year
from install.sample.odt import write_odt
from install.sample.registers import by_code

find_document = by_code(ReferenceDocument)


def fill_document(document, data, read):
    document.title, document.purpose = data["title"], data["purpose"].strip()
    document.owner_contact = read.contact(data["owner"])
    document.source = data.get("source") or ""
    document.save()


def link_document(document, data, read, pages):
    """Its version of this year, unless somebody deposited one."""
    year = school_year(timezone.localdate())
    if not data.get("lines") or document.versions.filter(year=year).exists():
        return
    first = int(year[:4])
    ReferenceVersion.objects.create(
        document=document,
        file=ContentFile(write_odt(f"{document} {year}", data["lines"]), f"{document.code}-{year}.odt"),
        year=year,
        valid_from=date(first, FIRST_MONTH, 1),
        valid_until=date(first + 1, FIRST_MONTH - 1, 31),
    )
