"""A site has the name and the port that a browser asks for: nothing else can ever be found at its address."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.sites.forms import SiteForm

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = rf"(?i)\A(?:{LABEL}(?:\.{LABEL})*|\[[0-9a-f:.]+\])\Z"
HOST_WANTED = _(
    "Écrivez le nom seul, sans « http:// », sans port ni « / » : « www.ville.example ». Un nom qui a des accents "
    "s’écrit sous sa forme « xn--… »."
)
PORT_WANTED = _("Un port est un nombre de 1 à 65535 : 443 pour https, 80 pour http.")


def register():
    fields = SiteForm.base_fields
    fields["hostname"].validators.append(RegexValidator(HOST, HOST_WANTED))
    fields["port"].validators += [MinValueValidator(1, PORT_WANTED), MaxValueValidator(65535, PORT_WANTED)]
