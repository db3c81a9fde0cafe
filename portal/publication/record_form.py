"""The form of a register's record: who saves over what somebody else saved meanwhile is told first, and reads both."""

import json
from hashlib import sha256

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import registry

OPENED_AS = "opened_as"  # what the record was when the screen was opened, in short
LONGEST_SHOWN = 200


def state_of(record):
    """A fingerprint of a record as it is stored, its rows and what it is linked to among it."""
    whole = isinstance(record, ClusterableModel)
    data = record.serializable_data() if whole else get_serializable_data_for_fields(record)
    links = {each.name: sorted(_linked(record, each.name)) for each in record._meta.many_to_many}
    written = json.dumps([data, links], cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return sha256(written.encode()).hexdigest()[:16]


def _linked(record, name):
    return [each.pk for each in getattr(record, name).all()]


class RecordForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = type(self.instance)._base_manager.filter(pk=self.instance.pk).first() if self._is_whole else None
        if self.stored:
            now = state_of(self.stored)
            self.fields[OPENED_AS] = forms.CharField(required=False, widget=forms.HiddenInput, initial=now)

    @property
    def _is_whole(self):
        """Not a row in the form of another record."""
        return bool(self.instance.pk) and not self.prefix

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.stored and self._was_replaced():
            self.data = self.data.copy()
            self.data[OPENED_AS] = self.fields[OPENED_AS].initial
            self.add_error(None, self._what_was_saved())

    def _was_replaced(self):
        opened_as = self.data.get(OPENED_AS)
        return bool(opened_as) and opened_as != self.fields[OPENED_AS].initial

    def _what_was_saved(self):
        text = _(
            "%(who)s, après que vous avez ouvert cet écran. Rien n’a été remplacé, et ce que vous avez écrit est "
            "ci-dessous. Enregistrez de nouveau pour garder votre version. %(differences)s"
        )
        return text % {"who": _who_saved(self.stored), "differences": " ".join(self._differences())}

    def _differences(self):
        """What is stored now where the screen says something else."""
        named = [name for name in self.changed_data if name != OPENED_AS and name in self.fields]
        told = [f"« {capfirst(self[name].label)} » : {_shown(self.stored, name)}." for name in named]
        return [_("Enregistré à la place :"), *told] if told else [_("Des lignes diffèrent.")]


def _who_saved(record):
    entry = registry.get_logs_for_instance(record).filter(action__in=("wagtail.edit", "wagtail.create")).first()
    if entry is None:
        return _("Quelqu’un a enregistré une autre version")
    told = {"who": entry.user_display_name, "when": date_format(localtime(entry.timestamp), "j F Y à H:i")}
    return _("%(who)s a enregistré une autre version le %(when)s") % told


def _shown(record, name):
    """As a person reads it, in short."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name, "")
    if hasattr(value, "all"):
        value = list(value.all())
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value if value is not None else "")
    return f"« {Truncator(text).chars(LONGEST_SHOWN)} »" if text else _("rien")
