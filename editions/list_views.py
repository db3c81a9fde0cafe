"""« Ma liste » in one PDF: a button, a minute, a file."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from editions.list_files import MOST, ask_for, is_true
from editions.models import ListFile
from editions.serving import answer_file
from portal.accounts.throttle import HOUR, Limit
from portal.accounts.visitor_forms import VisitorForm, visitor_form
from portal.requests.visits import keep_out
from sheets.shortlist.asked import PARAMETER, codes_in
from sheets.shortlist.reading import read_shortlist

LISTS = Limit("listes en pdf", 60, HOUR, words=_("Plus de 60 listes en une heure depuis votre connexion."))
GONE, NOT_YET, WRONG = 410, 503, 422
SOON = "10"  # seconds


@visitor_form(LISTS)
def ask_for_list(request):
    found = read_shortlist(codes_in(request.GET.getlist(PARAMETER)), Site.find_for_request(request))
    if not found.pages:
        raise Http404
    form = VisitorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("list_file", ask_for(found.codes[:MOST]).digest)
    context = {"form": form, "shortlist": found, "most": MOST, "left": max(0, len(found.pages) - MOST)}
    return render(request, "editions/ask_for_list.html", context, status=WRONG if form.errors else 200)


@require_safe
def list_file(request, digest):
    keep_out()
    row = get_object_or_404(ListFile, digest=digest)
    if row.refusal or (row.file and not is_true(row, Site.find_for_request(request))):
        return render(request, "editions/list_gone.html", {"row": row}, status=GONE)
    if not row.file:
        response = render(request, "editions/list_not_yet.html", {"row": row}, status=NOT_YET)
        response["Retry-After"] = SOON
        return response
    return answer_file(request, row.file, "ma-liste.pdf", row.digest)
