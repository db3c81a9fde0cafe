"""« Contacts par territoire », made from the register: public functions, without holder or mail address."""

import io

from django.utils.translation import gettext as _

from directory.models import Contact
from portal.admin.exports import xlsx_cell
from portal.text.letters import sort_key

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (28, 48, 44, 20)


def contact_rows():
    """``[(sector, function, organization, phone)]``, by sector; those that are everybody's come first."""
    contacts = Contact.objects.public().filter(organization__active=True)
    contacts = contacts.select_related("sector__vocabulary", "organization").prefetch_related("organization__sectors")
    rows = {
        (sector, contact.title, str(contact.organization), contact.phone or contact.organization.phone)
        for contact in contacts
        for sector in _sectors(contact)
    }
    return sorted(rows, key=lambda row: (bool(row[0]), [sort_key(each) for each in row]))


def _sectors(contact):
    """Its own, else those of its organization; none is the whole town."""
    if contact.sector_id:
        return [contact.sector.label]
    return [term.label for term in contact.organization.sectors.all()] or [""]


def write_contacts(rows):
    from openpyxl import Workbook  # only who makes a file reads openpyxl

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Contacts"))
    for column, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    headings = (_("Territoire"), _("Fonction"), _("Organisation"), _("Téléphone"))
    sheet.append([xlsx_cell(sheet, heading) for heading in headings])
    for sector, *others in rows:
        sheet.append([xlsx_cell(sheet, cell) for cell in (sector or _("Toute la ville"), *others)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
