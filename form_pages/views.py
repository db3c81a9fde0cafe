"""What visitors send, and what they read afterwards."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from form_pages.answering import keep
from form_pages.models import FormPage
from portal.accounts.throttle import HOUR, Limit
from portal.accounts.visitor_forms import visitor_form
from portal.visibility import public_pages

ANSWERS = Limit("formulaires", 60, HOUR, words=_("Plus de 60 réponses en une heure depuis votre connexion."))


def form_page(code):
    page = public_pages(model=FormPage).filter(code=code).first()
    if page is None:
        raise Http404
    return page


@visitor_form(ANSWERS)
def answer(request, code):
    page = form_page(code)
    if request.method != "POST" or not page.is_open:
        return redirect(page.get_url())
    form = page.get_form(request.POST, request.FILES, page=page)
    if form.is_valid():
        keep(page, form)
        return redirect("form_thanks", code)
    context = {**page.get_context(request), "form": form}
    return render(request, page.template, context, status=422)


def thanks(request, code):
    page = form_page(code)
    return render(request, page.landing_page_template, page.get_context(request))
