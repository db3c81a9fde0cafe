"""The booklets of the sample: what is in each, and no issue of any."""

from catalog.models import SheetKind
from editions.models import Edition, EditionKind
from events.models import EventPage

PLAIN = ("title", "paper", "source", "with_centers", "with_partners", "with_themes", "with_words")


def find_edition(data):
    return Edition.objects.filter(slug=data["slug"]).first() or Edition(slug=data["slug"])


def fill_edition(edition, data, read):
    for name in PLAIN:
        setattr(edition, name, data[name])
    edition.foreword = data["foreword"].strip()
    edition.section = EventPage.objects.get(code=data["page"]) if data.get("page") else None
    kinds = SheetKind.objects.in_bulk(data.get("kinds") or [], field_name="code")
    edition.kind_rows = [
        EditionKind(sort_order=place, kind=kinds[code]) for place, code in enumerate(data.get("kinds") or [])
    ]
    edition.save()
