"""Where a list goes on: a mark that programs give back as it is, and that says of itself which list it is of."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.utils.translation import gettext as _

LONGEST = 200


class WrongCursor(ValueError):
    """Its text, in French, says what to do."""


def write(kind, after):
    return urlsafe_b64encode(f"{kind}:{after}".encode()).decode().rstrip("=")


def read(cursor, kind):
    """What comes after; an empty text for the beginning."""
    if not cursor:
        return ""
    try:
        padded = cursor[:LONGEST] + "=" * (-len(cursor[:LONGEST]) % 4)
        found, colon, after = urlsafe_b64decode(padded.encode("ascii")).decode("ascii").partition(":")
    except (ValueError, UnicodeError):
        found, colon, after = "", "", ""
    if found != kind or not colon or not after.isprintable():
        raise WrongCursor(
            _("« cursor » n’est pas une suite de cette liste : reprenez l’adresse « next » de la réponse d’avant.")
        )
    return after


def number(after):
    """The primary key, or the number of a page, that a mark names."""
    if after and not (after.isdigit() and len(after) < 19):
        raise WrongCursor(_("« cursor » a été changé : reprenez l’adresse « next » de la réponse d’avant."))
    return int(after or 0)
