"""Rules for tests: made as the form makes them."""

from catalog.models import SheetKind
from rules.models import Rule

NEWS = ("news", {"group": None, "text": "$titre est en ligne"})


def rule(*actions, state="active", kinds=(), terms=(), **values):
    """A rule; each action is ``(name, value)``."""
    made = Rule.objects.create(
        **{"name": "Règle", "trigger": "published", "state": state, **values},
        actions=[{"type": name, "value": value} for name, value in actions],
    )
    made.kinds.set(SheetKind.objects.filter(code__in=kinds))
    made.terms.set(terms)
    return made
