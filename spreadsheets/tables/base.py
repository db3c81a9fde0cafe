"""A table: which records are its lines, its columns, who may change them, and how a line is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from catalog.models import FormerCode
from spreadsheets.columns import LinksColumn, folded, links_waiting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Table:
    """``naturals``: columns that name a record without a code, each tuple by itself; the first one is never empty.

    A table is made for one use: it keeps what it has read.
    """

    name: str
    label: str | _StrPromise
    model: type[models.Model]
    naturals: tuple[tuple[str, ...], ...] = ()
    code_key = "code"  # the column that finds a line's record
    scope = ""  # within which codes are unique
    has_drafts = False
    may_grow = True
    other_names: tuple[str, ...] = ()  # fields that say how else a record is called
    list_url = ""  # of the screen where its records are

    def make_columns(self):
        raise NotImplementedError

    @cached_property
    def columns(self):
        return self.make_columns()

    @cached_property
    def by_key(self):
        return {column.key: column for column in self.columns}

    # Who.

    def may(self, user, action):
        """``None``: a command of the server's administrator."""
        opts = self.model._meta
        return user is None or user.has_perm(f"{opts.app_label}.{action}_{opts.model_name}")

    def may_see(self, user):
        return any(self.may(user, action) for action in ("view", "add", "change"))

    def may_change(self, user):
        return self.may(user, "change")

    def may_publish(self, user):
        return False

    # Records.

    def queryset(self):
        return self.model._default_manager.all()

    def records(self, user=None):
        """Those that ``user`` may read, in order."""
        found = list(self.queryset())
        links = [column.key for column in self.columns if isinstance(column, LinksColumn)]
        prefetch_related_objects(found, *links)
        return found

    def former_codes(self):
        """Of records that were merged into another: files still say them."""
        known = FormerCode.objects.filter(model=self.model._meta.label_lower, scope=self.scope)
        return dict(known.values_list("code", "current"))

    def fresh(self, pk):
        """As it is now, kept from others until the transaction ends; ``None`` when it is gone."""
        return self.queryset().select_for_update(of=("self",)).filter(pk=pk).first()

    def new(self):
        return self.model()

    def code_of(self, record):
        return self.by_key[self.code_key].text(record)

    def natural_of(self, record, keys):
        """What a record is called without its code; ``None`` where that is nothing."""
        texts = tuple(folded(self.by_key[key].text(record)) for key in keys)
        return texts if texts[0] else None

    def refusal(self, record, user):
        """Why this record may not be changed now; empty when it may."""
        return ""

    def state_of(self, record):
        """Whatever else tells that a record is no longer the same."""
        return ""

    # Keeping.

    def problems(self, record, written, thorough=False):
        """``[(heading, sentence)]`` of what the model refuses. ``thorough``: what a cell names is asked again."""
        found = [] if thorough else [field.name for field in self.model._meta.fields if _is_named(field)]
        try:
            record.full_clean(exclude=found)
        except ValidationError as error:
            return [pair for name, said in _by_field(error).items() for pair in self._said(name, said)]
        return []

    def _said(self, name, sentences):
        column = self.by_key.get(name)
        heading = column.heading if column else ""
        if not heading and name != NON_FIELD_ERRORS:
            heading = str(self.model._meta.get_field(name).verbose_name)
        return [(heading, sentence) for sentence in sentences]

    def keep(self, record, user, publish):
        """Stores it. Returns why it is not published, where that was asked."""
        is_new = record.pk is None
        record.save()
        for name, keys in links_waiting(record).items():
            getattr(record, name).set(keys)
        log(record, "wagtail.create" if is_new else "wagtail.edit", user=user)
        for column in self.columns if is_new else ():
            names = getattr(column, "names", None)
            if names and column.field.related_model is self.model:
                names.add(record.pk, record.code, str(record))
        return ""

    def title_of(self, record):
        return str(record) or _("sans nom")


def _is_named(field):
    return field.many_to_one and field.remote_field is not None


def _by_field(error):
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
