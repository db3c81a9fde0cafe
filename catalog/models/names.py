"""When two names are one to whoever reads them."""

import unicodedata


def plain(name):
    """« Durée », « DUREE » and « du rée » are one name to whoever reads a form; « REP » and « REP+ » are two."""
    letters = unicodedata.normalize("NFKD", str(name).casefold())
    return "".join(filter(_is_read, letters)) or letters.strip()


def _is_read(letter):
    return letter.isalnum() or unicodedata.category(letter) in ("Sm", "Sc")


def is_taken(name, field, others):
    return any(plain(each) == plain(name) for each in others.values_list(field, flat=True)) if name else False
