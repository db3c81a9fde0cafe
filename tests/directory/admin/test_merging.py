"""« Fusionner avec… »: chosen, compared, confirmed, undone, by those who may."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from directory.admin.other_record import SHOWN
from directory.merging.merge import begin
from directory.models import Contact, Merge, Organization
from install.setup.groups import COORDINATION, EDITORS, REGISTERS, VALIDATORS
from jobs.models import Job
from jobs.turns import MANY
from portal.models import User
from tests import factories
from tests.directory.merging.test_pages import saved, with_contacts


@pytest.fixture
def contacts(sample_site):
    return factories.contact("Perdue", email="perdue@x.example"), factories.contact("Gardée")


def as_one_of(client, group):
    user = User.objects.create_user("essai", email="essai@x.example")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def keeper(client, sample_site):
    return as_one_of(client, REGISTERS)


def address(record, name="merge_record", register="contacts"):
    return reverse(name, args=[register, record.pk])


def text(answer):
    return " ".join(answer.content.decode().split())


def send(client, lost, kept, name="merge_record", register="contacts", **data):
    return client.post(address(lost, name, register), {"avec": kept.pk, **data}, follow=True)


def test_the_inspection_of_a_record_leads_there(keeper, contacts):
    page = text(keeper.get(reverse("directory_contact_modeladmin_inspect", args=[contacts[0].pk])))
    assert address(contacts[0]) in page
    assert address(contacts[0], "replace_record") in page


def test_a_term_leads_there(keeper, sample_site):
    term = factories.vocabulary(terms=("Arabe", "Arabe littéral")).terms.first()
    page = text(keeper.get(reverse("termes:edit", args=[term.pk])))
    assert address(term, register="termes") in page


def test_the_two_are_compared_before_anything_is_done(keeper, contacts):
    lost, kept = contacts
    with_contacts(lost)
    page = text(keeper.get(address(lost) + f"?avec={kept.pk}"))
    assert "perdue@x.example" in page
    assert "1 page réservée" in page or "Atelier du mercredi" in page
    assert Contact.objects.filter(pk=lost.pk).exists()


def test_what_the_kept_one_lacks_is_ticked_and_may_be_left(keeper, contacts):
    lost, kept = contacts
    page = text(keeper.get(address(lost) + f"?avec={kept.pk}"))
    ticked = 'name="de-email" value="lost" aria-describedby="champ-email" checked'
    assert ticked in page
    send(keeper, lost, kept, **{"de-email": "kept"})
    assert Contact.objects.get(pk=kept.pk).email == ""


def test_nothing_internal_is_put_into_what_is_public(keeper, contacts):
    lost, kept = contacts
    Contact.objects.filter(pk=kept.pk).update(public=True)
    page = text(keeper.get(address(lost) + f"?avec={kept.pk}"))
    assert 'name="de-email" value="kept" aria-describedby="champ-email" checked' in page


def test_one_press_does_it_and_another_undoes_it(keeper, contacts):
    lost, kept = contacts
    key, page = lost.pk, with_contacts(lost)
    answer = send(keeper, lost, kept, **{"de-email": "lost"})
    merge = Merge.objects.get()
    assert (merge.state, saved(page)) == ("done", [kept.pk])
    assert Contact.objects.get(pk=kept.pk).email == "perdue@x.example"
    assert "Annuler" in text(answer)
    answer = keeper.post(reverse("merge", args=[merge.pk]), {"annuler": ""}, follow=True)
    assert "Tout a été remis en place" in text(answer)
    assert saved(page) == [key]


def test_pressed_twice_it_is_done_once(keeper, contacts):
    lost, kept = contacts
    for _press in range(2):
        answer = send(keeper, lost, kept)
    assert answer.redirect_chain == [(reverse("merge", args=[Merge.objects.get().pk]), 302)]
    assert Merge.objects.count() == 1


def test_after_a_day_it_says_that_it_can_no_longer_be_undone(keeper, contacts):
    send(keeper, *contacts)
    Merge.objects.update(ended=timezone.now() - timedelta(days=1, minutes=1))
    answer = keeper.post(reverse("merge", args=[Merge.objects.get().pk]), {"annuler": ""}, follow=True)
    assert "ne peut plus être annulée" in text(answer)


def test_another_one_while_the_first_is_under_way_is_refused(keeper, contacts):
    lost, kept = contacts
    begin(lost, factories.contact("Tierce"), None)
    assert "déjà en train" in text(send(keeper, lost, kept))


def test_what_was_left_half_way_is_taken_up(keeper, contacts):
    lost, kept = contacts
    page = with_contacts(lost)
    merge = begin(lost, kept, None)
    assert "Reprendre" in text(keeper.get(reverse("merge", args=[merge.pk])))
    keeper.post(reverse("merge", args=[merge.pk]), {"reprendre": ""})
    assert saved(page) == [kept.pk]


def test_why_two_may_not_be_one_is_said_before_and_after(keeper, contacts):
    lost, kept = contacts
    Contact.objects.filter(pk=lost.pk).update(public=True)
    page = text(keeper.get(address(lost) + f"?avec={kept.pk}"))
    assert "est public" in page
    assert 'class="button serious"' not in page
    assert "est public" in text(send(keeper, lost, kept))
    assert Contact.objects.filter(pk=lost.pk).exists()


@pytest.mark.parametrize("sent", ["", "abc", "999999", "-1", "99999999999999999999"])
def test_another_that_is_none_is_refused(keeper, contacts, sent):
    answer = keeper.post(address(contacts[0]), {"avec": sent}, follow=True)
    assert "celui qui reste" in text(answer)
    assert not Merge.objects.exists()


def test_replacing_everywhere_leaves_the_contact(keeper, contacts):
    lost, kept = contacts
    page = with_contacts(lost)
    send(keeper, lost, kept, "replace_record")
    assert saved(page) == [kept.pk]
    assert Contact.objects.filter(pk=lost.pk).exists()
    assert Merge.objects.get().ended is not None


def test_organizations_are_not_replaced_but_merged(keeper, sample_site):
    found = keeper.get(address(factories.organization(), "replace_record", "organisations"))
    assert found.status_code == 404


def test_many_pages_are_a_job(keeper, contacts):
    lost, kept = contacts
    for _number in range(MANY + 1):
        page = with_contacts(lost)
    answer = send(keeper, lost, kept)
    assert "Voir l’avancement" in text(answer)
    assert (Job.objects.get().total, saved(page)) == (MANY + 1, [lost.pk])


@pytest.mark.parametrize("group", [EDITORS, VALIDATORS])
@pytest.mark.parametrize("name", ["merge_record", "replace_record"])
def test_who_may_not_change_a_register_merges_nothing(client, contacts, group, name):
    lost, kept = contacts
    as_one_of(client, group)
    assert client.get(address(lost, name)).status_code == 302
    send(client, lost, kept, name)
    assert not Merge.objects.exists()


@pytest.mark.parametrize("group", [REGISTERS, COORDINATION])
def test_who_changes_and_deletes_may(client, contacts, group):
    as_one_of(client, group)
    assert client.get(address(contacts[0])).status_code == 200
    assert client.get(reverse("merges")).status_code == 200


def test_changing_without_deleting_is_not_enough(client, contacts):
    lost, kept = contacts
    user = User.objects.create_user("essai", email="essai@x.example")
    for codename in ("access_admin", "change_contact"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    send(client, lost, kept)
    assert not Merge.objects.exists()
    send(client, lost, kept, "replace_record")
    assert Merge.objects.count() == 1


def test_pages_that_one_may_not_know_of_are_moved_and_counted(keeper, contacts):
    lost, kept = contacts
    page = with_contacts(lost, live=False).get_latest_revision_as_object()
    page.title = "Zibeline"
    page.save_revision()
    before = text(keeper.get(address(lost) + f"?avec={kept.pk}"))
    after = text(send(keeper, lost, kept))
    for said in (before, after):
        assert "1 page réservée" in said
        assert "Zibeline" not in said
    assert factories.reload(page).get_latest_revision_as_object().contact_links.get().contact_id == kept.pk


def test_merges_of_a_register_are_listed_for_those_who_change_it(keeper, contacts):
    send(keeper, *contacts)
    assert str(Merge.objects.get()) in text(keeper.get(reverse("merges")))


def test_organizations_merge_from_their_screen(keeper, sample_site):
    lost, kept = factories.organization(), factories.organization()
    send(keeper, lost, kept, register="organisations")
    assert not Organization.objects.filter(pk=lost.pk).exists()


# The other record.


@pytest.mark.parametrize("asked", ["scaphandrés", "SCAPHANDRES", "plong", "lsc", "les-scaphandres", "scaph les"])
def test_the_other_is_searched_as_one_speaks(keeper, sample_site, asked):
    lost = factories.organization()
    kept = factories.organization(name="Les Scaphandres", code="les-scaphandres", acronym="LSC", aliases=["Plongeurs"])
    page = text(keeper.get(address(lost, register="organisations"), {"q": asked}))
    assert f'href="?avec={kept.pk}"' in page


def test_those_whose_name_is_nearly_the_same_are_proposed(keeper, sample_site):
    lost = Organization.objects.create(name="Les Scaphandriers de la ville")
    near, far = (Organization.objects.create(name=name) for name in ("Scaphandriers (les)", "Le Tuba de la ville"))
    page = text(keeper.get(address(lost, register="organisations")))
    assert f'href="?avec={near.pk}"' in page
    assert f'href="?avec={far.pk}"' not in page


@pytest.mark.parametrize("other", [{"acronym": "LSC"}, {"aliases": ["Plongeurs", "Le LSC", "lsc"]}])
def test_those_that_share_another_name_are_proposed_first(keeper, sample_site, other):
    lost = factories.organization(name="LSC de la ville")
    known = factories.organization(name="Les Scaphandres", **other)
    page = text(keeper.get(address(lost, register="organisations")))
    assert f'href="?avec={known.pk}"' in page


def test_a_contact_of_the_same_address_is_proposed(keeper, sample_site):
    lost, known = (factories.contact(title, email="accueil@x.example") for title in ("Accueil", "Secrétariat"))
    assert f'href="?avec={known.pk}"' in text(keeper.get(address(lost)))


def test_many_answers_are_cut_and_counted(keeper, sample_site):
    lost = factories.organization(name="Le Tuba")
    for number in range(SHOWN + 2):
        factories.organization(name=f"Scaphandre {number}")
    page = text(keeper.get(address(lost, register="organisations"), {"q": "scaphandre"}))
    assert page.count('href="?avec=') == SHOWN
    assert "Et 2 autres : écrivez un mot de plus." in page


@pytest.mark.parametrize("asked", ["rien de tel", "\u0301", "%", "a" * 500])
def test_nothing_found_is_said(keeper, contacts, asked):
    assert "Rien ne répond" in text(keeper.get(address(contacts[0]), {"q": asked}))


def test_only_terms_of_the_same_vocabulary_are_found(keeper, sample_site):
    first = factories.vocabulary("langue", terms=("Arabe", "Arabe littéral"))
    factories.vocabulary("autre", "Autre", terms=("Arabe dialectal",))
    page = text(keeper.get(address(first.terms.first(), register="termes"), {"q": "arabe"}))
    assert "Arabe littéral" in page
    assert "Arabe dialectal" not in page


def test_one_that_is_gone_is_said_to_be(keeper, contacts):
    assert "n’est plus dans le répertoire" in text(keeper.get(address(contacts[0]), {"avec": "999999"}))


def test_what_was_done_is_said_in_words_that_agree(keeper, contacts):
    lost, kept = contacts
    assert "Remplacement fait" in text(send(keeper, lost, kept, "replace_record"))
    assert "Fusion faite" in text(send(keeper, lost, kept))


def test_records_that_name_the_other_now_are_listed(keeper, sample_site):
    lost, kept = factories.organization(), factories.organization()
    contact = factories.contact("Accueil", organization=lost)
    answer = text(send(keeper, lost, kept, register="organisations"))
    contact.refresh_from_db()
    assert f"{contact} (contact)" in answer
    assert reverse("directory_organization_modeladmin_edit", args=[kept.pk]) in answer
