"""An organization as the public meets it: what it is, whom to call there, its pages by the part it has in them."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory.models import Contact, Organization
from sheets.models import OrganizationLink
from sheets.who.naming import pages_naming

ITS_OWN = "organization"  # where a page stands for it: that of a community center
ROWS = "organization_links."
ELSEWHERE = _("Lieu, ou étape du déploiement")


MOST_SHOWN = 60  # of one part: the city has a part in thousands of pages


@dataclass
class Part:
    label: str
    rows: list = field(default_factory=list)  # [(page, what it does there)]

    @property
    def shown(self):
        return self.rows[:MOST_SHOWN]

    @property
    def left_out(self):
        return len(self.rows) - len(self.shown)


class Actor:
    """Public when a public page or a public contact names it. So are those that it depends on, or that depend on it."""

    def __init__(self, organization, site):
        self.organization, self.site = organization, site

    @cached_property
    def _family(self):
        return [each for each in (self.organization, self.organization.parent, *self._below) if each]

    @cached_property
    def _below(self):
        return list(self.organization.children.filter(active=True))

    @cached_property
    def _named(self):
        return pages_naming(Organization, self.site, [each.pk for each in self._family])

    @cached_property
    def _contacts(self):
        contacts = Contact.objects.public().filter(organization__in=self._family)
        return list(contacts.select_related("sector", "organization"))

    def _is_met(self, organization):
        return organization.pk in self._named or any(organization.pk == each.organization_id for each in self._contacts)

    @property
    def is_public(self):
        return self._is_met(self.organization)

    @property
    def parent(self):
        parent = self.organization.parent
        return parent if parent and parent.active and self._is_met(parent) else None

    @property
    def children(self):
        return [each for each in self._below if self._is_met(each)]

    @property
    def contacts(self):
        return [each for each in self._contacts if each.organization_id == self.organization.pk]

    @property
    def _pages(self):
        return self._named.get(self.organization.pk, {})

    @property
    def own_pages(self):
        return [page for page, paths in self._pages.items() if ITS_OWN in paths]

    @cached_property
    def parts(self):
        """``[Part]``: those of the rows, then what names it without saying its part."""
        parts = {role.value: Part(role.label) for role in OrganizationLink.Role}
        for page, role, detail in self._links():
            parts[role].rows.append((page, detail))
        plain = Part(ELSEWHERE, [(page, "") for page, paths in self._pages.items() if _only_elsewhere(paths)])
        return [part for part in (*parts.values(), plain) if part.rows]

    def _links(self):
        pages = {page.pk: page for page, paths in self._pages.items() if any(map(_is_row, paths))}
        links = OrganizationLink.objects.filter(organization=self.organization, page__in=pages).order_by("page__path")
        return [(pages[pk], *rest) for pk, *rest in links.values_list("page", "role", "detail")]


def _is_row(path):
    return path.startswith(ROWS)


def _only_elsewhere(paths):
    return ITS_OWN not in paths and not any(map(_is_row, paths))


def public_organizations(site):
    """All of them: what the sitemap names."""
    keys = {*pages_naming(Organization, site), *Contact.objects.public().values_list("organization", flat=True)}
    return Organization.objects.filter(active=True, pk__in=keys).order_by("code")
