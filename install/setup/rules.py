"""Five rules that most cities want, on trial: they write what they would do, until somebody makes them active."""

from django.contrib.auth.models import Group

from install.setup.groups import COORDINATION, REGISTERS
from rules.models import Rule

READY: tuple = (
    ("premiere-publication", "Nouvelle fiche en ligne", "published", {"first_time": True}, COORDINATION,
     "news", "« $titre » ($type) est en ligne."),
    ("date-de-fin", "Une fiche arrive à sa date de fin", "expired", {}, COORDINATION,
     "todo", "« $titre » n’est plus en ligne depuis le $date : la prolonger, ou dire ce qui la remplace."),
    ("contact-modifie", "Un contact change", "contact-changed", {}, REGISTERS,
     "todo", "Le contact « $titre » a changé : relire les fiches qui le nomment."),
    ("import-fini", "Un livret est importé", "import-finished", {}, COORDINATION,
     "news", "« $titre » : les brouillons sont à relire."),
)  # fmt: skip
TO_VERIFY = {
    "to": "author",
    "group": None,
    "addresses": "",
    "subject": "À vérifier : $titre",
    "text": "La fiche « $titre » est à vérifier.\n\nRelisez-la, corrigez ce qui a changé, puis notez la date.",
}


def set_up_rules():
    """Only where nobody made or deleted one: a site that has none at all is a new one. How many were made."""
    if Rule.objects.exists():
        return 0
    groups = {group.name: str(group.pk) for group in Group.objects.all()}
    for code, name, trigger, values, group, action, text in READY:
        value = {"group": groups.get(group), "text": text}
        Rule.objects.create(code=code, name=name, trigger=trigger, actions=[{"type": action, "value": value}], **values)
    Rule.objects.create(
        code="a-verifier",
        name="Une fiche est à vérifier : son auteur est prévenu",
        trigger="due",
        actions=[{"type": "mail", "value": TO_VERIFY}],
    )
    return len(READY) + 1
