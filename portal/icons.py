"""Which drawing of the sprite stands beside a vocabulary or a term. Unknown content gets a plain one."""

import re

from django.utils.translation import gettext_lazy as _

VOCABULARIES = {
    "public": "people",
    "age": "age",
    "theme": "tag",
    "axe": "route",
    "type-ressource": "file",
    "langue": "lang",
    "langue-parlee": "lang",
}
SECTOR_SIDES = ("nord", "est", "sud", "ouest", "centre")
THEMES = {
    "parentalite": "together",
    "reussite-educative": "book",
    "aide-devoirs": "pencil",
    "accompagnement-scolarite": "pencil",
    "petite-enfance": "baby",
    "decrochage": "door",
    "climat-scolaire": "climate",
    "langue-francaise": "lang",
    "numerique": "digital",
    "sante-bien-etre": "health",
    "inclusion-handicap": "care",
    "orientation-metiers": "compass",
    "sport": "sport",
    "culture": "culture",
    "lecture-expression": "book",
    "citoyennete-laicite": "citizen",
    "egalite-discriminations": "people",
    "cooperation-acteurs": "together",
}
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


def sector_icon(terms):
    """A compass mark when the sheet is about one side of the town, a full disc when it is about all of it."""
    if any(term.matches_all for term in terms):
        return "s-tous"
    sides = {side for term in terms for side in SECTOR_SIDES if term.code == side or term.code.endswith(f"-{side}")}
    return f"s-{sides.pop()}" if len(sides) == 1 else "s-tous" if sides else "pin"


def vocabulary_icon(code, terms=()):
    return sector_icon(terms) if code == "secteur" else VOCABULARIES.get(code, "tag")


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
