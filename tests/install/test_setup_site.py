"""``setup_site`` on an empty database: complete, idempotent, with the rights that the groups' names say."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Site, Workflow

from actions.models import ActionIndexPage, ActionPage
from catalog.models import Term, Vocabulary
from centers.models import CenterIndexPage
from events.models import EventIndexPage
from home.models import HomePage, PortalSettings
from install.models import OfferedRight
from install.setup.groups import EDITIONS, MEETINGS
from portal.models import User
from resources.models import ResourceIndexPage
from sheets.models import SheetIndexPage
from tests import factories

pytestmark = pytest.mark.django_db
INDEXES = [ResourceIndexPage, ActionIndexPage, CenterIndexPage, EventIndexPage, SheetIndexPage]
LOW_CODE = ("sheetkind", "sheetproperty", "propertygroup")


@pytest.fixture
def site(db):
    call_command("setup_site", stdout=io.StringIO())
    return Site.objects.get(is_default_site=True)


def user_of(group):
    user = User.objects.create_user(f"de-{group}".lower(), password="un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    return user


def can(user, page):
    return page.permissions_for_user(user)


def test_the_tree_is_complete(site):
    home = HomePage.objects.get()
    assert site.root_page.pk == home.pk
    assert [model.objects.child_of(home).live().count() for model in INDEXES] == [1, 1, 1, 1, 1]
    menu = Page.objects.child_of(home).filter(show_in_menus=True).order_by("path")
    assert list(menu.values_list("title", flat=True)) == ["Livret", "Actions", "Centres", "Événements", "Aide"]
    assert not Page.objects.filter(slug="home").exists(), "Wagtail's welcome page is gone"


def test_the_pages_a_site_owes_are_set(site):
    settings = PortalSettings.objects.get(site=site)
    assert settings.legal_page.slug == "mentions-legales"
    assert settings.accessibility_page.slug == "accessibilite"


def test_vocabularies_hold_what_any_city_can_use(site):
    assert Vocabulary.objects.count() == 9
    codes = {code: set(Term.objects.filter(vocabulary__code=code).values_list("code", flat=True)) for code in
             Vocabulary.objects.values_list("code", flat=True)}  # fmt: skip
    assert codes["secteur"] == {"toute-la-ville"}
    assert codes["axe"] == codes["reseau"] == set()
    assert len(codes["age"]) == 7
    assert all(codes[code] for code in ("public", "theme", "type-ressource", "type-structure"))


def test_every_page_of_the_empty_site_answers(site, client):
    call_command("reindex", verbosity=0, stdout=io.StringIO())
    addresses = [page.url for page in Page.objects.live().descendant_of(site.root_page, inclusive=True)]
    addresses += ["/recherche/", "/glossaire/", "/changements/", "/plan-du-site/", "/sitemap.xml", "/robots.txt"]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_a_second_run_touches_nothing(site):
    home = HomePage.objects.get()
    home.title = "Bienvenue"
    home.save_revision().publish()
    Group.objects.get(name="Éditeurs").permissions.clear()
    Term.objects.get(code="toute-la-ville").delete()
    before = (Page.objects.count(), Vocabulary.objects.count(), Group.objects.count(), Workflow.objects.count())
    output = io.StringIO()
    call_command("setup_site", stdout=output)
    assert output.getvalue().strip() == "Site prêt : 0 rubrique(s) et 0 vocabulaire(s) ajoutés."
    after = (Page.objects.count(), Vocabulary.objects.count(), Group.objects.count(), Workflow.objects.count())
    assert after == before
    assert HomePage.objects.get().title == "Bienvenue"
    assert not Group.objects.get(name="Éditeurs").permissions.exists()
    assert not Term.objects.filter(code="toute-la-ville").exists()


def rights_of(name):
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def take_away(name, *codenames):
    group = Group.objects.get(name=name)
    group.permissions.remove(*group.permissions.filter(codename__in=codenames))


NEW = {
    "Coordination": {*MEETINGS, *EDITIONS, "change_nationalvalue", "change_opendatasettings"},
    "Référentiel": {"change_nationalvalue"},
    "Éditeurs": set(),
    "Validateurs": set(),
}


@pytest.mark.parametrize("name", NEW)
def test_a_site_made_before_gets_the_rights_of_new_rooms_and_no_other(site, name):
    """As it was upgraded: nobody had written down what it was given."""
    before = rights_of(name)
    take_away(name, *NEW[name], "view_vocabulary")
    OfferedRight.objects.all().delete()
    call_command("setup_site", stdout=io.StringIO())
    assert rights_of(name) == before - {"view_vocabulary"}


def test_a_right_of_a_room_that_came_since_is_given_once(site):
    OfferedRight.objects.filter(right="change_edition").delete()
    take_away("Coordination", "change_edition", "delete_edition")
    call_command("setup_site", stdout=io.StringIO())
    assert "change_edition" in rights_of("Coordination")
    assert "delete_edition" not in rights_of("Coordination")
    take_away("Coordination", "change_edition")
    call_command("setup_site", stdout=io.StringIO())
    assert "change_edition" not in rights_of("Coordination")


def test_a_missing_section_is_made_again(site):
    EventIndexPage.objects.get().delete()
    call_command("setup_site", stdout=io.StringIO())
    assert EventIndexPage.objects.count() == 1


def test_the_groups_are_the_four(site):
    names = {"Éditeurs", "Validateurs", "Référentiel", "Coordination"}
    assert set(Group.objects.values_list("name", flat=True)) == names


def test_an_editor_writes_and_submits_but_does_not_publish(site):
    rights, index = can(user_of("Éditeurs"), factories.action(live=False)), ActionIndexPage.objects.get()
    assert rights.can_edit()
    assert rights.can_submit_for_moderation()
    assert not rights.can_publish()
    assert not rights.can_unpublish()
    assert can(User.objects.get(), index).can_add_subpage()


def test_a_validator_publishes(site):
    rights = can(user_of("Validateurs"), factories.action())
    assert rights.can_edit()
    assert rights.can_publish()
    assert rights.can_unpublish()


def test_the_registers_group_does_not_edit_pages(site):
    user = user_of("Référentiel")
    rights = can(user, factories.action())
    assert not rights.can_edit()
    assert not rights.can_publish()
    assert not can(user, ActionIndexPage.objects.get()).can_add_subpage()
    assert all(user.has_perm(f"directory.{verb}_organization") for verb in ("add", "change", "delete"))


def test_coordination_does_both(site):
    user = user_of("Coordination")
    assert can(user, factories.action()).can_publish()
    assert user.has_perms(["directory.delete_contact", "home.change_portalsettings"])


@pytest.mark.parametrize("group", ["Éditeurs", "Validateurs"])
def test_editors_add_to_the_registers_without_changing_them(site, group):
    user = user_of(group)
    assert user.has_perms(["directory.add_organization", "directory.add_contact"])
    assert not any(user.has_perm(f"directory.{verb}") for verb in ("change_organization", "delete_contact"))


@pytest.mark.parametrize("group", ["Éditeurs", "Validateurs", "Coordination"])
def test_those_who_write_put_results_first(site, group):
    rights = [f"wagtailsearchpromotions.{verb}_searchpromotion" for verb in ("add", "change", "delete")]
    assert user_of(group).has_perms(rights)


@pytest.mark.parametrize("group", ["Éditeurs", "Validateurs", "Référentiel", "Coordination"])
def test_everyone_makes_kinds_and_properties(site, group):
    user = user_of(group)
    assert user.has_perms([f"catalog.{verb}_{model}" for verb in ("view", "add", "change") for model in LOW_CODE])


@pytest.mark.parametrize(
    ("group", "may"), [("Éditeurs", False), ("Validateurs", True), ("Référentiel", True), ("Coordination", True)]
)
def test_editors_alone_do_not_delete_kinds_and_properties(site, group, may):
    user = user_of(group)
    assert [user.has_perm(f"catalog.delete_{model}") for model in LOW_CODE] == [may] * 3


def test_a_city_without_kinds_shows_no_list_of_them(site, client):
    assert "/fiches/" not in client.get("/").content.decode()
    assert "/fiches/" not in client.get("/plan-du-site/").content.decode()


@pytest.mark.parametrize("group", ["Éditeurs", "Validateurs", "Référentiel", "Coordination"])
def test_each_group_opens_the_admin(site, client, group):
    client.force_login(user_of(group))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_review_workflow_is_active_on_sheets(site):
    sheet = factories.action(live=False)
    workflow = sheet.get_workflow()
    assert workflow.name == "Relecture"
    assert workflow.active
    groups = {group.name for task in workflow.tasks for group in task.specific.groups.all()}
    assert groups == {"Validateurs", "Coordination"}


def test_an_editor_submits_and_a_validator_publishes(site):
    sheet = factories.action(live=False)
    state = sheet.get_workflow().start(sheet, user_of("Éditeurs"))
    assert not ActionPage.objects.get(pk=sheet.pk).live
    task = state.current_task_state.task.specific
    assert not task.get_actions(sheet, User.objects.get(username="de-éditeurs"))
    validator = user_of("Validateurs")
    assert "approve" in [name for name, *_rest in task.get_actions(sheet, validator)]
    state.current_task_state.approve(user=validator)
    assert ActionPage.objects.get(pk=sheet.pk).live
