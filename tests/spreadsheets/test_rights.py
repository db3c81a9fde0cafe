"""What an account may not change on a screen it changes by no spreadsheet; what it may not see does not go out."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from actions.models import ActionIndexPage
from catalog.models import FormerCode
from directory.merging.merge import begin, carry_out
from directory.models import Contact, Organization
from install.setup.groups import COORDINATION, EDITORS, REGISTERS, VALIDATORS
from portal.models import User
from spreadsheets.models import Upload
from spreadsheets.tables.registry import all_tables
from tests import factories
from tests.spreadsheets.conftest import dropped, member
from tests.spreadsheets.test_lines import applied, checked, only

# Which tables each group may drop a file on, by the beginning of their names.
CHANGES = {
    EDITORS: {"termes", "fiches", "mots"},
    VALIDATORS: {"termes", "fiches", "mots"},
    REGISTERS: {"termes", "mots", "organisations", "contacts", "quartiers", "ecoles", "rues"},
    COORDINATION: {"termes", "fiches", "mots", "organisations", "contacts", "quartiers", "ecoles", "rues"},
    None: set(),
}


def account(client, group):
    user = member("essai", group) if group else User.objects.create_user("essai", email="essai@x.example")
    if not group:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return user


def drop(client, name, rows):
    return client.post(reverse("spreadsheets:table", args=[name]), {"file": dropped(rows)})


@pytest.mark.parametrize("group", CHANGES)
def test_each_group_drops_files_on_what_it_may_change_and_on_nothing_else(client, sample_site, group):
    account(client, group)
    for table in all_tables():
        drop(client, table.name, [["Code", "Nom"], ["zibeline", "Zibeline"]])
        is_taken = Upload.objects.filter(table=table.name).exists()
        assert is_taken == (table.name.partition("-")[0] in CHANGES[group]), table.name


def test_nobody_drops_anything(client, sample_site):
    answers = [drop(client, table.name, [["Code", "Nom"], ["a", "b"]]) for table in all_tables()]
    assert {answer.status_code for answer in answers} == {401}
    assert not Upload.objects.exists()


def test_an_account_of_no_group_downloads_nothing(client, sample_site):
    account(client, None)
    addresses = [reverse("spreadsheets:download", args=[table.name]) + "?format=csv" for table in all_tables()]
    assert {client.get(address).status_code for address in addresses} == {404}


@pytest.fixture
def of_one_section(sample_site):
    """May write and publish the actions, and nothing else of the site."""
    group = Group.objects.create(name="Actions seulement")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=ActionIndexPage.objects.first(), permission=permission)
    return member("une-personne", group.name)


def test_drafts_of_another_section_neither_go_out_nor_come_in(client, of_one_section):
    inside, outside = factories.action("Dedans"), Page.objects.filter(centerpage__isnull=False).live().first().specific
    client.force_login(of_one_section)
    names = {"fiches-action": inside, "fiches-centre": outside}
    texts = {
        name: client.get(reverse("spreadsheets:download", args=[name]) + "?format=csv").content.decode()
        for name in names
    }
    assert "Dedans" in texts["fiches-action"]
    assert outside.title not in texts["fiches-centre"]
    line = only(checked("fiches-centre", [["Code", "Titre"], [outside.code, "Forgé"]], of_one_section))
    assert (line["state"], line["pk"]) == ("refused", None)


def test_a_preview_of_more_than_one_may_change_now_is_refused_when_it_is_applied(of_one_section, sample_site):
    """Whoever made it could; the section was taken from them since."""
    page = factories.action("Sortie", summary="Avant.")
    preview = checked("fiches-action", [["Code", "Résumé"], [page.code, "Après."]], of_one_section)
    of_one_section.groups.clear()
    user = User.objects.get(pk=of_one_section.pk)
    result = applied("fiches-action", preview, user, publish=True)
    assert (result["written"], "droit" in result["refused"][0][2]) == (0, True)


def test_a_sheet_in_review_or_opened_by_another_is_left_alone(sample_site):
    from wagtail.admin.models import EditingSession

    page = factories.action("Sortie", summary="Avant.")
    preview = checked("fiches-action", [["Code", "Résumé"], [page.code, "Après."]])
    EditingSession.objects.create(
        user=member("redactrice", EDITORS), content_object=Page.objects.get(pk=page.pk), last_seen_at=timezone.now()
    )
    assert "ouverte en ce moment" in applied("fiches-action", preview)["refused"][0][2]


def test_a_former_code_is_the_record_that_it_leads_to(sample_site):
    lost, kept = factories.organization("Amicale du phare"), factories.organization("Amicale des phares")
    code = lost.code
    carry_out(begin(lost, kept, None))
    assert FormerCode.objects.filter(code=code).exists()
    line = only(checked("organisations", [["Code", "Sigle"], [code, "ADP"]]))
    assert (line["state"], line["pk"]) == ("changed", kept.pk)
    assert applied("organisations", {"lines": [line]})["written"] == 1
    assert Organization.objects.get(pk=kept.pk).acronym == "ADP"


def test_a_former_code_of_a_term_is_of_its_vocabulary(sample_site):
    lost, kept = factories.vocabulary(terms=("Arabe", "Arabe littéral")).terms.all()
    other = factories.vocabulary("alphabet", "Alphabet", terms=("Autre",))
    name, code = f"termes-{kept.vocabulary.code}", lost.code
    carry_out(begin(lost, kept, None))
    assert only(checked(name, [["Code", "Description"], [code, "Ici."]]))["pk"] == kept.pk
    assert only(checked(f"termes-{other.code}", [["Code", "Libellé"], [code, "Ici"]]))["pk"] is None


@pytest.mark.parametrize(
    "code", ["École", "a b", "a--b", "ａ-ｂ", "a\u200bb", "../x", "<b>", "x" * 61, "ﬁ", "٣", "a\u202eb"]
)
def test_a_code_that_is_none_is_refused_in_words(sample_site, code):
    line = only(checked("organisations", [["Code", "Nom"], [code, "Amicale"]]))
    assert (line["state"], line["why"][0][0]) == ("refused", "Code")


def test_making_a_contact_public_is_for_those_who_change_contacts(client, sample_site):
    hidden = factories.contact("Zibeline", public=False)
    account(client, EDITORS)
    drop(client, "contacts", [["Code", "Public"], [hidden.code, "Oui"]])
    assert not Contact.objects.get(pk=hidden.pk).public
