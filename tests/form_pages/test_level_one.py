"""What a form never asks: refused while its field is made, with the reason; the rest is let be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from form_pages.level_one import why_refused


@pytest.mark.parametrize(
    "label",
    [
        "Prénom de l’élève", "Nom de l'enfant", "Date de naissance", "Âge de l’enfant", "Classe de l’élève", "Né(e) le",
        "Nom et prénom du fils ou de la fille", "Situation familiale", "Problème de santé", "Handicap éventuel",
        "Votre enfant a-t-il des difficultés ?", "Ressources financières", "Quotient familial", "Photo de l'enfant",
        "PRENOM DE L’ELEVE", "Religion", "Titre de séjour", "Traitement médical", "Numéro de sécurité sociale",
    ],
)  # fmt: skip
def test_a_child_or_a_situation_is_refused_with_the_reason(label):
    assert f"« {label} »" in why_refused(label)


@pytest.mark.parametrize(
    "label",
    [
        "École", "Votre nom", "Votre courriel", "Langue", "Date du rendez-vous", "Combien d’enfants ?", "Téléphone",
        "Nom de la structure", "Fonction", "Quartier", "Adresse de l’école", "Nombre d’élèves", "Message",
        "Votre adresse", "Niveau de langue", "Objet de la demande", "Classes concernées", "Créneau", "Observations",
    ],
)  # fmt: skip
def test_an_adult_a_place_a_number_are_let_be(label):
    assert why_refused(label) == ""


@given(st.text(max_size=200))
def test_no_label_breaks_it(label):
    assert isinstance(why_refused(label), str)
