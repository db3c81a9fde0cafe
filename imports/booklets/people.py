"""« Name – mail – phone », however it is written: contacts, and what about them cannot be."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers

from imports.documents.blocks import Block

# Whatever a scan made of it: what cannot exist is told, not left out. « ® », « (at) » stand for « @ » before a domain.
EMAIL = re.compile(
    r"[^\s@|,;:()<>«»[\]]{1,64}"
    r"(?:\s?@\s?[\w-]+(?:\.[\w-]+)*|\s?(?:[®©]|[([](?:at|a|arobase)[)\]])\s?[\w-]+(?:\.[\w-]+)+)"
)
PHONE = re.compile(r"(?:\+33|0033|0)\s?[1-9](?:[\s.\-/]?\d{2}){4}(?!\d)")
_POSSIBLE = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_AROUND = " \t\n–—-:;,()|/•"


@dataclass(frozen=True)
class Person:
    """``email_linked``: the address behind the words, where it is not the one that is read. ``others``: more of it."""

    name: str
    email: str = ""
    phone: str = ""
    email_linked: str = ""
    others: tuple[str, ...] = ()

    def with_more(self, other: Person) -> Person:
        """The same person, whose address or phone stands on a line of its own."""
        return Person(
            self.name,
            self.email or other.email,
            self.phone or other.phone,
            self.email_linked or other.email_linked,
            (*self.others, *filter(None, [other.phone if self.phone else ""])),
        )

    @property
    def says_how(self) -> bool:
        return bool(self.email or self.phone)


def person_in(block: Block) -> Person:
    """What a line says of one person."""
    rest = block.text
    emails, phones = EMAIL.findall(rest), PHONE.findall(rest)
    for found in (*emails, *phones):
        rest = rest.replace(found, " ")
    name = " ".join(re.sub(r"(?i)\b(?:mail|e-mail|courriel|t[ée]l)\b\s*[.:]*", " ", rest).strip(_AROUND).split())
    linked = _linked(block)
    read = emails[0].replace(" ", "") if emails else ""
    return Person(
        re.sub(r"(?:\s*[–—-]\s*)+$", "", name).strip(_AROUND),
        read,
        phones[0].strip() if phones else "",
        linked if linked.casefold() != read.casefold() else "",
        (*emails[1:], *phones[1:]),
    )


def _linked(block: Block) -> str:
    for link in block.links:
        if link.url.lower().startswith("mailto:"):
            return link.url[7:].partition("?")[0].strip()
    return ""


def is_possible(email: str) -> bool:
    return bool(_POSSIBLE.fullmatch(email)) and ".." not in email


def same_phone(one: str, other: str) -> bool:
    return _national(one) == _national(other)


def _national(phone: str) -> str:
    try:
        return str(phonenumbers.parse(phone, "FR").national_number)
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", phone)
