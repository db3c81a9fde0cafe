"""Links that give the address of a list to somebody else, each by what the person's own device sends."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Way:
    label: str
    icon: str
    url: str


def ways_to_share(address, name):
    subject = _("Une liste de %(name)s") % {"name": name}
    text = f"{subject} : {address}"
    letter = urlencode({"subject": subject, "body": text}, quote_via=quote)
    return [
        Way(_("Par courriel"), "mail", f"mailto:?{letter}"),
        Way(_("Par SMS"), "phone", f"sms:?&body={quote(text, safe='')}"),  # « ?& »: what either kind of phone reads
        Way(_("Par WhatsApp"), "out", f"https://wa.me/?{urlencode({'text': text}, quote_via=quote)}"),
    ]
