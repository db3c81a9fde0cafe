"""What a form never asks: a child, a pupil, a family and their situation. A list of words, no guess."""

import re

from anyascii import anyascii
from django.utils.translation import gettext as _

# Each is looked for as whole words, without accents. « Adresse de l’école » is none of them.
CHILD = r"enfants?|eleves?|fils|fille|filles|garcons?|bebes?|mineurs?|jeune|fratrie|freres?|soeurs?"
SITUATION = (
    "handicaps?|maladies?|sante|medica\\w*|traitements?|allergies?|diagnostics?|troubles?|diabete|aeesh|mdph|"
    "situation familiale|famille|familles|divorce\\w*|separe\\w*|garde alternee|revenus?|ressources financieres|"
    "quotient familial|nationalite|religion|croyance|origine|sans papiers|titre de sejour|logement|hebergement|"
    "signalement|violences?|securite sociale|numero de secu\\w*|ine"
)
ABOUT_SOMEBODY = (
    "prenom|nom|age|date de naissance|naissance|sexe|genre|classe|niveau|difficulte\\w*|comportement|resultats?|notes?|"
    "bulletin|adresse|photo|photographie|besoins?|suivi"
)
_CHILD, _SITUATION, _ABOUT = (re.compile(rf"\b(?:{words})\b") for words in (CHILD, SITUATION, ABOUT_SOMEBODY))
BIRTH = re.compile(r"\b(?:date|lieu|annee) de naissance\b|\bne\(?e?\)? le\b")
ADULT = re.compile(r"\b(?:votre|vos|demandeur|demandeuse|contact|responsable|enseignant\w*|professionnel\w*)\b")


def why_refused(label):
    """Why a field of this name is not made; empty where it may be.

    A field about a child: a word for a child with a word for what is asked of somebody. One about a situation: a
    word that only a person's file has.
    """
    text = " ".join(anyascii(label).lower().replace("'", " ").replace("-", " ").split())
    if BIRTH.search(text):
        return _("« %s » demande une naissance : un formulaire du portail n’en garde pas.") % label
    child = _CHILD.search(text)
    if child and _ABOUT.search(text):
        return _(
            "« %(label)s » parle d’une personne mineure (« %(word)s ») : rien sur un enfant n’entre dans le portail. "
            "Demandez un nombre, une tranche d’âge ou un niveau de classe pour le groupe, sans nommer personne."
        ) % {"label": label, "word": child[0]}
    situation = _SITUATION.search(text)
    if situation and not ADULT.search(text.replace(situation[0], "")):
        return _(
            "« %(label)s » parle d’une situation personnelle (« %(word)s ») : le portail n’en garde pas. "
            "Demandez plutôt que l’on vous rappelle."
        ) % {"label": label, "word": situation[0]}
    return ""
