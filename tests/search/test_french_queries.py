"""Forty questions as people type them, each with the sheet it must find among the first five."""

import pytest

from search.models import Entry

QUERIES = [
    # no accents
    ("parentalite", "fiche-02"),
    ("programme de reussite educative", "programme-reussite-educative"),
    ("mediation a l'ecole", "fiche-08"),
    ("numerique", "fiche-16"),
    ("theatre eloquence", "fiche-21"),
    ("laicite", "fiche-27"),
    ("sexualite", "fiche-15"),
    ("egalite discriminations", "fiche-14"),
    # elision, apostrophes, capitals
    ("l'animal", "pratique-mediation-animale"),
    ("l’école d’à côté", "atelier-lien-ecole"),
    ("AIDE AUX DEVOIRS", "clas"),
    ("concours d'éloquence", "fiche-21"),
    # plural and inflection
    ("interprète", "interpretariat"),
    ("interprètes", "interpretariat"),
    ("psychologue libéral", "pratique-psychologues-liberaux"),
    ("enseignantes médiatrices", "fiche-08"),
    ("sports", "fiche-25"),
    ("élève exclu", "fiche-12"),
    ("collégien exclu", "fiche-13"),
    ("tuteur parrain", "fiche-17"),
    ("primo arrivant", "atelier-primo-arrivants"),
    # typing errors
    ("interpretre", "interpretariat"),
    ("elocquence", "fiche-21"),
    ("scolaritee", "clas"),
    ("confidencialité", "charte-confidentialite"),
    ("entrepreneurate", "fiche-18"),
    ("parrainnage", "fiche-17"),
    # the beginning of a word
    ("orientat", "fiche-20"),
    ("confident", "charte-confidentialite"),
    ("discrimin", "fiche-14"),
    ("citoyenn", "fiche-27"),
    # acronyms, and their long forms
    ("PRE", "programme-reussite-educative"),
    ("CLAS", "clas"),
    ("PLFEQ", "poste-liaison"),
    ("BCD", "fiche-24"),
    ("RASED", "programme-reussite-educative"),
    ("SACE", "fiche-12"),
    ("contrat local d'accompagnement à la scolarité", "clas"),
    ("équipe pluridisciplinaire de soutien", "programme-reussite-educative"),
    # synonyms, and words of other people
    ("soutien scolaire", "clas"),
    ("traduction", "interpretariat"),
    ("handicap inclusion", "referent-inclusion"),
    ("premiere rentree maternelle", "fiche-11"),
    ("apprendre à lire aux parents", "fiche-10"),
    ("lecture à voix haute", "fiche-24"),
    ("centre social alma", "alma"),
]


@pytest.mark.parametrize(("text", "code"), QUERIES, ids=[text for text, _code in QUERIES])
def test_the_sheet_is_among_the_first_five(sample_site, client, text, code):
    answer = client.get("/api/v1/search", {"q": text}).json()
    codes = dict(Entry.objects.values_list("url", "code"))
    assert code in [codes[result["url"]] for result in answer["results"][:5]], answer["corrected"]


def test_there_are_forty(sample_site):
    assert len(QUERIES) >= 40
    assert {code for _text, code in QUERIES} <= set(Entry.objects.values_list("code", flat=True))
