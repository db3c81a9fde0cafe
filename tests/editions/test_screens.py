"""The screens of editions: from « Fabriquer » to « Publier », for whoever coordinates and for nobody else."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from editions.models import Edition, Issue
from install.setup.groups import COORDINATION, EDITORS, REGISTERS, VALIDATORS
from portal.models import User
from tests import factories
from tests.editions.making import edition, make, published
from tests.jobs.doing import do_all

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def coordinator(client):
    return log_in(client, COORDINATION)


def log_in(client, group):
    user = User.objects.create_user(f"{group} essai", f"essai@{'passerelles.example'}", "un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def sheet():
    return factories.action("Chorale")


def screen(issue):
    return reverse("editions:issue", args=[issue.pk])


def test_an_edition_is_made_looked_at_and_published(coordinator, sheet):
    made = edition(sheet)
    address = reverse("editions:edition", args=[made.pk])
    assert "Aucun numéro" in coordinator.get(address).content.decode()
    answer = coordinator.post(address, {"day": "2026-11-27"})
    issue = Issue.objects.get()
    assert answer["Location"] == screen(issue)
    assert "Suivre l’avancement" in coordinator.get(screen(issue)).content.decode()
    do_all()
    assert "Chorale" in coordinator.get(screen(issue)).content.decode()
    assert b"".join(coordinator.get(reverse("editions:file", args=[issue.pk]))).startswith(b"%PDF")
    assert b"".join(coordinator.get(reverse("editions:form", args=[issue.pk, "document"]))).startswith(b"PK")
    coordinator.post(screen(issue), {"action": "publish"})
    assert Issue.objects.get().state == Issue.State.PUBLISHED


@pytest.mark.parametrize("day", ["", "hier", "2026-13-40"])
def test_a_date_that_is_none_is_refused_in_words(coordinator, sheet, day):
    made = edition(sheet)
    answer = coordinator.post(reverse("editions:edition", args=[made.pk]), {"day": day}, follow=True)
    assert "La date n’est pas une date" in answer.content.decode()
    assert not Issue.objects.exists()


def test_an_issue_with_problems_asks_before_it_is_published(coordinator, sheet):
    sheet.summary = "Ici 📍"
    sheet.save_revision().publish()
    issue = make(edition(sheet))
    coordinator.post(screen(issue), {"action": "publish"})
    assert Issue.objects.get().state == Issue.State.READY
    coordinator.post(screen(issue), {"action": "publish", "as_it_is": "1"})
    assert Issue.objects.get().state == Issue.State.PUBLISHED


def test_a_published_issue_that_holds_a_withdrawn_page_says_so_and_what_to_do(coordinator, sheet):
    made = edition(sheet, factories.action("Théâtre"))
    issue = published(made)
    sheet.unpublish()
    assert "N’est plus donné" in coordinator.get(reverse("editions:edition", args=[made.pk])).content.decode()
    assert "Refaire ce numéro sans elles" in coordinator.get(screen(issue)).content.decode()
    coordinator.post(screen(issue), {"action": "without"})
    assert Issue.objects.filter(day=issue.day).count() == 2
    coordinator.post(screen(issue), {"action": "stay"})
    assert issue.sheets.filter(stays=True).count() == 1


def test_an_unknown_button_does_nothing(coordinator, sheet):
    issue = make(edition(sheet))
    assert coordinator.post(screen(issue), {"action": "autre"}).status_code == 302
    assert Issue.objects.get().state == Issue.State.READY


def test_a_form_that_was_not_made_is_found_nowhere(coordinator, sheet):
    issue = Issue.objects.create(edition=edition(sheet))
    assert coordinator.get(reverse("editions:file", args=[issue.pk])).status_code == 404
    assert coordinator.get(reverse("editions:form", args=[issue.pk, "autre"])).status_code == 404


@pytest.mark.parametrize("group", [EDITORS, VALIDATORS, REGISTERS])
def test_other_groups_do_not_come_in(client, sheet, group):
    issue = make(edition(sheet))
    log_in(client, group)
    for address in (screen(issue), reverse("editions:file", args=[issue.pk])):
        assert client.get(address).status_code in (302, 403)
    client.post(screen(issue), {"action": "publish"})
    assert Issue.objects.get().state == Issue.State.READY


def test_an_edition_of_a_page_asks_for_the_page(coordinator):
    answer = coordinator.post(
        reverse("wagtailsnippets_editions_edition:add"),
        {
            "title": "Une rubrique",
            "slug": "rubrique",
            "foreword": "",
            "paper": "a4",
            "source": "section",
            "section": "",
            **{f"{rows}-{name}": "0" for rows in ("kind_rows", "picks") for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
        },
    )
    assert "Choisissez la page dont le livret est fait." in answer.content.decode()
    assert not Edition.objects.filter(slug="rubrique").exists()


def test_the_sample_has_its_editions():
    assert set(Edition.objects.values_list("slug", flat=True)) == {"livret", "cite-educative", "seminaire"}
    assert Edition.objects.get(slug="livret").kinds == ["ressource", "centre"]
