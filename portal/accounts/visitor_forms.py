"""What every form of visitors owes: no cookie, no account, no puzzle; robots are caught by what they cannot know."""

from functools import wraps
from secrets import token_hex

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.accounts.throttle import Counted, first_refusal
from portal.requests.origins import is_foreign
from portal.security import client_address

SHORTEST = 2  # seconds: nobody reads and fills a form in less
LONGEST = 12 * 3600  # seconds: a form left open since the day before is asked again
_signer = TimestampSigner(salt="portal.accounts.visitor_forms")


def visitor_form(limit):
    """A view of a form that anyone may send, at most as often as ``limit`` says, from a page of this site.

    It acts as nobody, even where somebody is logged in, and nothing that it answers is kept.
    """

    def decorated(view):
        @csrf_exempt  # no cookie, so no token: where the form comes from and when it was opened are asked instead
        @sensitive_post_parameters()
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answer(request, *args, **kwargs):
            request.user = AnonymousUser()
            if request.method == "POST":
                if is_foreign(request):
                    return render(request, "portal/foreign_form.html", status=403)
                if refused := first_refusal(request, [Counted(limit, client_address(request))]):
                    return refused
            return view(request, *args, **kwargs)

        return answer

    return decorated


class VisitorForm(forms.Form):
    """A form with a trap that people do not see, and the signed moment when it was opened, unlike any other."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    # Out of sight and of the keyboard's way; robots fill whatever has a name like this one.
    website = forms.CharField(
        required=False,
        label=_("Laissez ce champ vide"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    use_required_attribute = False  # the summary of errors says what lacks, in the portal's words
    not_shown = ("opened", "website")

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.opened_now = _signer.sign(f"{int(timezone.now().timestamp())}-{token_hex(6)}")
        if data is not None and (data.get("opened") or "") and not opening_fault(data["opened"]):
            self.opened_now = data["opened"]

    def shown_fields(self):
        return [field for field in self if field.name not in self.not_shown]

    def clean_opened(self):
        fault = opening_fault(self.cleaned_data["opened"])
        if fault:
            raise ValidationError(fault)
        return self.cleaned_data["opened"]

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(_("Un champ qui doit rester vide est rempli : videz-le, puis envoyez de nouveau."))
        return ""


def opening_fault(value):
    """What is wrong with the moment that a form says it was opened at; nothing where it may be sent."""
    try:
        opened = int(_signer.unsign(value, max_age=LONGEST).partition("-")[0])
    except SignatureExpired:
        return _("Ce formulaire était ouvert depuis longtemps : relisez vos réponses, puis envoyez de nouveau.")
    except BadSignature:
        return _("Le formulaire n’a pas été ouvert sur cette page : relisez vos réponses, puis envoyez de nouveau.")
    if timezone.now().timestamp() - opened < SHORTEST:
        return _("Le formulaire a été envoyé trop vite : attendez deux secondes, puis envoyez de nouveau.")
    return None
