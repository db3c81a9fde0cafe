"""A letter asked for, confirmed, left."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from letters.forms import LetterForm
from letters.models import Subscription
from letters.searches import LONGEST, canonical, listing_of
from letters.subscribing import JOIN, LEAVE, ask, confirm, leave
from portal.accounts.personal_links import by_personal_link
from portal.accounts.throttle import HOUR, Counted, Limit, first_refusal
from portal.accounts.visitor_forms import visitor_form
from search.understanding.numbers import has_house_number

ASKED = Limit("lettres", 60, HOUR, words=_("Plus de 60 demandes en une heure depuis votre connexion."))
WRITTEN = Limit("lettres d’une adresse", 5, 24 * HOUR, words=_("Plus de cinq demandes en un jour pour cette adresse."))


@visitor_form(ASKED)
def ask_for(request):
    search = request.GET.urlencode()
    listing = listing_of(search)
    if len(canonical(listing)) > LONGEST or has_house_number(request.GET.get("q", "")):
        raise Http404  # nobody follows a street number, nor a book
    form = LetterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if refused := first_refusal(request, [Counted(WRITTEN, email.lower())]):
            return refused
        ask(email, search, form.cleaned_data["every"])
        return redirect("letter_asked")
    context = {"form": form, "listing": listing}
    return render(request, "letters/ask.html", context, status=422 if form.errors else 200)


def asked(request):
    return render(request, "letters/asked.html")


def _row(subject):
    return get_object_or_404(Subscription, pk=int(subject.split()[0]))


@by_personal_link(JOIN)
def join(request, subject, token):
    row, every = _row(subject), subject.split()[1]
    is_done = request.method == "POST"
    if is_done:
        confirm(row, every)
    context = {"row": row, "every": Subscription.Every(every).label, "said": listing_of(row.search).said}
    return render(request, "letters/join.html", {**context, "is_done": is_done})


@by_personal_link(LEAVE)
def go(request, subject, token):
    """Also what programs of mail send by themselves when somebody presses their own button (RFC 8058)."""
    row = _row(subject)
    said = listing_of(row.search).said
    if request.method == "POST":
        leave(row)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=200)
        return render(request, "letters/left.html", {"said": said})
    return render(request, "letters/leave.html", {"said": said})
