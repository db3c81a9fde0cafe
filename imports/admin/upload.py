"""« Importer un livret »: a file, how it is laid out, where its sheets go. Pressed twice, it is one import."""

from pathlib import PurePath
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page

from imports.admin.rights import policy, trail
from imports.admin.sections import sections_of
from imports.batches import start_reading
from imports.booklets.mapping import read_mapping, shipped_mappings
from imports.models import Batch, BookletMapping
from imports.places import usual_place
from jobs.models import Job
from jobs.views import absence
from portal.models import User

LARGEST = 20 * 1024 * 1024  # bytes
ENDINGS = ".docx,.odt,.pdf,.md,.txt,.html"


def known_mappings():
    """``{key: (name, text)}``: those that ship, then those of this portal."""
    shipped = {f"livree:{each.code}": (each.name, each.text) for each in shipped_mappings()}
    own = {f"ici:{each.pk}": (each.name, each.text) for each in BookletMapping.objects.all()}
    return shipped, own


def mapping_choices():
    shipped, own = ([(key, name) for key, (name, _text) in each.items()] for each in known_mappings())
    return [(gettext("Celles de ce portail"), own), (gettext("Livrées avec le portail"), shipped)] if own else shipped


def mapping_text(key):
    return next(group[key][1] for group in known_mappings() if key in group)


def small_enough(file):
    if file.size > LARGEST:
        text = gettext(
            "Ce fichier pèse %(size)s ; %(most)s au plus. Enregistrez-le sans ses images, ou en deux parties."
        )
        raise ValidationError(text % {"size": filesizeformat(file.size), "most": filesizeformat(LARGEST)})


class BookletFileForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier du livret"),
        validators=[small_enough],
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=_("Word (.docx), LibreOffice (.odt), PDF dont le texte se copie, .md, .txt ou .html. 20 Mo au plus."),
        error_messages={
            "required": _("Choisissez le fichier du livret."),
            "empty": _("Ce fichier est vide : choisissez-en un autre."),
        },
    )


class UploadForm(BookletFileForm):
    mapping = forms.ChoiceField(
        label=_("Description du livret"),
        choices=mapping_choices,
        help_text=_(
            "Elle dit quels titres commencent une fiche, ses objectifs, ses contacts. "
            "Copiez-en une pour un livret qui dit autrement."
        ),
    )
    parent = forms.ModelChoiceField(
        label=_("Liste des fiches"),
        queryset=Page.objects.none(),
        required=False,
        empty_label=_("Celle que la description nomme"),
        help_text=_(
            "Celle où ces fiches sont déjà : l’import leur propose un brouillon. Les nouvelles y vont aussi. "
            "Rien n’est publié."
        ),
    )
    press = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = sections_of(user)
        self.fields["parent"].label_from_instance = lambda page: page.get_admin_display_title()


class UploadView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    permission_policy = policy
    permission_required = "add"
    form_class = UploadForm
    template_name = "imports/upload.html"
    page_title = _("Importer un livret")
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), *trail({"url": "", "label": self.page_title})]

    def get_initial(self):
        return {"press": uuid4()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**absence(), **kwargs)

    def form_valid(self, form):
        return redirect("livrets:edit", take_in(self.request.user, **form.cleaned_data).pk)

    @cached_property
    def is_anywhere(self):
        return sections_of(self.request.user).exists()


@transaction.atomic
def take_in(user, *, file, mapping, parent, press):
    """The batch of this press of the button, and the job that reads its file."""
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))
    known = Batch.objects.filter(job__in=Job.objects.filter(by=user, given__press=str(press))).first()
    if press and known:
        return known
    text = mapping_text(mapping)
    place = parent or usual_place(read_mapping(text).kind)
    batch = start_reading(file, PurePath(file.name).name, text, place, user)
    batch.job.given = {**batch.job.given, "press": str(press)}
    batch.job.save(update_fields=["given"])
    return batch
