"""A telephone in the room: the code, the ballot, thanks; then what came out of it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.throttle import HOUR, Limit
from portal.accounts.visitor_forms import visitor_form
from seminars.models import Seminar
from seminars.voting import Ballot, CodeForm, by_axis, closed_seminar, count, open_seminar, shown_proposals

# A room of two hundred telephones is one connection.
BALLOTS = Limit("bulletins", 600, HOUR, words=_("Plus de 600 envois en une heure depuis votre connexion."))


@visitor_form(BALLOTS)
def enter(request):
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("seminar_vote", form.seminar.code)
    return render(request, "seminars/enter.html", {"form": form}, status=422 if form.errors else 200)


@visitor_form(BALLOTS)
def vote(request, code):
    seminar = open_seminar(code)
    if seminar is None:
        return _after(code)
    ballot = Ballot(seminar, request.POST if request.method == "POST" else None)
    if request.method == "POST" and ballot.is_valid():
        return redirect("seminar_thanks") if count(seminar, ballot) else _after(code)
    context = {"seminar": seminar, "form": ballot}
    return render(request, "seminars/vote.html", context, status=422 if ballot.errors else 200)


def _after(code):
    """Who comes once the vote is closed reads what came out of it."""
    seminar = closed_seminar(code)
    return redirect("seminar_results", seminar.pk) if seminar else redirect("seminar")


def thanks(request):
    return render(request, "seminars/thanks.html")


@never_cache
@require_safe
def results(request, pk):
    """Once the vote is closed, for anyone."""
    seminar = get_object_or_404(Seminar, pk=pk, state=Seminar.State.CLOSED)
    rows = sorted(shown_proposals(seminar), key=lambda proposal: -proposal.dots)
    most = max([proposal.dots for proposal in rows], default=0)
    parts = by_axis(rows, lambda proposal: proposal.axis)
    return render(request, "seminars/results.html", {"seminar": seminar, "parts": parts, "most": most})
