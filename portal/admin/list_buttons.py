"""What an app above adds to the head of a list of records, beside « Ajouter »."""

from collections import defaultdict
from collections.abc import Callable

from django.utils.functional import cached_property

_makers: dict[str, list[Callable]] = defaultdict(list)


def add(label, make):
    """``make(user)`` gives a button for the list of a model (« app.model »), or None. In ``AppConfig.ready``."""
    _makers[label].append(make)


def buttons_of(model, user):
    return [button for make in _makers[model._meta.label_lower] if (button := make(user))]


class MoreButtons:
    """Of Wagtail's lists; those of modeladmin have them in their template."""

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *buttons_of(self.model, self.request.user)]
