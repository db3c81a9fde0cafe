"""One sheet of a booklet becomes a draft; what is public, and what an editor has under way, stays as it is."""

import pytest
from django.contrib.auth.models import Group, Permission

from actions.models import ActionPage
from directory.models import Contact, Organization
from imports.decisions import answer
from imports.drafts.writing import write
from imports.matching.registers import Registers
from imports.models import BatchSheet
from tests import factories
from tests.imports.making import (
    accept_all,
    actions,
    batch_of,
    doubt,
    draft_of,
    member,
    person,
    read,
    write_all,
    written,
)

pytestmark = pytest.mark.usefixtures("sample_site")


def again(page):
    return ActionPage.objects.get(pk=page.pk)


def answered(batch, where, value):
    """The batch, whose first sheet has this answer, accepted."""
    answer(batch.sheets.first(), where, value, Registers.of_batch(batch))
    accept_all(batch)
    return batch


def test_a_new_sheet_is_a_draft_under_the_chosen_list(admin_user):
    [sheet] = written(
        read(
            summary="On y lit.",
            description="On y lit ensemble.\n- des contes\n- des albums",
            objectives=["Lire", "Écouter"],
            publics=[{"label": "Enfants", "age_min": 6, "age_max": 11}],
            perimeter="Le quartier du Parc",
            links=[{"label": "Le site", "url": "https://livre.example/"}],
        ),
        user=admin_user,
    )
    page = again(sheet.page)
    assert (sheet.state, sheet.is_new, page.live, page.get_parent().pk) == ("written", True, False, actions().pk)
    assert (page.number, page.title, page.summary, page.owner) == (901, "Ateliers du livre", "On y lit.", admin_user)
    assert page.body[0].value.source == "<p>On y lit ensemble.</p><ul><li>des contes</li><li>des albums</li></ul>"
    assert (page.objectives, page.perimeter_note) == (["Lire", "Écouter"], "Le quartier du Parc")
    [audience] = page.audiences.all()
    assert (audience.label, audience.age_min, audience.age_max) == ("Enfants", 6, 11)
    assert [term.code for term in audience.publics.all()] == ["enfants"]
    assert [(link.label, link.url) for link in page.document_links.all()] == [("Le site", "https://livre.example/")]
    assert not factories.is_public(page)


def test_an_existing_sheet_gets_a_draft_and_its_public_text_stays(admin_user):
    page = factories.action("Ateliers du livre", number=901, summary="L’ancien résumé.", easy_french="On lit.")
    [sheet] = written(read(summary="Le nouveau résumé."), user=admin_user)
    public = again(page)
    assert (public.summary, public.live_revision, public.live) == ("L’ancien résumé.", page.live_revision, True)
    draft = draft_of(sheet)
    assert (draft.pk, draft.summary, draft.easy_french) == (page.pk, "Le nouveau résumé.", "On lit.")
    assert (sheet.is_new, sheet.before, sheet.revision) == (False, page.live_revision, public.latest_revision)


def test_what_the_booklet_does_not_say_stays(admin_user):
    page = factories.action("Ateliers du livre", number=901, objectives=["Lire"], summary="Un résumé.")
    page.document_links.add(factories.link("Autre page", "https://autre.example/"))
    page.save_revision().publish()
    [sheet] = written(read(links=[{"label": "Le site", "url": "https://livre.example/"}]), user=admin_user)
    draft = draft_of(sheet)
    assert (draft.objectives, draft.summary) == (["Lire"], "Un résumé.")
    assert [link.label for link in draft.document_links.all()] == ["Autre page", "Le site"]


def test_the_same_words_are_no_news(admin_user):
    page = factories.action("Équipe du livre", number=901, summary="À lire, l’été.")
    [sheet] = written(read("EQUIPE DU LIVRE", summary="A lire l'ete"), user=admin_user)
    assert (sheet.state, sheet.revision, again(page).has_unpublished_changes) == ("written", None, False)
    assert "Rien de nouveau" in sheet.message


def test_a_text_around_the_first_one_is_kept(admin_user):
    body = [{"type": "text", "value": "<p>Avant.</p>"}, {"type": "text", "value": "<p>De la rédaction.</p>"}]
    page = factories.action("Ateliers du livre", number=901)
    page.body = page.body.stream_block.to_python(body)
    page.save_revision().publish()
    [sheet] = written(read(description="Après."), user=admin_user)
    assert [block.value.source for block in draft_of(sheet).body] == ["<p>Après.</p>", "<p>De la rédaction.</p>"]


def test_an_open_draft_is_never_replaced(admin_user):
    page = factories.action("Ateliers du livre", number=901, summary="Publié.")
    page.summary = "En cours de réécriture."
    waiting = page.save_revision(user=admin_user)
    [sheet] = written(read(summary="Du livret."), user=member("Validateurs"))
    assert sheet.state == BatchSheet.State.REFUSED
    assert "brouillon en cours" in sheet.message
    assert (again(page).latest_revision, sheet.page_id, sheet.read["summary"]) == (waiting, page.pk, "Du livret.")


def test_a_draft_that_was_never_published_is_its_editors(admin_user):
    page = factories.action("Ateliers du livre", number=901, live=False)
    [sheet] = written(read(summary="Du livret."), user=admin_user)
    assert (sheet.state, again(page).summary) == ("refused", page.summary)


def test_a_locked_sheet_is_left_alone(admin_user):
    page = factories.action("Ateliers du livre", number=901)
    page.locked, page.locked_by = True, admin_user
    page.save()
    [sheet] = written(read(summary="Du livret."), user=member("Validateurs"))
    assert (sheet.state, "verrouillée" in sheet.message) == ("refused", True)


def test_a_field_that_an_editor_changed_since_the_last_import_stays_and_is_told(admin_user):
    [first] = written(read(summary="De 2025.", perimeter="Le Parc"), user=admin_user)
    page = again(first.page)
    page.summary = "De la rédaction."
    page.save_revision(user=admin_user).publish()
    [sheet] = written(read(summary="De 2026.", perimeter="Le Parc et l’Étang"), user=admin_user)
    draft = draft_of(sheet)
    assert (draft.summary, draft.perimeter_note) == ("De la rédaction.", "Le Parc et l’Étang")
    assert "Résumé" in sheet.message
    assert sheet.outcome["kept"] == ["Résumé"]


def test_what_an_import_wrote_and_nobody_touched_takes_the_next_edition(admin_user):
    [first] = written(read(summary="De 2025."), user=admin_user)
    [sheet] = written(read(summary="De 2026."), user=admin_user)
    assert (sheet.page, sheet.is_new, draft_of(sheet).summary) == (first.page, False, "De 2026.")


def test_a_number_that_another_sheet_has_is_asked_never_overwritten(admin_user):
    page = factories.action("Chorale", number=901)
    [sheet] = written(read("Piscine"), user=admin_user)
    assert (sheet.state, "« Chorale » (n° 901)" in sheet.message) == ("refused", True)
    assert again(page).latest_revision == page.latest_revision


def test_the_answer_says_which_sheet_it_is(admin_user):
    page = factories.action("Chorale", number=901)
    batch = answered(batch_of(read("Piscine"), user=admin_user), "page", str(page.pk))
    write_all(batch, admin_user)
    assert (batch.sheets.get().page_id, draft_of(batch.sheets.get()).title) == (page.pk, "Piscine")


def test_a_new_sheet_takes_no_number_that_is_taken(admin_user):
    factories.action("Chorale", number=901)
    batch = answered(batch_of(read("Piscine"), user=admin_user), "page", "new")
    write_all(batch, admin_user)
    draft = draft_of(batch.sheets.get())
    assert (draft.title, draft.number) == ("Piscine", None)
    assert any("Le numéro 901" in text for text in draft.doubts)


def test_a_sheet_added_since_the_registers_were_read_is_no_second_one(admin_user):
    batch = batch_of(read(), user=admin_user)
    accept_all(batch)
    registers = Registers.of_batch(batch)
    assert registers.pages.match(901, "Ateliers du livre").state == "new"
    factories.action("Ateliers du livre", number=901)
    assert write(batch.sheets.get().pk, admin_user, registers) == "refused"
    assert "vient d’être ajoutée" in batch.sheets.get().message
    assert ActionPage.objects.filter(number=901).count() == 1


def test_nothing_is_written_twice_nor_without_being_accepted(admin_user):
    batch = batch_of(read(), read("Chorale", 902), user=admin_user)
    batch.sheets.filter(position=1).update(decision="accepted")
    write_all(batch, admin_user)
    write_all(batch, admin_user)
    assert [sheet.state for sheet in batch.sheets.all()] == ["written", "read"]
    assert ActionPage.objects.filter(number__in=[901, 902]).count() == 1


@pytest.mark.parametrize("title", ["", "   "])
def test_a_sheet_without_a_title_says_so(title, admin_user):
    [sheet] = written(read(title), user=admin_user)
    assert (sheet.state, "pas de titre" in sheet.message) == ("refused", True)


def test_a_title_without_a_letter_has_an_address_all_the_same(admin_user):
    [sheet] = written(read("« ! »"), user=admin_user)
    assert (sheet.state, again(sheet.page).slug) == ("written", "action")


def test_a_list_that_holds_no_sheets_is_refused_in_words(admin_user, sample_site):
    [sheet] = written(read(), user=admin_user, parent=sample_site.root_page)
    assert (sheet.state, "ne reçoit pas de fiches" in sheet.message) == ("refused", True)


def test_without_the_right_to_add_or_to_edit_nothing_is_written(admin_user):
    page = factories.action("Chorale", number=902)
    nobody = type(admin_user).objects.create_user("personne", "personne@passerelles.example")
    new, known = written(read(), read("Chorale", 902, summary="Du livret."), user=nobody)
    assert [sheet.state for sheet in (new, known)] == ["refused"] * 2
    assert "le droit d’ajouter" in new.message
    assert "le droit de la modifier" in known.message
    assert again(page).latest_revision == page.latest_revision


def test_a_near_name_without_an_answer_is_words_and_no_link(admin_user):
    Organization.objects.create(name="Les Passeurs du livre")
    [sheet] = written(read(operators=["Les Passeur du livre"]), user=admin_user)
    [row] = draft_of(sheet).organization_links.all()
    assert (row.organization, row.label, row.role) == (None, "Les Passeur du livre", "operator")
    assert any("peut-être « Les Passeurs du livre »" in text for text in draft_of(sheet).doubts)


def test_an_answer_links_it(admin_user):
    record = Organization.objects.create(name="Les Passeurs du livre")
    batch = batch_of(read(operators=["Les Passeur du livre"]), user=admin_user)
    write_all(answered(batch, "organizations:passeur livre", record.code), admin_user)
    [row] = draft_of(batch.sheets.get()).organization_links.all()
    assert (row.organization, row.label) == (record, "")


def test_an_organization_asked_for_is_made_once_for_all_sheets(admin_user):
    batch = batch_of(read(partners=["Fanfare"]), read("Chorale", 902, partners=["La fanfare"]), user=admin_user)
    registers = Registers.of_batch(batch)
    for sheet in batch.sheets.all():
        answer(sheet, "organizations:fanfare", "new", registers)
    accept_all(batch)
    write_all(batch, admin_user)
    record = Organization.objects.get(name="Fanfare")
    rows = [draft_of(sheet).organization_links.get() for sheet in batch.sheets.all()]
    assert [row.organization for row in rows] == [record, record]


def test_who_may_not_add_to_the_register_leaves_words():
    Group.objects.get(name="Éditeurs").permissions.remove(Permission.objects.get(codename="add_organization"))
    editor = member("Éditeurs")
    batch = batch_of(read(partners=["Fanfare"]), user=editor)
    write_all(answered(batch, "organizations:fanfare", "new"), editor)
    draft = draft_of(batch.sheets.get())
    assert (draft.organization_links.get().label, Organization.objects.filter(name="Fanfare").count()) == ("Fanfare", 0)
    assert any("à ajouter au répertoire" in text for text in draft.doubts)


def test_a_person_beside_a_known_structure_is_its_internal_contact(admin_user):
    place = Organization.objects.create(name="Fanfare")
    row = person("Prénom Nom, Fanfare", "Structure", "prenom@fanfare.example", "03 53 01 00 09")
    [sheet] = written(read(contacts=[row]), user=admin_user)
    contact = Contact.objects.get(email="prenom@fanfare.example")
    assert (contact.organization, contact.title, contact.phone) == (place, "Contact – Structure", "03 53 01 00 09")
    assert (contact.holder, contact.holder_public, contact.public) == ("Prénom Nom, Fanfare", False, False)
    assert [link.contact for link in draft_of(sheet).contact_links.all()] == [contact]
    assert draft_of(sheet).public_contacts == []


def test_a_person_of_no_known_structure_is_a_doubt_that_names_nobody(admin_user):
    before = Contact.objects.count()
    doubts = [doubt("contacts", "empty", "« Prénom Nom » n’a ni adresse ni téléphone.")]
    [sheet] = written(read(contacts=[person("Prénom Nom", "Contact inconnu")], doubts=doubts), user=admin_user)
    draft = draft_of(sheet)
    assert (Contact.objects.count(), draft.contact_links.count()) == (before, 0)
    assert any("Contact inconnu" in text for text in draft.doubts)
    assert "Nom" not in str(draft.serializable_data())


def test_an_address_that_cannot_be_is_left_out_of_the_contact(admin_user):
    Organization.objects.create(name="Fanfare")
    written(read(contacts=[person("Prénom Nom, Fanfare", email="prenom@fanfare")]), user=admin_user)
    contact = Contact.objects.get(holder="Prénom Nom, Fanfare")
    assert (contact.email, len(contact.doubts)) == ("", 1)


def test_a_doubt_about_a_child_is_told_without_its_name(admin_user):
    doubts = [doubt("description", "child", "« l’élève Prénom » nomme-t-il un enfant ou sa famille ? Retirez-le.")]
    [sheet] = written(read(doubts=doubts), user=admin_user)
    [text] = draft_of(sheet).doubts
    assert "un enfant" in text
    assert "Prénom" not in text


def test_doubts_that_nobody_answered_go_to_the_page_and_the_others_do_not(admin_user):
    doubts = [doubt("title", "moved", "Premier doute."), doubt("title", "moved", "Second doute.")]
    batch = answered(batch_of(read(doubts=doubts), user=admin_user), "doubt:0", "ok")
    write_all(batch, admin_user)
    assert draft_of(batch.sheets.get()).doubts == ["Second doute."]


def test_an_inferred_text_fills_what_is_empty_and_replaces_nothing(admin_user):
    factories.action("Ateliers du livre", number=901, summary="De la rédaction.")
    inferred = [doubt("summary", "inferred", "Le résumé est la première phrase.")]
    known, new = written(
        read(summary="Première phrase.", objectives=["Lire"], doubts=inferred),
        read("Chorale", 902, summary="Première phrase.", doubts=inferred),
        user=admin_user,
    )
    assert [draft_of(sheet).summary for sheet in (known, new)] == ["De la rédaction.", "Première phrase."]


def test_sectors_and_axis_are_terms_where_words_name_them(admin_user):
    [sheet] = written(read(axis="LA COOPÉRATION ENTRE ACTEURS", sectors=["cite-nord", "ailleurs"]), user=admin_user)
    draft = draft_of(sheet)
    assert {link.term.code for link in draft.page_terms.all()} == {"cooperation", "cite-nord"}
    assert draft.doubts == ["Secteur « ailleurs » : à choisir."]


def test_a_link_that_leads_nowhere_is_told(admin_user):
    [sheet] = written(read(links=[{"label": "Le site", "url": "javascript:alert(1)"}]), user=admin_user)
    draft = draft_of(sheet)
    assert (draft.document_links.count(), draft.doubts) == (0, ["« Le site » n’a pas d’adresse qui mène quelque part."])


def test_an_age_beyond_a_sheets_own_is_told(admin_user):
    [sheet] = written(read(publics=[{"label": "Adultes", "age_min": 18, "age_max": 65}]), user=admin_user)
    draft = draft_of(sheet)
    assert (draft.audiences.get().age_max, len(draft.doubts)) == (None, 1)
