"""Drawings of the sprite: those that people choose from, and those that a sentence suggests."""

import re

from django.utils.translation import gettext_lazy as _

# Drawings that stand for a type of page, or that an editor may give to a kind of sheets.
ICONS = {
    "file": _("Feuille"),
    "book": _("Livre"),
    "pencil": _("Crayon"),
    "school": _("École"),
    "compass": _("Boussole"),
    "route": _("Chemin"),
    "flag": _("Drapeau"),
    "date": _("Calendrier"),
    "clock": _("Horloge"),
    "pin": _("Lieu"),
    "map": _("Plan"),
    "bus": _("Bus"),
    "home": _("Maison"),
    "door": _("Porte"),
    "person": _("Personne"),
    "people": _("Groupe"),
    "together": _("Ensemble"),
    "citizen": _("Citoyenneté"),
    "baby": _("Petite enfance"),
    "listen": _("Écoute"),
    "climate": _("Conversation"),
    "care": _("Soin"),
    "health": _("Santé"),
    "sport": _("Sport"),
    "culture": _("Culture"),
    "lang": _("Langues"),
    "digital": _("Numérique"),
    "tools": _("Outils"),
    "tag": _("Étiquette"),
    "info": _("Information"),
    "help": _("Aide"),
    "sign": _("Signature"),
}


SIDES = {
    "s-nord": _("Secteur nord"),
    "s-est": _("Secteur est"),
    "s-sud": _("Secteur sud"),
    "s-ouest": _("Secteur ouest"),
    "s-centre": _("Secteur centre"),
    "s-tous": _("Toute la ville"),
}
# Those of vocabularies and terms.
TERM_ICONS = {"age": _("Âges"), **ICONS, **SIDES}
PLAIN = "tag"


def side_of(icons):
    """A compass mark when all are of one side of the town, a full disc when of several; nothing when of none."""
    sides = {icon for icon in icons if icon in SIDES}
    return "s-tous" if len(sides) > 1 else "".join(sides)


# Pictograms of the easy-French sentences: the first word found decides.
SENTENCES = [
    ("phone", r"appel|téléphon"),
    ("mail", r"courriel|écrire à|écrivez"),
    ("lang", r"langue|français|interprète|tradui"),
    ("digital", r"ordinateur|internet|numérique|en ligne"),
    ("sign", r"accord|sign(?:er|ez|é)|décid"),
    ("health", r"santé|médecin|soin|psycholog"),
    ("sport", r"sport"),
    ("culture", r"théâtre|musée|spectacle|artist|culture|dessin"),
    ("book", r"livre|lire|lecture|histoire|devoirs"),
    ("compass", r"métier|stage|orient|travail|emploi"),
    ("baby", r"tout-petit|bébé|maternelle|petits"),
    ("climate", r"parle|écout|rencontr|discut|aide"),
    ("date", r"jour|heure|semaine|vacances|réunion|date"),
    ("pin", r"quartier|centre social|lieu|adresse"),
    ("school", r"école|collège|lycée|classe"),
    ("people", r"parent|famille|ensemble|enfant|jeune"),
]


def sentence_icon(sentence):
    return next((name for name, words in SENTENCES if re.search(words, sentence, re.IGNORECASE)), "info")
