"""A line may name what another line of the same file adds: one drop is enough, whatever their order."""

import pytest

from catalog.models import Term
from directory.models import Organization, Quartier
from tests import factories
from tests.spreadsheets.test_lines import applied, checked

NAMES = ["Nom", "Dépend de"]


def states(preview):
    return [line["state"] for line in preview["lines"]]


def test_what_a_line_below_adds_may_be_named(sample_site):
    rows = [
        NAMES,
        ["Le Petit Scaphandre", "Les Scaphandres"],
        ["Les Scaphandres", "Les Plongeurs"],
        ["Les Plongeurs", ""],
    ]
    preview = checked("organisations", rows)
    assert states(preview) == ["added", "added", "added"]
    assert applied("organisations", preview)["written"] == 3
    little = Organization.objects.get(name="Le Petit Scaphandre")
    assert str(little.parent.parent) == "Les Plongeurs"
    assert checked("organisations", rows)["counts"]["same"] == 3


def test_the_preview_says_which_line_adds_it(sample_site):
    first = checked("organisations", [NAMES, ["Un Scaphandre", "Les Plongeurs"], ["Les Plongeurs", ""]])["lines"][0]
    assert ["parent", "", "Les Plongeurs (ligne 3 de ce fichier)", "Les Plongeurs"] in first["cells"]


def test_a_record_that_is_there_may_name_what_a_line_adds(sample_site):
    Organization.objects.create(name="Le Scaphandre", code="scaphandre")
    rows = [["Code", "Nom", "Dépend de"], ["scaphandre", "", "plongeurs"], ["plongeurs", "Les Plongeurs", ""]]
    applied("organisations", checked("organisations", rows))
    assert Organization.objects.get(code="scaphandre").parent.name == "Les Plongeurs"


def test_lines_that_name_each_other_are_refused_and_told(sample_site):
    rows = [NAMES, ["Le Scaphandre", "Les Palmes"], ["Les Palmes", "Le Scaphandre"], ["Le Tuba", "Les Palmes"]]
    preview = checked("organisations", rows)
    assert states(preview) == ["refused"] * 3
    assert "Les lignes 2, 3 se nomment en rond" in preview["lines"][0]["why"][0][1]
    assert "Elle nomme la ligne 3, qui est refusée" in preview["lines"][2]["why"][0][1]


def test_a_line_that_names_itself_is_refused(sample_site):
    preview = checked("organisations", [NAMES, ["Le Scaphandre", "Le Scaphandre"]])
    assert preview["lines"][0]["why"] == [["", "Cette ligne se nomme elle-même."]]


def test_what_names_a_refused_line_is_refused_with_it(sample_site):
    rows = [[*NAMES, "Courriel"], ["Le Scaphandre", "Les Palmes", ""], ["Les Palmes", "", "pas une adresse"]]
    preview = checked("organisations", rows)
    assert states(preview) == ["refused", "refused"]
    assert "ligne 3" in preview["lines"][0]["why"][0][1]


def test_a_name_that_two_lines_add_is_nobody(sample_site):
    factories.vocabulary("eau", "Sports d’eau", terms=["Nage", "Plonge"])
    rows = [["Libellé", "Terme parent"], ["Brasse", "Dos"], ["Dos", "Nage"], ["Dos", "Plonge"]]
    assert states(checked("termes-eau", rows)) == ["refused", "added", "added"]


def test_terms_find_their_parent_in_the_same_file(sample_site):
    factories.vocabulary("eau", "Sports d’eau", terms=["Nage"])
    rows = [["Libellé", "Terme parent"], ["Apnée libre", "Plongée"], ["Plongée", ""]]
    preview = checked("termes-eau", rows)
    for _twice in range(2):  # a job that begins anew
        applied("termes-eau", preview)
    assert Term.objects.get(label="Apnée libre").parent.label == "Plongée"
    assert Term.objects.filter(vocabulary__code="eau").count() == 3


@pytest.mark.parametrize("says", ["both", "first", "second"])
def test_new_neighbours_are_so_whoever_says_it(sample_site, says):
    rows = [
        ["Nom", "Quartiers voisins"],
        ["Le Récif", "Le Lagon" * (says != "second")],
        ["Le Lagon", "Le Récif" * (says != "first")],
    ]
    preview = checked("quartiers", rows)
    assert states(preview) == ["added", "added"]
    assert applied("quartiers", preview)["refused"] == []
    assert [each.name for each in Quartier.objects.get(name="Le Récif").neighbours.all()] == ["Le Lagon"]


def test_a_new_neighbour_is_no_change_by_somebody_else(sample_site):
    reef = Quartier.objects.create(name="Le Récif", code="recif")
    rows = [["Code", "Nom", "Quartiers voisins"], ["lagon", "Le Lagon", "recif"], ["recif", "Le Grand Récif", "lagon"]]
    result = applied("quartiers", checked("quartiers", rows))
    assert (result["written"], result["refused"]) == (2, [])
    reef.refresh_from_db()
    assert (reef.name, [each.code for each in reef.neighbours.all()]) == ("Le Grand Récif", ["lagon"])


def test_a_neighbour_that_could_not_be_written_is_told(sample_site):
    rows = [["Code", "Nom", "Quartiers voisins"], ["recif", "Le Récif", "lagon"], ["lagon", "Le Lagon", ""]]
    preview = checked("quartiers", rows)
    Quartier.objects.create(name="Le Lagon", code="autre")
    result = applied("quartiers", preview)
    assert [row[0] for row in result["refused"]] == [3]
    assert result["partly"][0][:2] == [2, "Le Récif"]


# What is perhaps there already.


@pytest.fixture
def adep(sample_site):
    made = Organization(
        name="ESSOR (Association pour l’essai)", code="essor-asso", acronym="ESSOR", aliases=["L’Essor libre"]
    )
    made.save()
    return made


@pytest.mark.parametrize("name", ["Essor", "E.S.S.O.R.", "Association pour l’essai", "l’essor libre"])
def test_what_a_register_knows_by_another_name_is_not_added_in_silence(adep, name):
    preview = checked("organisations", [["Nom"], [name]])
    assert preview["lines"][0]["alike"] == [["essor-asso", adep.name]]
    assert preview["counts"]["alike"] == 1
    assert applied("organisations", preview)["written"] == 0
    assert applied("organisations", preview)["left"][0][0] == 2


def test_it_is_added_where_that_is_asked(adep):
    from spreadsheets import uploads
    from spreadsheets.tables.registry import table_named

    preview = checked("organisations", [["Nom"], ["Essor"]])
    uploads.apply(table_named("organisations"), preview, None, False, uploads.AtOnce(), alike=True)
    assert Organization.objects.filter(name="Essor").exists()


def test_parts_of_one_street_are_not_one(sample_site):
    quartier = Quartier.objects.first().code
    rows = [["Nom", "Quartier", "Côté", "Du numéro"], ["rue des Bancs", quartier, "Numéros pairs", "2"],
            ["rue des Bancs", quartier, "Numéros impairs", "1"]]  # fmt: skip
    assert states(checked("rues", rows)) == ["added", "added"]
