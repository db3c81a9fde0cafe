"""« Modèle de portail » in the admin: taken as a file, and dropped, for who may take a vocabulary away."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from transfer.blueprint.bringing import ADDED, bring
from transfer.blueprint.file import made, read
from transfer.blueprint.parts import PARTS, TERMS
from transfer.files import Damaged

LARGEST = 1024 * 1024  # bytes: what a form carries from the trial to the button; larger ones have the command


def may_bring(user):
    """It adds to each of these registers, words of the glossary for everybody to read, and no one takes it back."""
    models = [part.model for part in (*PARTS, TERMS)]
    rights = [f"{model._meta.app_label}.add_{model._meta.model_name}" for model in models]
    return user.has_perms([*rights, "catalog.delete_vocabulary", "directory.publish_glossaryentry"])


class ModelForm(forms.Form):
    """``text``: the file that was tried, so that it is dropped once."""

    file = forms.FileField(
        label=_("Fichier"),
        required=False,
        help_text=_("Le modèle d’un autre portail (.json), tel que cet écran le donne. 1 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if not file and not text and not self.errors:
            self.add_error("file", _("Choisissez le fichier d’un modèle."))
        elif file and file.size > LARGEST:
            self.add_error("file", _("Ce fichier dépasse 1 Mo : passez par la commande « import_model »."))
        elif not self.errors:
            self._read(file.read() if file else text.encode("utf-8", "surrogatepass"))
        return cleaned

    def _read(self, data):
        try:
            self.content = read(data)
        except Damaged as refusal:
            self.add_error("file", str(refusal))
        else:
            self.cleaned_data["text"] = data.decode("utf-8-sig")


class ModelView(WagtailAdminTemplateMixin, FormView):
    form_class = ModelForm
    template_name = "transfer/model.html"
    page_title = _("Modèle de portail")
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs) if may_bring(request.user) else permission_denied(request)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def form_valid(self, form):
        is_asked = self.request.POST.get("do") == "apply"
        try:
            without = self.request.POST.getlist("without")
            told = bring(form.content, self.request.user, apply=is_asked, without=without)
        except Damaged as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        if is_asked:
            added = len(told.of(ADDED))
            said = _("Modèle repris : %d ajouts. Rien d’autre n’a changé.") % added
            messages.success(self.request, said if added else _("Modèle repris : tout était déjà là."))
            return redirect("portal_model")
        kept = ModelForm(initial={"text": form.cleaned_data["text"]})
        return self.render_to_response(self.get_context_data(form=kept, told=told, adds=bool(told.of(ADDED))))


@never_cache
@require_GET
def model_file(request):
    if not may_bring(request.user):
        return permission_denied(request)
    answer = HttpResponse(made(), content_type="application/json")
    name = f"modele-de-portail-{timezone.localdate():%Y-%m-%d}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class ModelMenuItem(MenuItem):
    def __init__(self):
        super().__init__(_("Modèle de portail"), reverse("portal_model"), icon_name="download", order=900)

    def is_shown(self, request):
        return may_bring(request.user)
