"""Vocabularies, kinds and properties: what the codes of sheets mean."""

from wagtail.models import Locale

from catalog.kinds import filter_choices
from catalog.models import SheetKind, SheetProperty, Vocabulary
from portal.text.languages import content_language
from search.queries.properties import public_properties


def public_vocabularies():
    locale = Locale.objects.filter(language_code=content_language())
    return Vocabulary.objects.exclude(internal=True).filter(locale__in=locale).prefetch_related("terms__parent")


def vocabularies(records, site):
    return [_vocabulary(each) for each in records]


def _vocabulary(vocabulary):
    return {
        "code": vocabulary.code,
        "label": vocabulary.label,
        "is_filter": vocabulary.is_facet,
        "is_tree": vocabulary.kind == Vocabulary.Kind.TREE,
        "kinds": vocabulary.page_types or [],
        "terms": [_term(term) for term, _depth in vocabulary.ordered_terms()],
    }


def _term(term):
    return {
        "code": term.code,
        "label": term.label,
        "short_label": term.short_label,
        "parent": term.parent.code if term.parent_id else None,
        "introduction": term.introduction,
        "synonyms": list(term.synonyms or ()),
        "matches_all": term.matches_all,
        "age_min": term.age_min,
        "age_max": term.age_max,
        "school_level": term.school_level,
    }


def public_kinds():
    """Those that visitors may filter on."""
    return SheetKind.objects.filter(code__in=[code for code, _name in filter_choices()])


def kinds(records, site):
    return [{"code": each.code, "name": each.name, "plural": each.plural} for each in records]


def public_definitions():
    """Of properties whose values may leave their page."""
    rows = tuple(SheetProperty.objects.filter(retired=False).select_related("vocabulary"))
    codes = [each.code for each in public_properties(rows)]
    return SheetProperty.objects.filter(code__in=codes).select_related("vocabulary").prefetch_related("kinds")


def properties(records, site):
    return [_property(each) for each in records]


def _property(each):
    return {
        "code": each.code,
        "label": each.label,
        "type": each.type,
        "unit": each.unit,
        "is_filter": each.facet,
        "is_sortable": each.sort,
        "vocabulary": each.vocabulary.code if each.vocabulary_id else None,
        "every_kind": each.every_kind,
        "kinds": sorted(kind.code for kind in each.kinds.all()),
    }
