"""Phone numbers in what people write about them: « 03 20 12 34 56 poste 204 », « 3919 (24h/24) », « voir le site »."""

import re
import unicodedata
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    country_code_for_region,
    format_number,
    parse,
)
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

COUNTRY = "FR"  # of a number without a prefix
_SHORT = re.compile(r"\d(?:[ .]?\d){1,5}")


class Number(NamedTuple):
    start: int
    end: int
    address: str  # « tel:+33320123456 », as RFC 3966 writes it


def numbers_in(text):
    """The numbers that a text names, in order: whole ones, else short ones such as 119 or 39 19."""
    text = "".join(map(_plain, text))
    found = [
        Number(match.start, match.end, f"tel:{format_number(match.number, PhoneNumberFormat.E164)}")
        for match in PhoneNumberMatcher(text, COUNTRY, leniency=Leniency.POSSIBLE)
        if not _lacks_digits(match.number)
    ]
    return found or list(_short_numbers(text))


def names_a_number(text):
    if not numbers_in(text):
        raise ValidationError(_("Écrivez un numéro de téléphone, par exemple 03 20 12 34 56."))


def _plain(sign):
    """Wide digits are digits, and the narrow spaces of French typography no end of a number; the length is kept."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


def _lacks_digits(number):
    """« 03 20 12 34 5 » keeps its zero behind +33: it would call somebody else, or nobody."""
    return number.country_code == country_code_for_region(COUNTRY) and bool(number.italian_leading_zero)


def _short_numbers(text):
    for match in _SHORT.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        # A text that is nothing but digits is what to dial, whether the library has heard of it or not.
        if match[0] == text.strip() or _is_short_number(digits):
            yield Number(match.start(), match.end(), f"tel:{digits}")
            return


def _is_short_number(digits):
    try:
        return len(digits) > 2 and is_valid_short_number_for_region(parse(digits, COUNTRY), COUNTRY)
    except NumberParseException:
        return False
