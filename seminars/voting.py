"""Dots given by a room: each ballot adds what it says, at once and whole."""

from django import forms
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.models import Term
from portal.accounts.sent_once import is_first
from portal.accounts.visitor_forms import VisitorForm
from portal.visibility import public_pages
from seminars.models import Proposal, Seminar


def open_seminar(code):
    """The one whose room votes now, by what its wall says; None for any other word."""
    return _seminar(code, Seminar.State.OPEN)


def closed_seminar(code):
    """The one whose room has voted: its results are public."""
    return _seminar(code, Seminar.State.CLOSED)


def _seminar(code, state):
    word = "".join(code.replace("\0", " ").split()).upper()  # PostgreSQL takes none
    return Seminar.objects.filter(code=word, state=state).first() if word else None


class CodeForm(VisitorForm):
    code = forms.CharField(
        label=gettext_lazy("Le code affiché dans la salle"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self):
        code = self.cleaned_data["code"]
        self.seminar = open_seminar(code) or closed_seminar(code)
        if self.seminar is None:
            raise forms.ValidationError(_("Aucun vote n’est ouvert sous ce code. Relisez-le au mur."))
        return self.cleaned_data["code"]


class Ballot(VisitorForm):
    """A number of dots for each proposal, no more than the seminar gives in all."""

    def __init__(self, seminar, data=None):
        super().__init__(data)
        self.seminar, self.proposals = seminar, shown_proposals(seminar)
        for proposal in self.proposals:
            self.fields[f"p{proposal.pk}"] = forms.IntegerField(
                label=str(proposal),
                required=False,
                min_value=0,
                max_value=seminar.dots,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def clean(self):
        cleaned = super().clean()
        given = sum(self.given().values())
        if not given and not self.errors:
            raise forms.ValidationError(_("Donnez au moins une gommette."))
        if given > self.seminar.dots:
            raise forms.ValidationError(
                ngettext(
                    "Vous avez donné %(given)d gommettes, et chacun en a une.",
                    "Vous avez donné %(given)d gommettes, et chacun en a %(n)d.",
                    self.seminar.dots,
                )
                % {"given": given, "n": self.seminar.dots}
            )
        return cleaned

    def given(self):
        """``{key of a proposal: dots}``, those above nought."""
        values = {proposal.pk: self.cleaned_data.get(f"p{proposal.pk}") or 0 for proposal in self.proposals}
        return {key: dots for key, dots in values.items() if dots}

    def parts(self):
        """``[(axis, [(proposal, its field)])]`` in order."""
        rows = [(proposal, self[f"p{proposal.pk}"]) for proposal in self.proposals]
        return by_axis(rows, lambda row: row[0].axis)


def shown_proposals(seminar):
    """Those that a room may read: a sheet that visitors may not read is no question of theirs."""
    found = list(seminar.proposals.select_related("axis", "sheet").order_by("sort_order", "pk"))
    public = set(public_pages().filter(pk__in=[each.sheet_id for each in found]).values_list("pk", flat=True))
    return [each for each in found if each.sheet_id is None or each.sheet_id in public]


def by_axis(rows, axis_of):
    """``[(axis, rows)]`` in the order of axes, what is of none last."""
    order = {term.pk: place for place, term in enumerate(Term.objects.filter(vocabulary__code="axe"))}
    parts = {}
    for row in rows:
        parts.setdefault(axis_of(row), []).append(row)
    return sorted(parts.items(), key=lambda part: order.get(part[0] and part[0].pk, len(order)))


@transaction.atomic
def count(seminar, ballot):
    """Once, however often it is sent. ``False``: the vote was closed meanwhile, and nothing is counted."""
    if not Seminar.objects.select_for_update().filter(pk=seminar.pk, state=Seminar.State.OPEN):
        return False
    if not is_first("bulletin", seminar.pk, ballot.cleaned_data["opened"]):
        return True
    Seminar.objects.filter(pk=seminar.pk).update(votes=F("votes") + 1)
    for key, dots in ballot.given().items():
        Proposal.objects.filter(pk=key, seminar=seminar).update(dots=F("dots") + dots)
    return True
