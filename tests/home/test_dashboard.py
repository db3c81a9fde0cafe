"""The first screen of the admin: the portal's own name, no way out to a guide in another language."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Site

from actions.models import ActionPage
from home.models import PortalSettings
from portal.models import User
from search.models import MissedSearch
from tests import factories


def test_the_dashboard_bears_the_name_of_the_portal(sample_site, admin_client):
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    settings.name = "Le portail de Roubaix"
    settings.save()
    html = admin_client.get("/admin/").content.decode()
    assert '<h1 class="w-h1 w-mt-0">Le portail de Roubaix</h1>' in " ".join(html.split()).replace("> ", ">").replace(
        " <", "<"
    )
    assert "guide.wagtail.org" not in html


@pytest.fixture
def at_work(sample_site, client):
    """Call it with a group: the tasks of its member, by their label, and where he may add a sheet."""

    def read(group):
        user = User.objects.create_user(f"membre {group}", "membre@passerelles.example", "secret")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        (panel,) = [each for each in client.get("/admin/").context["panels"] if each.name == "work"]
        context = panel.get_context_data({})
        return user, {task.label: task for task in context["tasks"]}, dict(context["sections"])

    return read


@pytest.mark.parametrize("group", ["Éditeurs", "Validateurs", "Coordination"])
def test_whoever_writes_is_offered_to_add_a_sheet(at_work, client, group):
    _user, tasks, sections = at_work(group)
    assert {"Livret", "Actions"} <= sections.keys()
    assert client.get(sections["Livret"], follow=True).status_code == 200
    assert "À vérifier en tout" in tasks


def test_who_keeps_the_registers_is_not(at_work):
    _user, tasks, sections = at_work("Référentiel")
    assert sections == {}
    assert "À vérifier en tout" not in tasks


def test_contacts_to_review_wait_for_who_keeps_the_registers(at_work):
    factories.contact(review_on=timezone.localdate())
    assert at_work("Référentiel")[1]["Contacts à revoir"].count >= 1


def test_ones_own_drafts_are_named(at_work, client):
    user, _tasks, _sections = at_work("Éditeurs")
    page = factories.action(title="La mienne", live=False)
    page.save_revision(user=user)
    factories.action(title="D’un autre", live=False).save_revision()
    html = client.get("/admin/").content.decode()
    work = html[html.index('class="work"') :]
    assert "La mienne" in work and "D’un autre" not in work


def test_what_waits_for_approval_is_named(at_work, client):
    author = User.objects.create_user("autrice", "autrice@passerelles.example", "secret")
    page = factories.action(title="À approuver bientôt", live=False)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    _user, tasks, _sections = at_work("Validateurs")
    assert [each.title for each in tasks["À approuver"].pages] == ["À approuver bientôt"]


def test_sheets_without_a_required_value_are_counted(at_work, client):
    factories.prop("Durée", required=True)
    _user, tasks, _sections = at_work("Éditeurs")
    task = tasks["Fiches en ligne sans « Durée »"]
    assert task.count == ActionPage.objects.live().count()
    assert client.get(task.url).status_code == 200


def test_what_the_public_did_not_find_is_counted_for_who_may_help(at_work):
    today = timezone.localdate()
    MissedSearch.objects.create(digest="x", words="trottinette", first_day=today, last_day=today)
    assert at_work("Éditeurs")[1]["Recherches du public sans résultat"].count == 1


def test_what_is_to_verify_is_counted_as_its_list_counts_it(at_work, client):
    factories.action(reviewed_on=timezone.localdate())
    _user, tasks, _sections = at_work("Validateurs")
    listed = client.get(tasks["À vérifier en tout"].url).context["page_obj"].paginator.count
    assert tasks["À vérifier en tout"].count == listed > 0
