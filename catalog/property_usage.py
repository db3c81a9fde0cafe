"""Where properties are filled, and which records their values name: live pages and latest drafts alike."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from catalog.models import SheetProperty, TermUse
from catalog.property_types import TYPES
from catalog.usage import each_page_once, naming_usages, page_ids_of_vocabulary, usages_of_pages
from portal.pages import page_models
from portal.usages import says_usages_of

LIVE, DRAFT = "property_values", "latest_revision__content__property_values"


def models_with_properties():
    return [model for model in page_models() if hasattr(model, "property_values")]


def page_ids_with_value(code):
    """Pages whose live values have this property."""
    return _ids(Q(**{f"{LIVE}__has_key": code}))


@says_usages_of("catalog.sheetproperty")
def ids_filled(prop):
    """Pages where the property is filled, live or in the latest draft."""
    if prop.is_choice:
        return _ids_only_chosen_by(prop.vocabulary)
    return _ids(Q(**{f"{LIVE}__has_key": prop.code}) | Q(**{f"{DRAFT}__has_key": prop.code}))


def _ids_only_chosen_by(vocabulary):
    """Pages with terms of a choice, whose form would not show them any more were it a mere vocabulary again."""
    drafts = TermUse.objects.filter(term__vocabulary=vocabulary).values("revision")
    named = Q(pk__in=page_ids_of_vocabulary(vocabulary)) | Q(latest_revision__in=drafts)
    carried = vocabulary.page_types or []
    return {page.pk for page in Page.objects.filter(named).specific() if page.kind_code not in carried}


def property_usages(prop):
    """What keeps a property from being deleted: sheets where it is filled, live lists that choose by it."""
    return each_page_once(usages_of_pages(ids_filled(prop), _("fiche")) + naming_usages(prop))


def value_usages(record, subtree=()):
    """Pages whose properties name ``record``, live or in the latest draft: they keep it from being deleted.

    ``subtree``: what goes with a page, itself among it. Pages that name each other may go together.
    """
    keys = [*subtree] or [record.pk]
    types = [name for name, kind in TYPES.items() if kind.target and isinstance(record, kind.target())]
    codes = list(SheetProperty.objects.filter(type__in=types).values_list("code", flat=True))
    named = Q()
    for code in codes:
        named |= Q(**{f"{LIVE}__{code}__v__in": keys}) | Q(**{f"{DRAFT}__{code}__v__in": keys})
    return usages_of_pages(_ids(named) - set(subtree), _("propriété")) if codes else []


def _ids(condition):
    found = (model.objects.filter(condition).values_list("pk", flat=True) for model in models_with_properties())
    return {pk for keys in found for pk in keys}
