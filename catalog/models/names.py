"""When two names are one to whoever reads them."""

import unicodedata

UNSEEN = {"Mn", "Cf", "Cc", "Zs", "Zl", "Zp"}  # accents once apart from their letters, and every space


def spelled(name):
    """« Bleu », « BLEU » and « bleu » with an invisible space are one name; « Arabe » and « arabe ! » are two."""
    letters = unicodedata.normalize("NFKD", str(name).casefold())
    return "".join(letter for letter in letters if unicodedata.category(letter) not in UNSEEN)


def plain(name):
    """« Durée », « DUREE » and « du rée : » are one name to whoever reads a form; « REP » and « REP+ » are two."""
    letters = spelled(name)
    return "".join(filter(_is_read, letters)) or letters


def _is_read(letter):
    return letter.isalnum() or unicodedata.category(letter) in ("Sm", "Sc")


def is_taken(name, field, others, same=plain):
    """Whether one of ``others`` has this name, as ``same`` reads it."""
    return any(same(each) == same(name) for each in others.values_list(field, flat=True)) if name else False
