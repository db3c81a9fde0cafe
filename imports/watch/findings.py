"""One contradiction: which kind, in words, and the pages or records that say it."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

AGE, SECTOR, CHILD, PERSON, ADDRESS, TWICE = "age", "sector", "child", "same_person", "impossible", "twice"

KINDS = {
    CHILD: _("Un texte qui nomme peut-être un enfant ou sa famille"),
    SECTOR: _("Une fiche d’un secteur qui parle d’un autre"),
    AGE: _("Un âge du texte que les publics ne couvrent pas"),
    PERSON: _("Une même personne, ou une même adresse, dite de deux façons"),
    ADDRESS: _("Une adresse qui ne peut pas exister"),
    TWICE: _("Deux organisations qui n’en font peut-être qu’une"),
}


@dataclass(frozen=True)
class Finding:
    """``kind`` is one of ``KINDS``; ``text`` names nobody: who holds a post is read on its own screen.

    ``model`` and ``keys`` say where somebody can settle it.
    """

    kind: str
    text: str
    model: type[Model]
    keys: tuple[int, ...]
