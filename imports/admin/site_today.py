"""What the site says today of a sheet that is there already, beside what its draft would say."""

from imports.drafts.content import content_of
from imports.drafts.filling import fill
from imports.models import ImportedSheet

# Operators and partners are rows of one table of a page.
FACES = {"organizations": "partners", "themes": "axis", "steps": "description"}


def changes_of(sheet, registers):
    """``{field: change}``; nothing for a new page. The draft that is open counts: it is what would be written upon."""
    if sheet.page is None or sheet.is_new:
        return {}
    page = sheet.page.specific.get_latest_revision_as_object()
    marks = ImportedSheet.objects.filter(page=sheet.page_id).values_list("fields", flat=True).first()
    filled = fill(page, content_of(sheet, registers), marks or {})
    return {FACES.get(change.name, change.name): change for change in filled.changes}
