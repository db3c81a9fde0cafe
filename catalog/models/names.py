"""When two names are one to whoever reads them."""

import unicodedata


def plain(name):
    """« Durée », « DUREE » and « du rée » are one name to whoever reads a form."""
    letters = unicodedata.normalize("NFKD", str(name).casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or letters.strip()


def is_taken(name, field, others):
    return any(plain(each) == plain(name) for each in others.values_list(field, flat=True)) if name else False
