"""Organizations, and the schools that complete some of them, by their names, addresses and phones."""

from __future__ import annotations

from collections import defaultdict

from catalog.models import FormerCode
from directory.models import Organization
from imports.matching.names import MOST, Names
from imports.matching.results import Known, Match, match_of
from portal.inputs.phones import numbers_in


class Organizations:
    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.names = Names()
        self.by_email: dict[str, list[str]] = defaultdict(list)
        self.by_phone: dict[str, list[str]] = defaultdict(list)
        for organization in Organization.objects.select_related("kind", "school").order_by("pk"):
            self.add(organization)
        for former in FormerCode.objects.filter(model=Organization._meta.label_lower, current__in=list(self.known)):
            self.names.add(former.current, former.code, *former.known_by["names"])
            self._reached(former.current, former.known_by["email"], former.known_by["phone"])
            self.known[former.code] = self.known[former.current]

    def add(self, organization: Organization) -> None:
        code = str(organization.code)
        detail = organization.acronym or (organization.kind.label if organization.kind else "")
        self.known[code] = Known(organization.pk, code, organization.name, detail)
        school = getattr(organization, "school", None)
        codes = [code, *filter(None, [school and school.code, school and school.uai])]
        self.names.add(code, organization.name, organization.acronym, *organization.aliases, *codes)
        self._reached(code, organization.email, organization.phone)

    def _reached(self, code: str, email: str, phone: str) -> None:
        if email:
            self.by_email[email.casefold()].append(code)
        for number in numbers_in(phone):
            self.by_phone[number.address].append(code)

    def match(self, name: str, email: str = "", phone: str = "") -> Match:
        """A name is enough where it is the only one; an address or a phone alone is asked about."""
        exact = self.names.exact(name)
        reached = [*self.by_email.get(email.casefold(), ()), *self.by_phone.get(_address(phone), ())]
        if len(exact) > 1 and set(exact) & set(reached):
            exact = [code for code in exact if code in reached]
        near = [*reached, *self.names.near(name)] if len(exact) != 1 else []
        return match_of(name, self._records(exact), self._records(near)[:MOST])

    def _records(self, codes: list[str]) -> list[Known]:
        return [self.known[code] for code in dict.fromkeys(codes)]


def _address(phone: str) -> str:
    numbers = numbers_in(phone)
    return numbers[0].address if numbers else ""
