"""Sheets without a value: what the public reads of those that are published, the latest draft of the others."""

from django.db.models import Q

from catalog.kinds import pages_of
from catalog.models import PageTerm, SheetKind, TermUse
from catalog.property_usage import DRAFT, LIVE, models_with_properties


def kinds_of(prop, ticked=None):
    """The kinds that have this field; ``ticked``: those that a form says, instead of those that are stored."""
    if prop.every_kind:
        return list(SheetKind.objects.all())
    return list(prop.kinds.all() if ticked is None else ticked)


def live_pages_lacking(prop, kinds):
    """Published pages of these kinds that could not be published again if the field were asked for."""
    ids = {pk for kind in kinds for pk in pages_of(kind).live().values_list("pk", flat=True)}
    return ids & lacking_ids(prop)


def lacking_ids(prop):
    """Of the pages of any kind."""
    if prop.is_choice:
        return ids_without_term(prop.vocabulary)
    has_live, has_draft = Q(**{f"{LIVE}__has_key": prop.code}), Q(**{f"{DRAFT}__has_key": prop.code})
    return _ids(~has_live, ~has_draft)


def ids_without_term(vocabulary):
    """Not those of another language: nobody could choose one of these terms there."""
    live = PageTerm.objects.filter(term__vocabulary=vocabulary).values("page")
    drafts = TermUse.objects.filter(term__vocabulary=vocabulary).values("revision")
    own = Q(locale=vocabulary.locale_id)
    return _ids(
        own & ~Q(pk__in=live), own & ~Q(latest_revision__in=drafts) & ~(Q(latest_revision=None) & Q(pk__in=live))
    )


def ids_without_field(name):
    """``name``: of a text, a date or a picture of the page itself."""
    models = [model for model in models_with_properties() if hasattr(model, name)]
    stored, written = Q(**{f"{name}__isnull": True}), f"latest_revision__content__{name}"
    if not models[0]._meta.get_field(name).null:
        stored = Q(**{name: ""})
    return _ids(stored, Q(**{written: None}) | Q(**{written: ""}), models)


def _ids(live, draft, models=None):
    """``draft`` is asked of pages that are not public: their row stays what it was when they were made.

    An alias has the values of its source.
    """
    wanted = Q(alias_of=None) & ((Q(live=True) & live) | (Q(live=False) & draft))
    found = (model.objects.filter(wanted).values_list("pk", flat=True) for model in models or models_with_properties())
    return {pk for keys in found for pk in keys}
