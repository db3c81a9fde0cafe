"""A sheet takes another kind: what its form and its page will no longer show is said first, and nothing is lost."""

from django.db import transaction
from wagtail.log_actions import log

from catalog.kinds import offered_kinds
from catalog.models import Vocabulary
from catalog.properties import load_properties, properties_of
from catalog.sections import SECTIONS
from search.indexing.sync import enqueue
from sheets.models import SheetIndexPage
from sheets.properties.values import cells_of

LOGGED = "sheets.change_kind"


def other_kinds(page):
    return offered_kinds().exclude(pk=page.sheet_kind_id)


def hidden_by(draft, kind):
    """Names of what ``draft`` holds and sheets of this kind do not show."""
    lost = sorted(draft.sections - kind.shown_sections, key=list(SECTIONS).index)
    sections = [str(SECTIONS[code].label) for code in lost if _is_filled(draft, SECTIONS[code])]
    return sections + _hidden_properties(draft, kind)


def _is_filled(draft, section):
    rows = (getattr(draft, name).exists() for name in section.formsets)
    return any(getattr(draft, name) for name in section.fields) or any(rows)


def _hidden_properties(draft, kind):
    properties, filled = load_properties(), cells_of(draft.property_values)
    kept = {prop.pk for prop in properties_of(kind.code, properties)}
    own = properties_of(draft.kind_code, properties)
    return [prop.label for prop in own if prop.code in filled and prop.pk not in kept]


def frozen_by(draft, kind):
    """Vocabularies that keep their terms on the page, and have no field in its form any more."""
    carried = {link.term.vocabulary_id for link in draft.page_terms.all()}
    vocabularies = Vocabulary.objects.filter(pk__in=carried)
    return [each.label for each in vocabularies if kind.code not in (each.page_types or [])]


@transaction.atomic
def change_kind(page, kind, user):
    """At once, for the public page, its drafts and its aliases. The lists of both kinds may be empty, or no longer."""
    held = type(page).objects.select_for_update(of=("self",)).get(pk=page.pk)
    if held.sheet_kind_id == kind.pk:  # pressed twice
        return
    before = held.sheet_kind.name
    for each in (page, *type(page).objects.filter(alias_of=page)):
        each.sheet_kind = kind
        each.save(update_fields=["sheet_kind"], clean=False)
    log(instance=page, action=LOGGED, user=user, data={"before": before, "after": kind.name})
    enqueue(SheetIndexPage.objects.values_list("pk", flat=True))
