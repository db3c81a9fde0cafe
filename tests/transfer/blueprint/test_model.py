"""A city brings to another what its editors set up in the browser; what the other has stays as it is, and is told."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.forms.models import model_to_dict

from catalog.models import FormerCode, PropertyGroup, SheetKind, SheetProperty, Term, Vocabulary
from directory.models import GlossaryEntry
from portal.models import User
from search.models import Need
from tests import factories
from transfer.blueprint import file
from transfer.blueprint.bringing import ADDED, DIFFERS, LEFT, SAME, bring

pytestmark = pytest.mark.django_db


def made():
    return json.loads(file.made())["content"]


def changed(how):
    """The model of this portal, told otherwise, under a digest that says so."""
    said = json.loads(file.made())
    how(said["content"])
    return json.dumps({**said, "digest": file._digest(said["content"])}).encode()


def titles(told, state):
    return [outcome.title for outcome in told.of(state)]


def detail(told, title):
    return next(outcome.detail for outcome in told.outcomes if outcome.title == title)


def set_up():
    """What an editor of another city made; its model; and this city without it."""
    kind = factories.kind("Bourse")
    group = PropertyGroup.objects.create(label="Argent")
    vocabulary = factories.vocabulary("saison", "Saison", kind="tree", page_types=[kind.code])
    warm = factories.term(vocabulary, "Beaux jours", synonyms=["vacances d’été"], sort_order=0)
    summer = factories.term(vocabulary, "Été", parent=warm, sort_order=1)
    factories.term(vocabulary, "Printemps", parent=warm, sort_order=2, counterpart=summer)
    levels = factories.vocabulary("montant-de", "Montant de", terms=["Petit", "Grand"])
    factories.prop("Plafond", "number", kinds=(kind.code,), group=group, unit="€")
    factories.prop("Montant de", "choice", kinds=(kind.code,), vocabulary=levels, facet=True)
    GlossaryEntry.objects.create(term="ZUP", expansion="Zone à urbaniser", code="zup")
    Need.objects.create(words=["quand il fait beau"]).terms.add(warm)
    need = Need.objects.get(words=["quand il fait beau"])
    need.terms = [warm]
    need.save()
    return file.read(file.made().encode())


def forget():
    Need.objects.filter(words=["quand il fait beau"]).delete()
    GlossaryEntry.objects.filter(code="zup").delete()
    SheetProperty.objects.filter(code__in=["plafond", "montant-de"]).delete()
    Term.objects.filter(vocabulary__code__in=["saison", "montant-de"], parent__isnull=False).delete()
    Vocabulary.objects.filter(code__in=["saison", "montant-de"]).delete()
    PropertyGroup.objects.filter(label="Argent").delete()
    SheetKind.objects.filter(code="bourse").delete()


# What travels.


def test_a_model_names_no_page_person_or_account(sample_site):
    User.objects.create_superuser("admin", "admin@passerelles.example", "un mot de passe")
    text = file.made()
    assert set(json.loads(text)["content"]) == {
        "groups",
        "kinds",
        "vocabularies",
        "properties",
        "glossary",
        "needs",
    }
    for word in ("admin@", "password", "owner", "path", "workflow", "starting", "@passerelles.example"):
        assert word not in text


def test_a_word_that_waits_for_somebody_stays():
    GlossaryEntry.objects.create(term="ZUP", code="zup", live=False)
    assert "zup" not in [row["code"] for row in made()["glossary"]]


def test_a_need_that_leads_to_pages_alone_stays():
    Need.objects.create(words=["a peur du noir"])
    assert ["a peur du noir"] not in [row["words"] for row in made()["needs"]]


# Into a portal that has content.


def test_what_is_lacking_is_added_with_what_it_names(sample_site):
    content = set_up()
    forget()
    told = bring(content, apply=True)
    assert len(told.of(ADDED)) == 13 and not told.of(DIFFERS) and not told.of(LEFT)
    summer = Term.objects.get(vocabulary__code="saison", code="ete")
    assert summer.parent.synonyms == ["vacances d’été"] and summer.counterpart.label == "Printemps"
    ceiling, amount = (SheetProperty.objects.get(code=code) for code in ("plafond", "montant-de"))
    assert (ceiling.group.label, ceiling.unit, [kind.name for kind in ceiling.kinds.all()]) == (
        "Argent",
        "€",
        ["Bourse"],
    )
    assert amount.vocabulary.is_facet
    assert [term.code for term in Need.objects.get(words=["quand il fait beau"]).terms.all()] == ["beaux-jours"]
    assert made() == content


def test_brought_twice_it_adds_nothing(sample_site):
    content = set_up()
    forget()
    bring(content, apply=True)
    told = bring(content, apply=True)
    assert {outcome.state for outcome in told.outcomes} == {SAME}


def test_a_portal_and_its_own_model_are_alike(sample_site):
    assert {outcome.state for outcome in bring(made(), apply=True).outcomes} == {SAME}


def test_a_trial_says_the_same_and_writes_nothing(sample_site):
    content = set_up()
    forget()
    before = made()
    tried = bring(content, apply=False)
    assert made() == before
    assert bring(content, apply=True).outcomes == tried.outcomes


def test_what_differs_is_left_as_it_is_and_told(sample_site):
    theme = Vocabulary.objects.get(code="theme")
    before = model_to_dict(theme)
    told = bring(file.read(changed(lambda content: rename(content, "theme"))), apply=True)
    assert titles(told, DIFFERS) == [f"vocabulaire « {theme.label} »"]
    assert detail(told, f"vocabulaire « {theme.label} »") == f"nom : « {theme.label} » ici, « Sujets » dans le modèle"
    assert model_to_dict(Vocabulary.objects.get(code="theme")) == before


def rename(content, code):
    next(row for row in content["vocabularies"] if row["code"] == code)["label"] = "Sujets"


def test_a_term_is_added_after_those_of_this_city():
    own = factories.vocabulary("saison", "Saison", terms=["Été"])
    content = made()
    Term.objects.filter(vocabulary=own).delete()
    factories.term(own, "Hiver", sort_order=4)
    bring(content, apply=True)
    assert [term.label for term, _depth in Vocabulary.objects.get(code="saison").ordered_terms()] == ["Hiver", "Été"]


def test_a_vocabulary_that_is_not_wanted_gets_nothing(sample_site):
    """Sectors are a city's own."""
    sector = Vocabulary.objects.get(code="secteur")
    factories.term(sector, "Autre rive")
    content = set_up()
    forget()
    Term.objects.filter(vocabulary=sector, label="Autre rive").delete()
    told = bring(content, apply=True, without=["secteur", "saison"])
    assert {outcome.detail for outcome in told.of(LEFT)} == {
        "laissé, comme demandé",
        "les termes où ils mènent ne sont pas ici",
    }
    assert set(told.growing) == {"montant-de"}
    assert not Term.objects.filter(label__in=["Autre rive", "Été"]).exists()


def test_a_vocabulary_that_the_model_has_not_is_told():
    with pytest.raises(file.Damaged, match="n’a pas de vocabulaire « nulle-part »"):
        bring(made(), apply=True, without=["nulle-part"])


def test_what_has_another_code_here_and_the_same_name_is_not_doubled():
    factories.prop("Plafond", kinds=("bourse",), group=PropertyGroup.objects.create(label="Argent"))
    factories.kind("Bourse")
    content = made()
    SheetKind.objects.filter(code="bourse").update(code="bourses")
    told = bring(content, apply=True)
    assert titles(told, ADDED) == []
    assert detail(told, "type de fiche « Bourse »") == "code : « bourses » ici, « bourse » dans le modèle"


def test_the_former_code_of_a_merged_term_is_known():
    own = factories.vocabulary("saison", "Saison", terms=["Été", "Estival"])
    content = made()
    Term.objects.get(vocabulary=own, code="estival").delete()
    FormerCode.objects.create(model="catalog.term", scope="saison", code="estival", current="ete")
    bring(content, apply=True)
    assert [term.code for term in own.terms.all()] == ["ete"]


def test_a_choice_of_a_vocabulary_that_is_here_is_left_to_a_person():
    """Saving it would change whether this city's vocabulary is a filter, and who sees it."""
    own = factories.vocabulary("montant-de", "Montant de", is_facet=True)
    factories.prop("Montant de", "choice", vocabulary=own, facet=False)
    content = made()
    SheetProperty.objects.get(code="montant-de").delete()
    Vocabulary.objects.filter(pk=own.pk).update(is_facet=True)
    told = bring(content, apply=True)
    assert "faites-la à la main" in detail(told, "propriété « Montant de »")
    assert Vocabulary.objects.get(pk=own.pk).is_facet
    assert not SheetProperty.objects.filter(code="montant-de").exists()


def test_what_a_new_property_requires_is_told():
    factories.prop("Plafond", required=True)
    content = made()
    SheetProperty.objects.get(code="plafond").delete()
    assert "ne seront plus publiées sans elle" in detail(bring(content, apply=False), "propriété « Plafond »")


# Damaged, foreign.


def lie(content):
    content["kinds"].append({**content["kinds"][0], "code": "neuf", "name": "Neuf", "plural": "Neufs", "tint": "rouge"})
    content["kinds"][-1]["is_coded"] = False


BAD = [
    b"",
    b"\xff\xfe",
    b"[]",
    b"null",
    b"[" * 100_000,
    '{"what": "modele-de-portail"}'.encode("utf-16"),
    b'{"what": "modele-de-portail"}',
    b'{"what": "modele-de-portail", "format": 2}',
]


@pytest.mark.parametrize("data", BAD, ids=range(len(BAD)))
def test_a_file_that_is_none_is_refused(data):
    with pytest.raises(file.Damaged):
        file.read(data)


def test_a_changed_file_is_refused(sample_site):
    with pytest.raises(file.Damaged, match="n’est pas ce qu’il était"):
        file.read(file.made().encode().replace(b"theme", b"thema", 1))


HARMS = [
    lambda content: content.pop("kinds"),
    lambda content: content.update(users=[]),
    lambda content: content.update(kinds={}),
    lambda content: content["kinds"].append(3),
    lambda content: content["kinds"][0].update(password="x"),
    lambda content: content["kinds"][0].pop("name"),
    lambda content: content["kinds"][0].update(name=None),
    lambda content: content["kinds"][0].update(name="a\0b"),
    lambda content: content["kinds"][0].update(name="\ud83d"),
    lambda content: content["kinds"][0].update(order="1"),
    lambda content: content["kinds"][0].update(sections=[{}]),
    lambda content: content["kinds"].append(content["kinds"][0]),
    lambda content: content["vocabularies"][0]["terms"].append({}),
    lambda content: content["vocabularies"][0].update(is_facet=1),
]


@pytest.mark.parametrize("harm", HARMS, ids=range(len(HARMS)))
def test_rows_that_no_portal_writes_are_refused(sample_site, harm):
    with pytest.raises(file.Damaged):
        file.read(changed(harm))


def test_one_record_that_cannot_be_here_and_nothing_is_written(sample_site, tmp_path):
    content = set_up()
    forget()
    lie(content)
    path = tmp_path / "modele.json"
    path.write_bytes(changed(lambda own: own.update(content)))
    before = made()
    with pytest.raises(CommandError, match="Rien n’a été écrit. type de fiche « Neuf » : couleur"):
        call_command("import_model", path, apply=True)
    assert made() == before


# The commands.


def test_the_commands_bring_a_model(sample_site, tmp_path, capsys):
    set_up()
    call_command("export_model", tmp_path / "modele.json")
    forget()
    call_command("import_model", tmp_path / "modele.json")
    said = capsys.readouterr().out
    assert "à ajouter : terme « Été » de « Saison »" in said and "à ajouter : 13" in said
    assert "Rien n’a été écrit : recommencez avec --apply." in said
    assert not Vocabulary.objects.filter(code="saison").exists()
    call_command("import_model", tmp_path / "modele.json", apply=True)
    assert Vocabulary.objects.filter(code="saison").exists()


def test_a_file_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "modele.json").write_text("à moi")
    with pytest.raises(CommandError, match="existe déjà"):
        call_command("export_model", tmp_path / "modele.json")
    assert (tmp_path / "modele.json").read_text() == "à moi"
