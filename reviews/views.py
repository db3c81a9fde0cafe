"""« Vérifier » by personal link; « Signaler une erreur »."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.personal_links import by_personal_link, use_up
from portal.accounts.throttle import HOUR, Limit
from portal.accounts.visitor_forms import visitor_form
from portal.visibility import public_pages
from reviews import reports
from reviews.answers import confirm, suggest
from reviews.campaigns import LINK
from reviews.forms import ReportForm, SuggestionForm
from reviews.models import Addressee, Asked

REPORTS = Limit("signalements", 60, HOUR, words=_("Plus de 60 signalements en une heure depuis votre connexion."))
NOTHING = pgettext_lazy("une recherche", "une recherche sans résultat")


@by_personal_link(LINK)
def verify(request, subject, token):
    """The sheets that one owner is asked about."""
    addressee = get_object_or_404(Addressee.objects.select_related("campaign"), pk=subject)
    return render(request, "reviews/verify.html", {"addressee": addressee, "asked": _asked(addressee), "token": token})


def _asked(addressee):
    """A sheet that is public no more is nobody's question."""
    public = public_pages().values("pk")
    return list(addressee.asked.filter(page__in=public).select_related("page").order_by("page__title", "pk"))


@by_personal_link(LINK, served="verified")
def verify_sheet(request, subject, token, pk):
    """One of them, as it is: « Rien n’a changé », or what has."""
    asked = next((each for each in _asked(get_object_or_404(Addressee, pk=subject)) if each.pk == pk), None)
    if asked is None:
        raise Http404
    page = asked.page.specific
    if request.method == "POST" and "confirmer" in request.POST:
        confirm(asked)
        return _next(asked, token)
    form = SuggestionForm(page, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        suggest(asked, form.suggestion())
        return _next(asked, token)
    context = {"asked": asked, "page": page, "form": form, "token": token}
    return render(request, "reviews/verify_sheet.html", context, status=422 if form.errors else 200)


def _next(asked, token):
    """The list, until all is answered: then the link has served."""
    addressee = asked.addressee
    if any(each.state == Asked.State.WAITING for each in _asked(addressee)):
        return redirect("verify", token)
    use_up(LINK, addressee.pk)
    return redirect("verified")


def verified(request):
    return render(request, "reviews/verified.html")


@visitor_form(REPORTS)
def report(request, code):
    """Of a public sheet; nothing is said of one that visitors may not read."""
    page = reports.page_of(code)
    if page is None:
        raise Http404
    return _report(request, page=page)


@visitor_form(REPORTS)
def report_gap(request):
    """Of a search that found nothing: its words come along."""
    return _report(request, about=" ".join(request.GET.get("q", "").replace("\0", "").split())[:200] or str(NOTHING))


def _report(request, page=None, about=""):
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        reports.receive(said["message"], page=page, about=about, contact=said["contact"], opened=said["opened"])
        return redirect(f"{reverse('reported')}?de={page.code}" if page else "reported")
    context = {"form": form, "page": page, "about": page.title if page else about}
    return render(request, "reviews/report.html", context, status=422 if form.errors else 200)


def reported(request):
    page = reports.page_of(request.GET.get("de", "").replace("\0", "")[:100])
    return render(request, "reviews/reported.html", {"page": page})
