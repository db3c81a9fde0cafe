"""From an event to rows: written in the transaction of what happened, played afterwards by whoever does jobs."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.events import EVENTS
from rules.conditions import reasons_not
from rules.models import Rule, Run

DEEPEST = 2  # rules one after the other
# The keys of the rules under way, the first one first, in whatever plays them.
_chain: ContextVar[tuple[int, ...]] = ContextVar("rules_chain", default=())


@contextmanager
def under_way(chain):
    token = _chain.set(tuple(chain))
    try:
        yield
    finally:
        _chain.reset(token)


def listen():
    for event in EVENTS.values():
        event.connect(note, dispatch_uid="rules")


def note(signal, instance=None, pages=None, title="", is_first=None, key="", **kwargs):
    """One row for each rule that the event meets; the same event again makes none."""
    rules = list(rules_for(signal.code))
    if not rules:
        return
    found = _pages(instance, pages)
    for rule in rules:
        met = [page for page in found if not reasons_not(rule, page, is_first=is_first)]
        if met or (not found and not reasons_not(rule, None)):
            _write(rule, signal.code, key, met, title or str(instance))


def rules_for(code):
    rules = Rule.objects.filter(trigger=code, state__in=Rule.AT_WORK).select_related("section", "author_group")
    return rules.prefetch_related("kinds", "terms")


def _pages(instance, pages):
    if pages is not None:
        return [page.specific for page in Page.objects.filter(pk__in=pages).select_related("owner")]
    return [instance.specific] if isinstance(instance, Page) else []


def _write(rule, code, key, pages, title):
    above = _chain.get()
    if above and not rule.after_rules:
        return
    row = {"title": title[:255], "pages": [page.pk for page in pages], "chain": list(above)}
    if rule.pk in above or len(above) >= DEEPEST:
        row |= {"state": Run.State.LEFT, "said": [_("boucle évitée : une règle ne se déclenche pas elle-même.")]}
    Run.objects.get_or_create(rule=rule, event=f"{code}:{key}"[:200], defaults=row)
