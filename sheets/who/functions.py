"""« Qui fait quoi »: the functions that anyone may reach, by what they are in the Cité éducative."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.models import Contact
from sheets.who.naming import pages_naming

Role = Contact.Role
# Whom one looks for first stands first; a role that no group names comes last.
GROUPS = (
    ("troika", _("La troïka"), (Role.TROIKA_STATE, Role.TROIKA_CITY, Role.TROIKA_EDUCATION)),
    ("ville", _("La Ville"), (Role.CITY,)),
    ("pre", _("La réussite éducative"), (Role.PRE,)),
    ("plfeq", _("Le lien entre l’école, les familles et le quartier"), (Role.LIAISON,)),
    ("inclusion", _("L’inclusion"), (Role.INCLUSION,)),
)
OTHERS = ("autres", _("Les autres interlocuteurs"))


@dataclass(frozen=True)
class Function:
    contact: Contact
    pages: list  # the public pages that name it, in the order of the site


@dataclass(frozen=True)
class Group:
    code: str
    label: str
    functions: list[Function]


def public_functions(site):
    """``[Group]`` of those that have somebody, in a few queries whatever their number."""
    contacts = Contact.objects.public().filter(organization__active=True).select_related("organization", "sector")
    named = pages_naming(Contact, site, [each.pk for each in contacts])
    functions = [Function(each, list(named.get(each.pk, ()))) for each in contacts]
    groups = [Group(code, label, _of(functions, roles)) for code, label, roles in GROUPS]
    known = {role for _code, _label, roles in GROUPS for role in roles}
    groups.append(Group(*OTHERS, [each for each in functions if each.contact.role not in known]))
    return [group for group in groups if group.functions]


def _of(functions, roles):
    """The troïka in its own order, then by title."""
    found = [each for each in functions if each.contact.role in roles]
    return sorted(found, key=lambda each: roles.index(each.contact.role))
