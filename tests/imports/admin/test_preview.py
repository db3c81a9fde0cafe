"""The preview: each sheet with what was read of it and how sure that is; what is decided of many at once."""

import pytest
from django.urls import reverse

from imports.admin.batches import PER_PAGE, BatchView
from imports.models import Batch, BatchSheet
from imports.values import effective
from jobs.models import Job
from tests import factories
from tests.imports.making import accept_all, batch_of, doubt, person, read, written
from tests.jobs.doing import do_all

INFERRED = doubt("summary", "inferred", "Le résumé est la première phrase du texte ?")
SURE = read("Ateliers du livre", 901)
NEARLY = read("Jardin partagé", 902, summary="On y plante.", doubts=[INFERRED])
DOUBTED = read("Radio du collège", 903, doubts=[doubt("contacts", "impossible", "L’adresse ne peut pas exister.")])


@pytest.fixture
def batch(editor):
    return batch_of(SURE, NEARLY, DOUBTED, user=editor)


def address(batch, name="edit"):
    return reverse(f"livrets:{name}", args=[batch.pk])


def decide(desk, batch, decision, *positions):
    desk.post(address(batch), {"decision": decision, "fiche": positions})
    return list(batch.sheets.values_list("decision", flat=True))


def shown(desk, batch):
    return desk.get(address(batch)).content.decode()


def test_each_cell_says_how_sure_it_is(desk, batch):
    [sure, nearly, doubted] = desk.get(address(batch)).context["lines"]
    assert {cell.state for cell in sure.cells} == {"nothing"}
    states = {cell.name: cell.state for cell in nearly.cells}
    assert (states["summary"], states["description"]) == ("read", "nothing")
    assert [cell.doubts for cell in doubted.cells if cell.doubts] == [("L’adresse ne peut pas exister.",)]


def test_a_value_is_shown_in_short(desk, editor):
    publics = [
        {"label": "Enfants", "age_min": 6, "age_max": 11},
        {"label": "Parents", "age_min": None, "age_max": None},
    ]
    batch = batch_of(read(publics=publics, objectives=["Lire"], description="Mot " * 80), user=editor)
    [line] = desk.get(address(batch)).context["lines"]
    cells = {cell.name: cell.text for cell in line.cells}
    assert cells["publics"] == "Enfants, 6–11 ans et 1 autre"
    assert (cells["objectives"], len(cells["description"])) == ("Lire", 70)


def test_those_without_a_doubt_are_accepted_in_one_click(desk, batch):
    assert decide(desk, batch, "sure") == ["accepted", "accepted", "waiting"]


def test_that_summaries_are_inferred_is_said_once_of_the_booklet(desk, batch):
    assert "Le résumé d’une fiche est la première phrase de son texte" in " ".join(shown(desk, batch).split())
    assert desk.get(address(batch)).context["counts"]["doubts"] == 1


def test_what_is_written_or_left_out_is_doubted_no_more(desk, batch):
    decide(desk, batch, "skipped", 3)
    assert desk.get(address(batch)).context["counts"]["doubts"] == 0


def test_many_sheets_have_pages_and_a_decision_leads_back_to_its_own(desk, editor):
    batch = batch_of(*(read(f"Essai {number}", number) for number in range(901, 903 + PER_PAGE)), user=editor)
    page = desk.get(address(batch), {"p": 2})
    assert [line.number for line in page.context["shown"]] == [901 + PER_PAGE, 902 + PER_PAGE]
    assert page.context["counts"]["all"] == PER_PAGE + 2
    answer = desk.post(address(batch), {"decision": "accepted", "fiche": [PER_PAGE + 1], "p": "2"})
    assert answer["Location"].endswith("?p=2")
    assert decide(desk, batch, "sure").count("accepted") == PER_PAGE + 2


@pytest.mark.parametrize("decision", ["accepted", "skipped"])
def test_those_that_are_ticked_are_decided_together_and_taken_back(desk, batch, decision):
    assert decide(desk, batch, decision, 1, 3) == [decision, "waiting", decision]
    assert decide(desk, batch, "waiting", 3) == [decision, "waiting", "waiting"]


@pytest.mark.parametrize("values", [{}, {"decision": "accepted"}, {"decision": "publier", "fiche": "1"}])
def test_what_names_no_sheet_changes_nothing(desk, batch, values):
    desk.post(address(batch), values)
    assert not batch.sheets.exclude(decision="waiting").exists()


def test_a_written_sheet_is_decided_no_more(desk, admin_user):
    [sheet] = written(SURE, user=admin_user)
    assert decide(desk, sheet.batch, "skipped", 1) == ["accepted"]


def test_doubts_of_the_whole_booklet_people_and_what_is_placed_nowhere_are_shown(desk, editor):
    person = {"structure": "Maison du quartier", "name": "Personne d’essai", "email": "a@livre.example"}
    row = {**person, "email_linked": "", "sector": "", "sources": [], "doubts": []}
    batch = batch_of(
        SURE,
        user=editor,
        document={"format": "md"},
        people=[row],
        procedures=[{"title": "La saisine", "steps": [{"number": 1, "title": "Repérer", "text": "On repère."}],
                     "sources": [], "doubts": []}],
        unplaced=[{"page": 9, "text": "Un mot seul"}],
        doubts=[doubt("number", "number", "Il n’y a pas de fiche n° 2.")],
    )  # fmt: skip
    text = shown(desk, batch)
    for words in ("Personne d’essai", "Repérer", "Un mot seul", "page 9", "Il n’y a pas de fiche n° 2."):
        assert words in text


def test_every_word_is_counted_once(desk, editor):
    block = {"paragraph": 3, "text": "deux mots"}
    batch = batch_of(
        read(sources={"title": [block], "sectors": [block]}),
        user=editor,
        document={"format": "docx"},
        unplaced=[{"paragraph": 4, "text": "trois autres mots"}],
    )
    assert desk.get(address(batch)).context["words"] == {"placed": 2, "unplaced": 3}


def test_a_line_says_the_page_that_it_is_a_version_of(desk, editor):
    page = factories.action("Ateliers du livre", number=901)
    [line, *_others] = desk.get(address(batch_of(SURE, user=editor))).context["lines"]
    assert line.page.pk == page.pk


def test_one_that_may_be_another_is_asked(desk, editor):
    factories.action("Ateliers de cuisine", number=901)
    batch = batch_of(SURE, user=editor)
    assert desk.get(address(batch)).context["lines"][0].is_asked
    assert "dites laquelle c’est" in shown(desk, batch)


def gone(desk, batch):
    return [change.page for change in desk.get(address(batch)).context["gone"]]


def test_sheets_that_a_new_edition_lacks_are_named_and_stay(desk, editor):
    factories.action("Ateliers du livre", number=901)
    page = factories.action("Ateliers d’hier", number=950)
    assert page.pk in gone(desk, batch_of(SURE, user=editor))


def test_a_booklet_that_the_site_has_nothing_of_lacks_nothing(desk, editor):
    factories.action("Ateliers d’hier", number=950)
    assert gone(desk, batch_of(SURE, user=editor)) == []


def test_drafts_are_written_by_a_worker_and_listed(desk, editor, batch):
    decide(desk, batch, "accepted", 1)
    desk.post(address(batch, "write"))
    do_all()
    sheet = batch.sheets.first()
    text = shown(desk, batch)
    assert sheet.state == "written"
    assert reverse("wagtailadmin_pages:edit", args=[sheet.page_id]) in text
    assert not sheet.page.live


def test_the_list_of_jobs_leads_to_the_booklet(desk, batch):
    decide(desk, batch, "accepted", 1)
    desk.post(address(batch, "write"))
    do_all()
    assert address(batch) in desk.get(reverse("jobs:job", args=[Job.objects.get().pk])).content.decode()


def test_writing_pressed_twice_is_one_job(desk, batch):
    accept_all(batch)
    desk.post(address(batch, "write"))
    desk.post(address(batch, "write"))
    assert Job.objects.count() == 1


def test_pressed_again_once_all_is_done_it_is_said_to_be_done(desk, batch):
    for _press in range(2):
        answer = desk.post(address(batch), {"decision": "sure"}, follow=True)
    assert "Aucune fiche sans doute n’attend plus." in answer.content.decode()
    accept_all(batch)
    for _press in range(2):
        answer = desk.post(address(batch, "write"), follow=True)
        do_all()
    assert "Les brouillons des fiches acceptées sont écrits." in answer.content.decode()
    assert Job.objects.count() == 1


def test_nothing_accepted_is_nothing_to_write(desk, batch):
    desk.post(address(batch, "write"))
    assert not Job.objects.exists()


def test_while_it_is_written_nothing_may_be_decided_on_the_screen(desk, batch):
    accept_all(batch)
    desk.post(address(batch, "write"))
    assert "Laisser de côté" not in shown(desk, batch)


def test_a_refusal_says_why(desk, editor, batch):
    factories.action("Ateliers de cuisine", number=901)
    decide(desk, batch, "accepted", 1)
    desk.post(address(batch, "write"))
    do_all()
    sheet = batch.sheets.first()
    assert (sheet.state, bool(sheet.message)) == ("refused", True)
    assert sheet.message in shown(desk, batch).replace("&#x27;", "'")


@pytest.mark.usefixtures("sample_site")
def test_an_import_is_undone_and_what_stays_is_said_first(client, admin_user):
    sheets = written(SURE, NEARLY, user=admin_user)
    client.force_login(admin_user)
    sheets[1].page.specific.get_latest_revision_as_object().save_revision()
    asked = client.get(address(sheets[0].batch, "undo")).content.decode()
    assert "quelqu’un l’a modifiée depuis" in asked
    client.post(address(sheets[0].batch, "undo"))
    assert list(BatchSheet.objects.values_list("state", flat=True)) == ["undone", "written"]


@pytest.mark.usefixtures("sample_site")
def test_many_drafts_are_undone_by_a_job_pressed_twice_or_not(client, admin_user, monkeypatch):
    monkeypatch.setattr("imports.admin.drafts.MANY", 1)
    sheets = written(SURE, NEARLY, user=admin_user)
    sheets[1].page.specific.get_latest_revision_as_object().save_revision()
    client.force_login(admin_user)
    for _press in range(2):
        client.post(address(sheets[0].batch, "undo"))
    job = Job.objects.get()
    assert (job.total, "a été annulé" in shown(client, sheets[0].batch)) == (2, False)
    do_all()
    text = " ".join(shown(client, sheets[0].batch).split())
    assert "1 brouillon a été annulé" in text
    assert "Laissée telle quelle : quelqu’un l’a modifiée depuis." in text
    said = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert "1 brouillon annulé." in said
    assert "1 laissé tel quel : l’import dit pourquoi." in said


@pytest.mark.usefixtures("sample_site")
def test_undoing_once_more_says_that_it_is_done(client, admin_user):
    [sheet] = written(SURE, user=admin_user)
    client.force_login(admin_user)
    for _press in range(2):
        answer = client.post(address(sheet.batch, "undo"), follow=True)
    assert "plus rien à reprendre" in answer.content.decode()


TWO = [person("Élise Exemple", email="elise@a.example", phone="03 53 01 00 00")]
OTHER = [person("Elise EXEMPLE", email="elise@b.example"), person("Paul Essai", phone="03 53 01 00 00")]
SAME = doubt("contacts", "same_person", "« Élise Exemple » a plusieurs adresses.", "elise@a.example", "elise@b.example")


def test_which_address_of_a_person_is_right_is_answered_once_for_the_booklet(desk, editor):
    batch = batch_of(read(contacts=TWO), read("Chorale", 902, contacts=OTHER), user=editor, doubts=[SAME])
    assert "Partout : elise@b.example" in shown(desk, batch)
    for value in ("elise@b.example", "elise@a.example", "elise@b.example"):  # whoever changes their mind
        desk.post(address(batch), {"document": "0", "answer": value})
        emails = [[row["email"] for row in effective(sheet)["contacts"]] for sheet in batch.sheets.all()]
        assert emails == [[value], [value, ""]]
    assert 'value="elise@b.example" required checked' in " ".join(shown(desk, batch).split())


def test_a_phone_that_others_share_stays_theirs(desk, editor):
    two = [person("Élise Exemple", phone="03 53 01 00 01")]
    phones = doubt(
        "contacts", "same_person", "« Élise Exemple » a plusieurs téléphones.", "03 53 01 00 00", "0353010001"
    )
    sheets = [read(contacts=TWO), read("Chorale", 902, contacts=two), read("Radio", 903, contacts=OTHER)]
    batch = batch_of(*sheets, user=editor, doubts=[phones])
    desk.post(address(batch), {"document": "0", "answer": "0353010001"})
    said = [[row["phone"] for row in effective(sheet)["contacts"]] for sheet in batch.sheets.all()]
    assert said == [["0353010001"], ["03 53 01 00 01"], ["", "03 53 01 00 00"]]


@pytest.mark.parametrize(
    "sent", [{"document": "0"}, {"document": "7", "answer": "ok"}, {"document": "0", "answer": "x"}]
)
def test_an_answer_that_is_none_changes_nothing(desk, editor, sent):
    batch = batch_of(read(contacts=TWO), read("Chorale", 902, contacts=OTHER), user=editor, doubts=[SAME])
    assert "n’est plus proposée" in desk.post(address(batch), sent, follow=True).content.decode()
    assert not any(sheet.values for sheet in batch.sheets.all())


def test_both_may_be_right(desk, editor):
    batch = batch_of(read(contacts=TWO), read("Chorale", 902, contacts=OTHER), user=editor, doubts=[SAME])
    desk.post(address(batch), {"document": "0", "answer": "ok"})
    assert not any(sheet.values for sheet in batch.sheets.all())
    assert Batch.objects.get().report["doubts"][0]["answer"] == "ok"


def test_the_list_says_where_each_booklet_is(desk, batch):
    listed = desk.get(reverse("livrets:index")).content.decode()
    assert "3 fiches à relire" in listed
    assert batch.title in listed


@pytest.mark.usefixtures("sample_site")
def test_forgetting_an_import_leaves_its_drafts(client, admin_user):
    [sheet] = written(SURE, user=admin_user)
    client.force_login(admin_user)
    client.post(reverse("livrets:delete", args=[sheet.batch_id]))
    assert not Batch.objects.exists()
    assert type(sheet.page).objects.filter(pk=sheet.page_id).exists()


def test_once_all_is_written_nothing_of_the_booklet_is_asked(client, admin_user, sample_site):
    sheets = written(read(contacts=TWO), read("Chorale", 902, contacts=OTHER), user=admin_user, doubts=[SAME])
    client.force_login(admin_user)
    text = shown(client, sheets[0].batch)
    assert "a plusieurs adresses" in text
    assert "Partout :" not in text


def test_what_a_worker_wrote_meanwhile_is_told_and_nothing_is_decided(desk, batch, monkeypatch):
    """It was still open when the screen was made."""
    view = BatchView._asked

    def late(self):
        asked = view(self)
        BatchSheet.objects.filter(batch=batch, position=3).update(state="written")
        return asked

    monkeypatch.setattr(BatchView, "_asked", late)
    answer = desk.post(address(batch), {"decision": "accepted", "fiche": [1, 3]}, follow=True)
    assert "annulez-le d’abord" in answer.content.decode()
    assert set(batch.sheets.values_list("decision", flat=True)) == {"waiting"}
