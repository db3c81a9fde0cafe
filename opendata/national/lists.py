"""What a term of the city is called in a national list: what the city said, or else what is usual."""

from dataclasses import dataclass
from functools import cache

from data_inclusion.schema.v1 import (
    Frais,
    ModeAccueil,
    PersonneMobilisatrice,
    Public,
    ReseauPorteur,
    Thematique,
    TypeService,
)
from django.utils.translation import gettext_lazy as _

from opendata.models import NationalValue

LEFT_OUT = "exclue"  # of what is sent: an action that is over


@dataclass(frozen=True)
class NationalList:
    code: str
    label: object
    values: tuple  # ((value, words), …)
    usual: str  # the vocabulary that usually says it


def _of(values):
    return tuple((each.value, each.label) for each in values)


@cache
def national_lists():
    """``{code: NationalList}``. The general themes are titles of the others: nothing is sent by them alone."""
    themes = tuple(pair for pair in _of(Thematique) if "--" in pair[0])
    lists = (
        NationalList("thematiques", _("Thématiques"), themes, "theme"),
        NationalList("publics", _("Publics"), _of(Public), "public"),
        NationalList("type", _("Types de service"), _of(TypeService), "type-ressource"),
        NationalList("frais", _("Frais"), _of(Frais), "tarif"),
        NationalList("modes_accueil", _("Modes d’accueil"), _of(ModeAccueil), "lieu"),
        NationalList("mobilisable_par", _("Qui peut y faire appel"), _of(PersonneMobilisatrice), "public"),
        NationalList("reseaux_porteurs", _("Réseaux porteurs"), _of(ReseauPorteur), "type-structure"),
        NationalList("transmission", _("Transmission"), ((LEFT_OUT, _("Ne pas transmettre la fiche")),), "suite"),
    )
    return {each.code: each for each in lists}


# By national list, then « vocabulary:term ». What stands in none has no equivalent that goes without saying.
USUAL = {
    "thematiques": {
        "theme:parentalite": "famille--soutien-a-la-parentalite-et-a-leducation",
        "theme:accompagnement-scolarite": "famille--soutien-a-la-parentalite-et-a-leducation",
        "theme:langue-francaise": "lecture-ecriture-calcul--maitriser-le-francais",
        "theme:numerique": "numerique--maitriser-les-fondamentaux-du-numerique",
        "theme:orientation-metiers": "choisir-un-metier--decouvrir-un-metier-ou-un-secteur-dactivite",
        "theme:sport": "remobilisation--activites-sportives-et-culturelles",
        "theme:culture": "remobilisation--activites-sportives-et-culturelles",
        "theme:citoyennete-laicite": "remobilisation--benevolat-action-citoyenne",
    },
    "publics": {
        "public:tous-publics": "tous-publics",
        "public:enfants": "familles",
        "public:adolescents": "jeunes",
        "public:jeunes-adultes": "jeunes",
        "public:parents": "familles",
    },
    "type": {
        "type-ressource:accompagnement": "accompagnement",
        "type-ressource:formation": "formation",
        "type-ressource:activite": "atelier",
        "type-ressource:outil": "information",
    },
    "reseaux_porteurs": {
        "type-structure:service-municipal": "communes",
        "type-structure:departement": "departements",
        "type-structure:region": "regions",
    },
    "transmission": {"suite:terminee": LEFT_OUT},
}


class Equivalents:
    """Read once for many sheets. What a national list has no longer counts for nothing."""

    def __init__(self):
        said = NationalValue.objects.select_related("term__vocabulary")
        self._said = {(row.list, name_of(row.term)): row.value for row in said}

    def value(self, code, name):
        """Of « vocabulary:term »; "" where there is none, None where nobody said."""
        known = dict(national_lists()[code].values)
        value = self._said.get((code, name), USUAL.get(code, {}).get(name))
        return value if value in known or not value else None

    def values(self, code, terms):
        """Of ``{vocabulary: [term codes]}``, each once, in the order of the list."""
        names = [f"{vocabulary}:{term}" for vocabulary, codes in terms.items() for term in codes]
        found = {self.value(code, name) for name in names} - {"", None}
        return [value for value, _words in national_lists()[code].values if value in found]


def name_of(term):
    return f"{term.vocabulary.code}:{term.code}"
