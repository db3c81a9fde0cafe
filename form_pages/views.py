"""What visitors send, and what they read afterwards."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from form_pages import calls
from form_pages.answering import keep
from form_pages.builder import SLOT
from form_pages.models import Application, FormPage, SignUp, Slot
from form_pages.sign_ups import LINK, cancel, rank_of
from portal.accounts.personal_links import by_personal_link
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
    if request.method != "POST" or not page.is_open or page.is_over:
        return redirect(page.get_url())
    form = page.get_form(request.POST, request.FILES, page=page)
    if form.is_valid():
        try:
            keep(page, form)
        except Slot.DoesNotExist:
            form.add_error(SLOT, _("Ce créneau vient d’être retiré : choisissez-en un autre."))
        else:
            return redirect("form_thanks", code)
    context = {**page.get_context(request), "form": form}
    return render(request, page.template, context, status=422)


def thanks(request, code):
    page = form_page(code)
    return render(request, page.landing_page_template, page.get_context(request))


@by_personal_link(LINK)
def sign_up(request, subject, token):
    """What somebody signed up for, and « Annuler »."""
    found = get_object_or_404(SignUp.objects.select_related("slot__page", "answer__page"), pk=subject)
    if request.method == "POST":
        cancel(found)
        return redirect("sign_up", token)
    context = {
        "sign_up": found,
        "page": found.answer.page,
        "rank": rank_of(found) if found.slot else 0,
        "is_over": bool(found.slot) and found.slot.over_at <= timezone.now(),
    }
    return render(request, "form_pages/sign_up.html", context)


@by_personal_link(calls.LINK)
def application(request, subject, token):
    """What became of a project, and « Retirer »."""
    found = get_object_or_404(Application.objects.select_related("answer__page"), pk=subject)
    if request.method == "POST":
        calls.withdraw(found)
        return redirect("application", token)
    return render(request, "form_pages/application.html", {"application": found, "page": found.answer.page})
