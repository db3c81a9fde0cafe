"""French words where Wagtail leaves none to translate, or Django makes a label of the field's English name."""

from django.conf import settings
from django.forms.models import BaseModelFormSet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.forms import choosers
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.pages import delete as one_deletion
from wagtail.admin.views.pages.bulk_actions import delete as bulk_deletion
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.sites.views import IndexView as Sites
from wagtail.users.views.bulk_actions.assign_role import RoleForm

LINK_TEXT = "Texte du lien"
LABELS = {
    LoginForm: {"username": "Identifiant", "password": "Mot de passe", "remember": "Rester connecté"},
    RoleForm: {"role": "Groupe"},
    DefaultPageForm: {"include_descendants": "Avec les pages qui sont en dessous"},
    choosers.ExternalLinkChooserForm: {"link_text": LINK_TEXT},
    choosers.AnchorLinkChooserForm: {"link_text": LINK_TEXT},
    choosers.EmailLinkChooserForm: {
        "email_address": "Adresse e-mail",
        "link_text": LINK_TEXT,
        "subject": "Objet",
        "body": "Message",
    },
    choosers.PhoneLinkChooserForm: {"phone_number": "Numéro de téléphone", "link_text": LINK_TEXT},
}
SITE_COLUMNS = {"port": "Port", "site_name": "Nom", "root_page": "Page d’accueil"}


def register():
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    for column in Sites.columns:
        column.label = SITE_COLUMNS.get(column.name, column.label)
    for screen in (one_deletion, bulk_deletion):
        screen.type_to_delete_confirmation = is_confirmed
    BaseModelFormSet.get_unique_error_message = same_twice


def same_twice(formset, unique_check):
    """Two rows of a form: Django writes the names that its code has for their fields."""
    parent = getattr(getattr(formset, "fk", None), "name", None)
    fields = (formset.model._meta.get_field(name) for name in unique_check if name != parent)
    names = [f"« {field.verbose_name} »" for field in fields]
    return _("Deux lignes ont la même valeur pour %(names)s : gardez-en une.") % {
        "names": get_text_list(names, _("et"))
    }


def is_confirmed(request, context=None):
    """The deletion of many pages: what Wagtail asks, and refuses in English."""
    typed = request.POST.get("confirm_site_name")
    if not typed or typed == settings.WAGTAIL_SITE_NAME:
        return True
    messages.error(request, f"Pour confirmer, écrivez « {settings.WAGTAIL_SITE_NAME} », tel quel. Rien n’est supprimé.")
    return False
