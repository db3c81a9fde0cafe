"""Model fields the rooms share."""

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from wagtail import fields as wagtail_fields
from wagtail.blocks import BlockField
from wagtail.blocks.stream_block import StreamBlockValidationError

MOST_CHARACTERS = 10_000  # of one list of lines


class BlocksFormField(BlockField):
    """Each block says beside itself what is wrong; of the whole, stock says « Validation error in StreamBlock »."""

    def clean(self, value):
        try:
            return super().clean(value)
        except StreamBlockValidationError as error:
            error.message = self._in_words(error)
            raise

    def _in_words(self, error):
        sentences = [sentence for each in error.non_block_errors.as_data() for sentence in each.messages]
        return " ".join([*sentences, *([_("un bloc est à corriger.")] if error.block_errors else [])])


class StreamField(wagtail_fields.StreamField):
    """Wagtail's, whose blocks stay out of migrations: another block, or another word in one, changes no table."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": BlocksFormField, **kwargs})

    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], {**kwargs, "block_lookup": {}}

    def clone(self):
        _name, _path, _args, kwargs = super().deconstruct()
        return self.__class__(self.block_types_arg, **{**kwargs, "block_lookup": self.block_lookup})


class LinesFormField(forms.CharField):
    """A text area: one value a line, empty lines and repeats dropped."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *args, most=MOST_CHARACTERS, **kwargs):
        self.most = most
        super().__init__(*args, **kwargs)

    def validate(self, value):
        super().validate(value)
        length = sum(map(len, value))
        if length > self.most:
            raise forms.ValidationError(
                _("%(length)d caractères, c’est trop : %(most)d au plus. Gardez l’essentiel, une valeur par ligne."),
                params={"length": length, "most": self.most},
            )

    def run_validators(self, value):
        """Of each line: what a text may not hold, Django looks for in a text."""
        for line in value:
            super().run_validators(line)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        lines = value if isinstance(value, list | tuple) else str(value or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line and line.strip()))

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class LinesField(models.JSONField):
    """A short list of texts in one JSON column, edited as one value a line; ``most`` characters in all."""

    def __init__(self, *args, most=MOST_CHARACTERS, **kwargs):
        self.most = most
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": LinesFormField, "most": self.most, **kwargs})


class HttpsURLField(models.URLField):
    """An address typed without a scheme is taken for https."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
