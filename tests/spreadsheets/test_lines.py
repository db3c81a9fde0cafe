"""A line finds its record, says what it changes cell by cell, and changes nothing before it is applied."""

import pytest
from django.utils import timezone
from wagtail.models import Page

from catalog.models import Term
from directory.models import Contact, GlossaryEntry, Organization
from schools.models import Street
from search.models import Need
from spreadsheets import uploads
from spreadsheets.headings import recognized
from spreadsheets.tables.registry import table_named
from tests import factories


def grid_of(rows, refused=()):
    return {"rows": rows, "numbers": list(range(1, len(rows) + 1)), "refused": list(refused), "sheet": "", "sheets": []}


def checked(name, rows, user=None, refused=()):
    table = table_named(name)
    return uploads.check(table, grid_of(rows, refused), recognized(table, rows[0]), user, uploads.AtOnce())


def applied(name, preview, user=None, publish=False):
    return uploads.apply(table_named(name), preview, user, publish, uploads.AtOnce())


def only(preview):
    [line] = preview["lines"]
    return line


@pytest.fixture
def nautilus(sample_site):
    return Organization.objects.create(name="Le Scaphandre", code="scaphandre", phone="03 53 01 00 00", acronym="SC")


def test_a_changed_cell_is_shown_before_and_after_and_nothing_is_written(nautilus):
    line = only(checked("organisations", [["Code", "Nom", "Sigle"], ["scaphandre", "Le Scaphandre", "SCA"]]))
    assert (line["n"], line["state"], line["title"]) == (2, "changed", "Le Scaphandre")
    assert line["cells"] == [["acronym", "SC", "SCA", "SCA"]]
    nautilus.refresh_from_db()
    assert nautilus.acronym == "SC"


def test_what_is_applied_is_applied_once(nautilus):
    rows = [["Code", "Sigle"], ["scaphandre", "SCA"]]
    preview = checked("organisations", rows)
    assert applied("organisations", preview) == {"written": 1, "drafted": [], "partly": [], "refused": [], "left": []}
    nautilus.refresh_from_db()
    assert nautilus.acronym == "SCA"
    assert applied("organisations", preview)["written"] == 1  # a job that begins anew
    assert checked("organisations", rows)["counts"]["same"] == 1


def test_a_renamed_record_is_found_by_its_code(nautilus):
    applied("organisations", checked("organisations", [["Code", "Nom"], ["scaphandre", "Le Bathyscaphe"]]))
    nautilus.refresh_from_db()
    assert (nautilus.name, nautilus.code) == ("Le Bathyscaphe", "scaphandre")


def test_without_a_code_the_name_finds_it_whatever_its_capitals_and_accents(nautilus):
    line = only(checked("organisations", [["Nom", "Sigle"], ["LE SCAPHANDRÉ", "X"]]))
    assert line["pk"] == nautilus.pk


def test_a_name_that_two_bear_is_asked_about(nautilus):
    Organization.objects.create(name="Le Scaphandre")
    line = only(checked("organisations", [["Nom", "Sigle"], ["Le Scaphandre", "X"]]))
    assert line["state"] == "refused"
    assert "Plusieurs portent ce nom" in line["why"][0][1]


def test_a_new_line_is_added_once(nautilus):
    rows = [["Code", "Nom"], ["", "Les Palmes"]]
    preview = checked("organisations", rows)
    assert only(preview)["state"] == "added"
    applied("organisations", preview)
    assert Organization.objects.get(name="Les Palmes").code == "les-palmes"
    applied("organisations", preview)
    assert Organization.objects.filter(name="Les Palmes").count() == 1
    assert checked("organisations", rows)["counts"] == {"added": 0, "alike": 0, "changed": 0, "same": 1, "refused": 0}


def test_the_second_line_of_one_record_is_refused(nautilus):
    rows = [["Code", "Nom"], ["scaphandre", "Un"], ["scaphandre", "Deux"], ["", "Neuve"], ["", "neuve"]]
    lines = checked("organisations", rows)["lines"]
    assert [line["state"] for line in lines] == ["changed", "refused", "added", "refused"]
    assert "la 2" in lines[1]["why"][0][1]
    assert "la 4" in lines[3]["why"][0][1]


def test_a_missing_line_and_a_missing_column_change_nothing(nautilus):
    other = factories.organization(phone="03 53 01 00 01")
    applied("organisations", checked("organisations", [["Code", "Nom"], ["scaphandre", "Neuf"]]))
    nautilus.refresh_from_db()
    other.refresh_from_db()
    assert (nautilus.phone, other.phone) == ("03 53 01 00 00", "03 53 01 00 01")


def test_an_empty_cell_empties_only_where_the_heading_says_so(nautilus):
    assert checked("organisations", [["Code", "Sigle"], ["scaphandre", ""]])["counts"]["same"] == 1
    line = only(checked("organisations", [["Code", "Sigle (vide = effacer)"], ["scaphandre", ""]]))
    assert line["cells"] == [["acronym", "SC", "", ""]]


def test_what_may_not_be_empty_is_refused(nautilus):
    line = only(checked("organisations", [["Code", "Nom (vide = effacer)"], ["scaphandre", ""]]))
    assert line["state"] == "refused"
    assert line["why"][0][0] == "Nom"


@pytest.mark.parametrize("heading, text", [
    ("Courriel", "pas une adresse"), ("Type de structure", "inconnu"), ("Active", "peut-être"),
    ("Latitude", "nord"), ("Précision du point", "à peu près"), ("Secteurs", "nulle-part"), ("Dépend de", "Personne"),
])  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named(nautilus, heading, text):
    line = only(checked("organisations", [["Code", heading], ["scaphandre", text]]))
    assert line["state"] == "refused"
    assert line["why"][0][0] == heading
    assert line["n"] == 2


def test_what_the_model_refuses_is_refused_in_its_words(nautilus):
    line = only(checked("organisations", [["Code", "Latitude"], ["scaphandre", "50,69"]]))
    assert line["why"] == [["Longitude", "Indiquez la latitude et la longitude, ou aucune des deux."]]


@pytest.mark.parametrize("why, said", [("formula", "formule"), ("merged", "fusionnée")])
def test_formulas_and_merged_cells_are_refused(nautilus, why, said):
    line = only(checked("organisations", [["Code", "Sigle"], ["scaphandre", "SC"]], refused=[[1, 1, why]]))
    assert line["why"][0][0] == "Sigle"
    assert said in line["why"][0][1]


@pytest.mark.parametrize("typed", ["353010001", "0353010001", "33353010001", "+33 3 53 01 00 01", "03.53.01.00.01"])
def test_the_phone_numbers_of_a_french_excel_are_understood(nautilus, typed):
    line = only(checked("organisations", [["Code", "Téléphone"], ["scaphandre", typed]]))
    assert line["cells"][0][2] == "03 53 01 00 01"


def test_a_phone_number_that_excel_has_spoiled_is_refused(nautilus):
    line = only(checked("organisations", [["Code", "Téléphone"], ["scaphandre", "3,3353E+10"]]))
    assert "Excel a changé ce numéro" in line["why"][0][1]


def test_what_changed_since_the_preview_is_left_as_it_is(nautilus):
    preview = checked("organisations", [["Code", "Sigle"], ["scaphandre", "SCA"]])
    Organization.objects.filter(pk=nautilus.pk).update(description="Changée entre-temps.")
    result = applied("organisations", preview)
    assert result["written"] == 0
    assert "depuis l’aperçu" in result["refused"][0][2]


def test_a_record_that_is_gone_is_said_to_be(nautilus):
    preview = checked("organisations", [["Code", "Sigle"], ["scaphandre", "SCA"]])
    nautilus.delete()
    assert applied("organisations", preview)["refused"][0][2] == "Elle n’existe plus."


def test_one_line_that_cannot_be_kept_keeps_no_other_from_being_so(nautilus):
    other = Organization.objects.create(name="Les Palmes", code="les-palmes")
    rows = [["Code", "Sigle"], ["scaphandre", "SCA"], ["les-palmes", "P"]]
    preview = checked("organisations", rows)
    nautilus.delete()
    assert applied("organisations", preview)["written"] == 1
    other.refresh_from_db()
    assert other.acronym == "P"


def test_links_and_references_are_named_by_code_or_by_name(nautilus):
    sector = Term.objects.filter(vocabulary__code="secteur", parent__isnull=False).first()
    rows = [["Code", "Secteurs", "Dépend de"], ["scaphandre", sector.code, "les palmes"]]
    above = Organization.objects.create(name="Les Palmes")
    applied("organisations", checked("organisations", rows))
    nautilus.refresh_from_db()
    assert list(nautilus.sectors.all()) == [sector]
    assert nautilus.parent == above


def test_other_registers_take_lines_too(nautilus):
    rows = [["Fonction", "Organisation", "Rôle", "À revoir le"], ["Accueil", "scaphandre", "Ville", "15/09/2027"]]
    applied("contacts", checked("contacts", rows))
    assert str(Contact.objects.get(title="Accueil").review_on) == "2027-09-15"
    rows = [["Nom", "Quartier", "Côté", "Du numéro"], ["rue des Bancs", _quartier(), "Numéros pairs", "2"]]
    applied("rues", checked("rues", rows))
    assert Street.objects.get(name="rue des Bancs").side == "pairs"
    assert checked("rues", rows)["counts"]["same"] == 1


def _quartier():
    from directory.models import Quartier

    return Quartier.objects.first().code


def test_terms_are_added_after_the_others(sample_site):
    factories.vocabulary("eau", "Sports d’eau", terms=["Nage"])
    applied("termes-eau", checked("termes-eau", [["Libellé", "Synonymes"], ["Plongée", "apnée | bulles"]]))
    term = Term.objects.get(vocabulary__code="eau", label="Plongée")
    assert (term.synonyms, term.sort_order) == (["apnée", "bulles"], 1)


def test_needs_are_found_by_their_first_words(sample_site):
    rows = [["Mots", "Cibles", "Ailleurs"], ["sait pas nager | a peur de l’eau", "", "La piscine"]]
    applied("mots-des-gens", checked("mots-des-gens", rows))
    need = Need.objects.get(elsewhere="La piscine")
    assert need.words == ["sait pas nager", "a peur de l’eau"]
    assert checked("mots-des-gens", rows)["counts"]["same"] == 1


def test_a_word_explained_stays_a_draft_until_publishing_is_asked(sample_site):
    entry = GlossaryEntry.objects.filter(live=True).first()
    rows = [["Code", "Explication"], [entry.code, "Une autre phrase."]]
    applied("mots-expliques", checked("mots-expliques", rows))
    entry.refresh_from_db()
    assert entry.has_unpublished_changes
    assert entry.explanation != "Une autre phrase."
    assert entry.get_latest_revision_as_object().explanation == "Une autre phrase."


# Sheets.


def action_rows(page, heading="Résumé", text="Un autre résumé."):
    return [["Code", heading], [page.code, text]]


def test_a_line_of_a_sheet_makes_a_draft_of_its_latest_draft(sample_site):
    page = factories.action("Sortie", summary="Avant.")
    draft = page.get_latest_revision_as_object()
    draft.easy_french = "Un brouillon qui attendait."
    draft.save_revision()
    result = applied("fiches-action", checked("fiches-action", action_rows(page)))
    page.refresh_from_db()
    latest = page.get_latest_revision_as_object()
    assert result["written"] == 1
    assert page.summary == "Avant."
    assert (latest.summary, latest.easy_french) == ("Un autre résumé.", "Un brouillon qui attendait.")


def test_a_sheet_is_published_only_where_that_is_asked_and_nothing_else_waits(sample_site):
    page, waiting = factories.action("Sortie"), factories.action("Visite")
    waiting.save_revision()
    Page.objects.filter(pk=waiting.pk).update(has_unpublished_changes=True)
    rows = [["Code", "Résumé"], [page.code, "Neuf."], [waiting.code, "Neuf."]]
    result = applied("fiches-action", checked("fiches-action", rows), publish=True)
    page.refresh_from_db()
    waiting.refresh_from_db()
    assert (page.summary, waiting.summary) == ("Neuf.", "Ce que l’on y fait.")
    assert result["drafted"] == [[3, "Visite", "d’autres modifications y attendaient"]]


def test_a_locked_sheet_is_refused_with_the_reason(sample_site, librarian):
    page = factories.action("Sortie")
    page.locked, page.locked_by, page.locked_at = True, librarian, timezone.now()
    page.save()
    line = only(checked("fiches-action", action_rows(page)))
    assert line["state"] == "refused"
    assert "verrouillée" in line["why"][0][1]


def test_a_draft_that_changed_since_the_preview_is_left_as_it_is(sample_site):
    page = factories.action("Sortie")
    preview = checked("fiches-action", action_rows(page))
    page.save_revision()
    assert "depuis l’aperçu" in applied("fiches-action", preview)["refused"][0][2]


def test_no_sheet_is_made_by_a_line(sample_site):
    line = only(checked("fiches-action", [["Code", "Titre"], ["inconnue", "Neuve"]]))
    assert line["state"] == "refused"
    assert "n’en ajoute pas" in line["why"][0][1]


@pytest.mark.parametrize("kind, text, kept", [
    ("number", "1 200,5", 1200.5), ("yesno", "Oui", True), ("date", "15/09/2027", "2027-09-15"),
    ("text", "à pied", "à pied"), ("email", "ecrire@passerelles.example", "ecrire@passerelles.example"),
])  # fmt: skip
def test_properties_that_editors_define_are_columns(sample_site, kind, text, kept):
    page, prop = factories.action("Sortie"), factories.prop("Trajet", kind)
    applied("fiches-action", checked("fiches-action", action_rows(page, "Trajet", text)))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().property_values[prop.code]["v"] == kept
    assert checked("fiches-action", action_rows(page, "Trajet", text))["counts"]["same"] == 1


def test_terms_of_a_sheet_are_columns(sample_site):
    factories.vocabulary("eau", "Sports d’eau", terms=["Nage", "Plongée"])
    page = factories.action("Sortie")
    applied("fiches-action", checked("fiches-action", action_rows(page, "Sports d’eau", "plongee | Nage")))
    page.refresh_from_db()
    labels = [link.term.label for link in page.get_latest_revision_as_object().page_terms.all()]
    assert labels == ["Plongée", "Nage"]
