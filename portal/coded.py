"""Records with a code: a short word that stands in addresses, in content and in files, and never changes once used."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.text.letters import slug_of

TAKEN = _("« %(value)s » existe déjà ici : donnez autre chose, ou modifiez celui qui existe.")
code_validator = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Employez des lettres minuscules sans accent, des chiffres et des tirets simples.")
)

_taken_elsewhere: list[Callable] = []


def says_code_taken(find):
    """Registers a function from a record and a code to whether an older record has left it."""
    _taken_elsewhere.append(find)
    return find


class CodeField(models.CharField):
    """Blank until the label gives it: two new rows of one form must not look like duplicates."""

    def formfield(self, **kwargs):
        return super().formfield(**{"empty_value": None, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Coded(models.Model):
    """A code that stands in addresses and in content: it must not change once used."""

    code = CodeField(
        _("code"),
        max_length=60,
        blank=True,
        validators=[code_validator],
        help_text=_(
            "Mot court sans accent, montré dans les adresses. Laissez vide : il vient du nom. Fixe dès qu’il sert."
        ),
    )

    class Meta:
        abstract = True

    _made_code = None  # made from the name and not stored yet: it may still take a number

    def make_code(self):
        """From the name, however it is written; « REP+ » must not take the code of « REP »."""
        if self.code and self.code != self._made_code:
            return
        base = slug_of(str(self).replace("_", " "))[:50].strip("-") or slug_of(str(self._meta.verbose_name))
        code, number = base, 2
        while self._is_code_taken(code):
            code, number = f"{base}-{number}", number + 1
        self.code = self._made_code = code

    def _is_code_taken(self, code):
        return self._same_scope().filter(code=code).exists() or any(find(self, code) for find in _taken_elsewhere)

    def _same_scope(self):
        """The other records among which the code must be unique."""
        return self._others(next(rule for rule in self._meta.constraints if "code" in rule.fields))

    def _others(self, rule):
        """Those that share with this one all that ``rule`` names, but for its last field."""
        if "locale" in rule.fields and not self.locale_id:
            self.locale = self.get_default_locale()  # Wagtail would do it while saving
        scope = {name: getattr(self, self._meta.get_field(name).attname) for name in rule.fields[:-1]}
        return type(self).objects.filter(**scope).exclude(pk=self.pk)

    def stored_code(self):
        return type(self).objects.filter(pk=self.pk).values_list("code", flat=True).first() if self.pk else None

    def clean(self):
        super().clean()
        self.make_code()
        stored = self.stored_code()
        if stored and stored != self.code and self.is_used():
            message = _("Le code « %(code)s » sert déjà : il ne peut plus changer.") % {"code": stored}
            raise ValidationError({"code": message})
        if stored != self.code and any(find(self, self.code) for find in _taken_elsewhere):
            raise ValidationError({"code": TAKEN % {"value": self.code}})

    def validate_constraints(self, exclude=None):
        """No form has a field for the language or the vocabulary, and stock then leaves what is unique in it to the
        database. What is taken is said beside the last field of the rule.
        """
        left_out = set(exclude or ())
        shared = [rule for rule in self._meta.constraints if len(rule.fields) > 1]
        super().validate_constraints({*left_out, *(rule.fields[-1] for rule in shared)})
        names = [rule.fields[-1] for rule in shared if rule.fields[-1] not in left_out and self._is_taken(rule)]
        if names:
            raise ValidationError({name: TAKEN % {"value": getattr(self, name)} for name in names})

    def _is_taken(self, rule):
        name = rule.fields[-1]
        return self._others(rule).filter(**{name: getattr(self, name)}).exists()

    def save(self, *args, **kwargs):
        self.make_code()
        super().save(*args, **kwargs)
        self._made_code = None
