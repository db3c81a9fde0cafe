"""``load_places``: what a file says is kept, all of it or nothing, and a bad line is named by its number."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.models import Organization, Quartier
from schools.models import School, Street

HEAD = "type;nom;autres noms;secteurs;centre;voisins;niveau;uai;quartier;école;côté;du;au;source;date\n"
GOOD = (
    HEAD
    + "rue;rue du Port;rue du Quai;;;;;;Les Docks;École Jean Macé;impairs;1;99;plan des quartiers;2023\n"
    + "quartier;Les Docks;Docks;;Centre social du Port;Le Phare;;;;;;;;plan des quartiers;2023\n"
    + "quartier;Le Phare;;;;;;;;;;;;;\n"
    + "école;École Jean Macé;;;Centre social du Port;;elementaire;0590123A;Les Docks;;;;;annuaire;2025\n"
)


@pytest.fixture
def load(db, tmp_path):
    def run(text, encoding="utf-8"):
        path, output = tmp_path / "lieux.csv", StringIO()
        path.write_bytes(text.encode(encoding))
        call_command("load_places", path, stdout=output)
        return output.getvalue()

    Organization.objects.create(name="Centre social du Port")
    return run


def test_lines_in_any_order_are_kept(load):
    assert load(GOOD).startswith("Lieux chargés : 4.")
    quartier, street = Quartier.objects.get(name="Les Docks"), Street.objects.get()
    assert quartier.center.name == "Centre social du Port"
    assert [each.name for each in quartier.neighbours.all()] == ["Le Phare"]
    assert (quartier.source, quartier.source_date) == ("plan des quartiers", "2023")
    assert (street.quartier, street.school.uai) == (quartier, "0590123A")
    assert str(street) == "rue du Port, numéros impairs du 1 au 99"


def test_a_school_that_no_organization_is_makes_one(load):
    load(GOOD)
    school = School.objects.get()
    assert (school.organization.name, school.organization.quartier.name) == ("École Jean Macé", "Les Docks")


def test_a_second_time_changes_what_is_there(load):
    load(GOOD)
    load(GOOD.replace("Docks;Docks", "Docks;Docks|Quais"))
    assert Quartier.objects.get(code="les-docks").aliases == ["Docks", "Quais"]
    assert (Quartier.objects.count(), School.objects.count(), Street.objects.count()) == (2, 1, 1)


def test_what_the_file_has_no_column_for_stays(load):
    load(GOOD)
    load("type;nom\nquartier;Les Docks\n")
    assert Quartier.objects.get(code="les-docks").source == "plan des quartiers"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("gare;Gare;;;;;;;;;;;;;", "Ligne 6 : le type est « quartier », « école » ou « rue », pas « gare »."),
        ("rue;;;;;;;;;;;;;;", "Ligne 6 : il manque le nom."),
        ("rue;rue Neuve;;;;;;;Ailleurs;;;;;;", "Ligne 6 : le quartier « Ailleurs » n’existe pas."),
        ("rue;rue Neuve;;;;;;;;;;;;;", "Ligne 6 : Dites au moins son quartier ou son école."),
        ("rue;rue Neuve;;;;;;;Les Docks;;pairs;9;3;;", "Ligne 6 : Le dernier numéro vient après le premier."),
        ("rue;rue Neuve;;;;;;;Les Docks;;;un;;;", "Ligne 6 : « du » est un numéro, pas « un »."),
        ("rue;rue Neuve;;;;;;;Les Docks;École du Ciel;;;;;", "Ligne 6 : école « École du Ciel » n’existe pas."),
        ("quartier;Neuf;;lune;;;;;;;;;;;", "Ligne 6 : secteur « lune » n’existe pas."),
        ("quartier;Neuf;;;Centre perdu;;;;;;;;;;", "Ligne 6 : centre « Centre perdu » n’existe pas."),
        ("quartier;Neuf;;;;Loin;;;;;;;;;", "Ligne 6 : le quartier « Loin » n’existe pas."),
        ("école;École B;;;;;;59;;;;;;;", "Ligne 6 : Sept chiffres et une lettre majuscule, par exemple 0590123A."),
        ("rue;rue Neuve;;;;;;;Les Docks;;;;;;;;", "Ligne 6 : elle a plus de cases que la première ligne."),
        ("quartier;les docks;;;;;;;;;;;;;", "Ligne 6 : c’est le même lieu qu’à la ligne 3."),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(load, line, said):
    with pytest.raises(CommandError) as refused:
        load(f"{GOOD}{line}\n")
    assert str(refused.value) == said
    assert not Quartier.objects.exists() and not School.objects.exists() and not Street.objects.exists()
    assert Organization.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nom;source\n", "Ligne 1 : il manque « type »."),
        ("", "Ligne 1 : il manque « type », « nom »."),
        ("type;nom;couleur\n", "Ligne 1 : « couleur » n’est pas connu."),
        ('type;nom\nrue;"rue', "Ligne 2 : elle ne peut pas être lue."),
    ],
)
def test_a_file_that_is_no_table_of_places_is_refused(load, text, said):
    with pytest.raises(CommandError) as refused:
        load(text)
    assert str(refused.value).startswith(said)


def test_a_file_of_another_charset_or_missing_is_refused_in_words(load):
    with pytest.raises(CommandError, match="pas en UTF-8"):
        load(GOOD, "cp1252")
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        call_command("load_places", "/nowhere/lieux.csv")


def test_commas_separate_as_well(load):
    load("type,nom\nquartier,Les Docks\n")
    assert Quartier.objects.get().name == "Les Docks"


def test_words_of_organizations_become_their_quartier_and_the_others_are_listed(load):
    Organization.objects.create(name="Maison du Port", territory="les docks")
    Organization.objects.create(name="Maison du Cap", territory="Cap et Phare")
    said = load(GOOD)
    assert "rattachées à leur quartier : 1." in said
    assert "Territoire sans quartier : Maison du Cap (Cap et Phare)." in said
    port = Organization.objects.get(name="Maison du Port")
    assert (port.quartier.name, port.territory) == ("Les Docks", "")
