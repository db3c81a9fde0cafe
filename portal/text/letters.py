"""Letters that a French keyboard lacks, as it would write them: « ı » is i, « Łódź » is Lodz, « œuvre » is oeuvre."""

import unicodedata
from functools import lru_cache

from anyascii import anyascii
from django.utils.text import slugify


@lru_cache(maxsize=5_000)
def plain_letter(letter: str) -> str:
    """Accents are kept: they are no letters of their own, and Unicode takes them apart."""
    is_foreign = not letter.isascii() and not unicodedata.decomposition(letter)
    return anyascii(letter) if is_foreign and unicodedata.name(letter, "").startswith("LATIN ") else letter


def plain_letters(text: str) -> str:
    return text if text.isascii() else "".join(map(plain_letter, unicodedata.normalize("NFC", text)))


def slug_of(text: str) -> str:
    """A slug that loses no letter: Django's own makes « uvre » of « Œuvre »."""
    return slugify(plain_letters(text))


@lru_cache(maxsize=50_000)
def sort_key(text: str) -> tuple[str, str]:
    """As a dictionary sorts: case, accents and signs at the beginning count only between equals."""
    folded = unicodedata.normalize("NFD", plain_letters(text).casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).lstrip("«“\"'’( "), folded
