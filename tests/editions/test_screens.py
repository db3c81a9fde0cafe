"""The screens of editions: from « Fabriquer » to « Publier », for whoever coordinates and for nobody else."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from editions.making import ask
from editions.models import Edition, Issue
from editions.publishing import discard
from install.setup.groups import COORDINATION, EDITORS, REGISTERS, VALIDATORS
from jobs.models import Job
from portal.models import User
from tests import factories
from tests.editions.making import DAY, edition, make, published
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


@pytest.mark.parametrize("day", ["", "hier", "2026-13-40", "0026-11-27", "9999-12-31"])
def test_a_date_that_is_none_is_refused_in_words(coordinator, sheet, day):
    made = edition(sheet)
    answer = coordinator.post(reverse("editions:edition", args=[made.pk]), {"day": day}, follow=True)
    assert "La date n’est pas une date" in answer.content.decode()
    assert not Issue.objects.exists()


def end(issue, state, message=""):
    Job.objects.filter(pk=issue.job_id).update(state=state, message=message)


@pytest.mark.parametrize("state", [Job.State.FAILED, Job.State.STOPPED, Job.State.INTERRUPTED])
def test_an_issue_whose_job_ended_halfway_says_so_and_begins_anew(coordinator, sheet, state):
    made = edition(sheet)
    issue = ask(made, DAY, None, leaves_out=True)
    end(issue, state, "Le disque est plein.")
    words = coordinator.get(screen(issue)).content.decode()
    assert "Pas fabriquée" in words
    assert ("Le disque est plein." in words) == (state == Job.State.FAILED)
    assert "Pas fabriquée" in coordinator.get(reverse("editions:edition", args=[made.pk])).content.decode()
    assert coordinator.post(screen(issue), {"action": "again"})["Location"] == screen(issue)
    do_all()
    assert [(each.state, each.leaves_out) for each in Issue.objects.all()] == [(Issue.State.READY, True)]


def test_an_issue_whose_job_is_forgotten_begins_anew(coordinator, sheet):
    issue = ask(edition(sheet), DAY, None)
    Job.objects.all().delete()
    assert "Fabriquer de nouveau" in coordinator.get(screen(issue)).content.decode()


def test_two_presses_make_one_issue(coordinator, sheet):
    address = reverse("editions:edition", args=[edition(sheet).pk])
    first, second = (coordinator.post(address, {"day": "2026-11-27"})["Location"] for _press in range(2))
    assert first == second
    assert (Issue.objects.count(), Job.objects.count()) == (1, 1)


def test_an_issue_that_could_not_be_made_is_made_again_in_its_place(coordinator, sheet):
    sheet.unpublish()
    made = edition(sheet)
    issue = make(made)
    words = coordinator.get(screen(issue)).content.decode()
    assert "Fabriquer de nouveau" in words
    assert "Fabriquer sans ces fiches" not in words
    sheet.save_revision().publish()
    assert make(made) == issue
    assert (issue.state, Issue.objects.get().state) == (Issue.State.REFUSED, Issue.State.READY)
    assert Issue.objects.get().problems == []


def test_a_draft_that_holds_a_page_withdrawn_since_says_so_before_it_is_published(coordinator, sheet):
    issue = make(edition(sheet))
    assert "ne serait pas donné" not in coordinator.get(screen(issue)).content.decode()
    sheet.unpublish()
    assert "Publié, ce numéro ne serait pas donné" in coordinator.get(screen(issue)).content.decode()


def test_the_address_of_a_published_edition_stays(sheet):
    made = edition(sheet)
    made.slug = "autre"
    made.full_clean()
    made.slug = "petit"
    published(made)
    made.slug = "autre"
    with pytest.raises(ValidationError, match="laissez « petit »"):
        made.full_clean()


def test_an_edition_that_has_issues_is_not_deleted(coordinator, sheet):
    made = edition(sheet)
    published(made)
    coordinator.post(reverse("wagtailsnippets_editions_edition:delete", args=[made.pk]))
    assert Edition.objects.filter(pk=made.pk).exists()


def test_the_screen_tells_what_changed_since_the_last_issue(coordinator, sheet):
    made = edition(sheet)
    published(made, date(2025, 11, 20))
    assert "mêmes fiches, mêmes mots" in coordinator.get(screen(make(made))).content.decode()
    sheet.summary, sheet.change_note = "On y danse.", "La salle a changé."
    sheet.save_revision().publish()
    words = coordinator.get(screen(make(made))).content.decode()
    assert "Ce qui a changé depuis l’édition de novembre 2025" in words
    assert "<strong>Chorale</strong> : La salle a changé." in words


def test_a_draft_is_discarded_and_a_published_issue_is_not(coordinator, sheet):
    made = edition(sheet)
    kept, draft = published(made), make(made)
    for issue in (kept, draft):
        coordinator.post(screen(issue), {"action": "discard"})
    assert list(Issue.objects.all()) == [kept]


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


def said_after(client, address, **data):
    """Of two presses, what the second shows."""
    for _press in range(2):
        answer = client.post(address, data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_published_twice_it_is_said_to_be_published(coordinator, sheet):
    assert "Ce numéro est publié" in said_after(coordinator, screen(make(edition(sheet))), action="publish")


def test_discarded_twice_it_is_said_to_be_gone(coordinator, sheet):
    issue = make(edition(sheet))
    assert "Ce numéro et ses fichiers sont effacés" in said_after(coordinator, screen(issue), action="discard")
    assert discard(issue)  # by whoever had read it before
    assert coordinator.get(screen(issue)).status_code == 404
