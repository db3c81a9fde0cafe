"""Contacts, by the address and the phone of a person, and by the person's name, which stays internal."""

from __future__ import annotations

from collections import defaultdict

from catalog.models import FormerCode
from directory.models import Contact
from imports.matching.names import MOST, Names, key
from imports.matching.results import Known, Match, match_of
from portal.inputs.phones import numbers_in
from sheets.models import ContactLink

_Heading = ContactLink.Heading
_TROIKA = ("troika-etat", "troika-ville", "troika-education")


def heading_of(words: str) -> str:
    """The heading of a sheet's contacts that a booklet's own stands for."""
    by_name = {key(str(heading.label)): heading for heading in _Heading}
    return str(by_name.get(key(words), _Heading.TROIKA if key(words).startswith("troika") else _Heading.STRUCTURE))


class Contacts:
    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.holders = Names()
        self.by_email: dict[str, list[str]] = defaultdict(list)
        self.by_phone: dict[str, list[str]] = defaultdict(list)
        self.by_role: dict[str, list[str]] = defaultdict(list)
        self.email_of: dict[str, str] = {}
        for contact in Contact.objects.select_related("organization").order_by("pk"):
            self.add(contact)
        for former in FormerCode.objects.filter(model=Contact._meta.label_lower, current__in=list(self.known)):
            self._reached(former.current, **former.known_by)
            self.known[former.code] = self.known[former.current]

    def add(self, contact: Contact) -> None:
        code = str(contact.code)
        self.known[code] = Known(contact.pk, code, contact.title, str(contact.organization))
        self.by_role[contact.role].append(code)
        self.email_of[code] = contact.email.casefold()
        self._reached(code, holder=contact.holder, email=contact.email, phone=contact.phone)

    def _reached(self, code: str, *, holder: str, email: str, phone: str, **_names: object) -> None:
        """Also as a contact that was merged into it was."""
        self.holders.add(code, holder)
        if email and code not in self.by_email[email.casefold()]:
            self.by_email[email.casefold()].append(code)
        for number in numbers_in(phone):
            self.by_phone[number.address].append(code)

    def match(self, name: str, email: str = "", phone: str = "", heading: str = "") -> Match:
        """The address says who is meant; a name alone does where no other address contradicts it."""
        by_email = self.by_email.get(email.casefold(), []) if email else []
        by_name = self.holders.exact(name)
        sure = by_email or [code for code in by_name if self._agrees(code, email)]
        if len(sure) == 1:
            return match_of(name, self._records(sure), [])
        phones = [code for number in numbers_in(phone) for code in self.by_phone.get(number.address, ())]
        return match_of(name, [], self._records([*sure, *by_name, *phones, *self._of(heading)])[:MOST])

    def _agrees(self, code: str, email: str) -> bool:
        return not email or not self.email_of[code] or self.email_of[code] == email.casefold()

    def _of(self, heading: str) -> list[str]:
        """The functions under that heading, where they are few enough to be chosen from."""
        said = heading_of(heading) if heading else ""
        roles = _TROIKA if said == _Heading.TROIKA else (said,)
        codes = [code for role in roles for code in self.by_role[role]]
        return codes if len(codes) <= MOST else []

    def _records(self, codes: list[str]) -> list[Known]:
        return [self.known[code] for code in dict.fromkeys(codes)]
