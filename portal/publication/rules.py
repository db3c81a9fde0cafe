"""What a record lacks before it may be published: asked of the record itself, answered in sentences, whoever asks.

A mixin adds rules of its own through ``super()``. A form asks them beside its fields, unless it saves a draft. What
acts without a form (approval, schedule, bulk actions, copies) asks ``publication_problems()`` first; ``save()``, and
with it Wagtail's actions and scripts, is refused by ``full_clean()``.
"""

from dataclasses import dataclass
from itertools import chain

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from portal.admin.tabs import in_tab, tabs_by_field


@dataclass(frozen=True)
class Problem:
    text: str
    field: str = NON_FIELD_ERRORS


class Publishable:
    """Mixed into what is published."""

    def required_rules(self):
        """Problems that the fields of a form refuse by themselves: asked of whoever comes without a form."""
        yield from ()

    def publication_rules(self):
        """Problems that keep it from becoming public; what is public already may be saved all the same."""
        yield from ()

    def public_rules(self):
        """Problems that nothing public may have, whatever saves it."""
        yield from ()

    def publication_problems(self):
        """Sentences that keep this version from being published; none when it may be."""
        errors = self._errors(self._asked(self.required_rules, self.publication_rules, self.public_rules))
        return describe(ValidationError(errors), type(self)) if errors else []

    def problems_in_form(self):
        """Those that no field refuses by itself."""
        return self._asked(self.publication_rules, self.public_rules)

    def full_clean(self, exclude=None, validate_unique=True, validate_constraints=True):
        """A form leaves ``validate_unique`` out, and asks by itself: only it knows a draft of what is public."""
        rules = self._asked_when_saved() if self.live and validate_unique else ()
        errors = self._errors(rules, exclude, validate_unique, validate_constraints)
        if errors:
            raise ValidationError(errors)

    def _asked(self, *rules):
        """Nothing of an alias: it shows what its source shows."""
        return () if getattr(self, "alias_of_id", None) else chain.from_iterable(rule() for rule in rules)

    def _asked_when_saved(self):
        if self._is_public_already():
            return self._asked(self.public_rules)
        return self._asked(self.required_rules, self.publication_rules, self.public_rules)

    def _is_public_already(self):
        return self.pk is not None and type(self)._default_manager.filter(pk=self.pk, live=True).exists()

    def _errors(self, rules, *asked_of_fields):
        errors = {}
        try:
            super().full_clean(*asked_of_fields)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for problem in rules:
            errors.setdefault(problem.field, []).append(ValidationError(problem.text))
        return errors


def describe(error, model):
    """One sentence per field, named as the form names it, and its tab."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    sentences, tabs = [], tabs_by_field(model.get_edit_handler()) if hasattr(model, "get_edit_handler") else {}
    for name, errors in error.message_dict.items():
        text = " ".join(str(each) for each in errors)
        sentences.append(
            text if name == NON_FIELD_ERRORS else f"{_label(model, name)} : {text} {in_tab(tabs.get(name))}".strip()
        )
    return sentences


def _label(model, name):
    try:
        return str(model._meta.get_field(name).verbose_name).capitalize()
    except LookupError:
        return name
