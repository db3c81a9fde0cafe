"""How good a service is in the eyes of data·inclusion, and what an editor can do about it."""

from dataclasses import dataclass, field

from data_inclusion.schema.v1 import score_qualite
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opendata.licence import settings_of
from opendata.national.making import Maker, carrier_of

WHOLE = 1.0
ADVICE = {
    "adresse_bien_definie": gettext_lazy("écrire l’adresse de l’organisation qui la porte"),
    "modes_mobilisation_bien_definis": gettext_lazy("dire qui peut y faire appel, et à quel téléphone"),
    "au_moins_un_public": gettext_lazy("dire pour qui, par un terme qui a une correspondance nationale"),
    "au_moins_une_thematique": gettext_lazy("choisir un thème qui a une correspondance nationale"),
    "au_moins_un_moyen_de_contact": gettext_lazy("donner un contact public avec un téléphone"),
    "courriel_bien_defini": gettext_lazy("donner un contact public"),
    "date_maj_recente": gettext_lazy("la vérifier de nouveau"),
    "frais_bien_definis": gettext_lazy("dire si c’est gratuit, par un terme qui a une correspondance nationale"),
    "description_bien_definie": gettext_lazy("décrire en 200 à 2 000 caractères ce qui s’y passe"),
    "telephone_bien_defini": gettext_lazy("donner un contact public avec un téléphone"),
}


@dataclass(frozen=True)
class National:
    """``points``: of 100, None for a sheet that is not sent; ``advice``: what would raise it, or have it sent."""

    points: int | None = None
    advice: list = field(default_factory=list)


def national_score(page, site):
    maker = Maker(site, settings_of(site))
    if not maker.is_sent(page):
        return National()
    if carrier_of(page) is None:
        return National(advice=[_("dire quelle organisation du répertoire la porte (rôle « Opérateur »)")])
    service = maker.service(page)
    if service is None:
        return National(advice=[_("écrire un titre et un résumé plus longs")])
    score, marks = score_qualite.score(service)
    lacking = [ADVICE[name] for name, mark in marks.items() if mark is not None and mark < WHOLE]
    return National(round(score * 100), [str(each) for each in dict.fromkeys(lacking)])
