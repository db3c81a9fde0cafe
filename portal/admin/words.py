"""French labels where Wagtail leaves none to translate, and Django makes one of the field's English name."""

from wagtail.admin.forms import choosers
from wagtail.admin.forms.auth import LoginForm
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
