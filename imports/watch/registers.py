"""Records of the registers that say two things of one, or one thing twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from directory.models import Contact, Organization
from imports.booklets.folding import folded
from imports.booklets.people import is_possible, same_phone
from imports.watch.findings import ADDRESS, PERSON, TWICE, Finding
from search.text.french import STOP_WORDS

ALIKE = 83  # of 100: below, two words are two
SHORTEST = 5  # letters: « CAF » and « CAE » are alike, and are two


def contact_findings() -> Iterator[Finding]:
    contacts = list(Contact.objects.select_related("organization").order_by("title", "pk"))
    for contact in contacts:
        if contact.email and not is_possible(contact.email):
            yield _impossible(contact)
    for same in _alike(contacts, lambda contact: folded(contact.holder)):
        yield from _one_person(same)
    for same in _alike(contacts, lambda contact: contact.email.casefold()):
        if len({folded(contact.holder) for contact in same if contact.holder}) > 1:
            yield _one(same, _("Une même adresse, et deux titulaires."))


def _one_person(contacts: list[Contact]) -> Iterator[Finding]:
    if len({contact.email.casefold() for contact in contacts if contact.email}) > 1:
        yield _one(contacts, _("Un même titulaire, et deux adresses."))
    phones = [contact.phone for contact in contacts if contact.phone]
    if any(not same_phone(one, other) for one, other in combinations(phones, 2)):
        yield _one(contacts, _("Un même titulaire, et deux téléphones."))


def _one(contacts: list[Contact], words: str) -> Finding:
    return Finding(PERSON, words, Contact, tuple(contact.pk for contact in contacts))


def _impossible(record: Contact | Organization) -> Finding:
    words = _("L’adresse « %(email)s » ne peut pas exister.") % {"email": record.email}
    return Finding(ADDRESS, words, type(record), (record.pk,))


def organization_findings() -> Iterator[Finding]:
    organizations = list(Organization.objects.filter(active=True).order_by("name", "pk"))
    for each in organizations:
        if each.email and not is_possible(each.email):
            yield _impossible(each)
    words_of = {each.pk: _words(each.name) for each in organizations}
    for one, other in combinations(organizations, 2):
        if _is_one(words_of[one.pk], words_of[other.pk]):
            words = _("Leurs noms se ressemblent à une lettre ou deux près.")
            yield Finding(TWICE, words, Organization, (one.pk, other.pk))


def _words(name: str) -> list[str]:
    return sorted(word for word in re.split(r"[\W_]+", folded(name)) if word and word not in STOP_WORDS)


def _is_one(one: list[str], other: list[str]) -> bool:
    """Word by word: « de Bernay » and « de Caen » are two, so are « Michelet 1 » and « Michelet 2 »."""
    if len(one) != len(other):
        return False
    return all(left == right or _is_misspelt(left, right) for left, right in zip(one, other, strict=True))


def _is_misspelt(left: str, right: str) -> bool:
    letters = min(len(left), len(right)) >= SHORTEST and left.isalpha() and right.isalpha()
    return letters and fuzz.ratio(left, right) >= ALIKE


def _alike(contacts: Iterable[Contact], key) -> list[list[Contact]]:
    groups = defaultdict(list)
    for contact in contacts:
        if key(contact):
            groups[key(contact)].append(contact)
    return [group for group in groups.values() if len(group) > 1]
