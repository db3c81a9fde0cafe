"""A rule made in the session: tried without harm, read in its log, undone; only by those who coordinate."""

import json
import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data, streamfield

from actions.models import ActionIndexPage
from catalog.models import Term
from install.setup.groups import COORDINATION
from install.setup.rules import set_up_rules
from portal.models import User
from resources.models import ResourceIndexPage
from rules import playing
from rules.looking_back import said_of
from rules.models import Rule, Run, Todo
from tests import factories
from tests.rules.making import rule

pytestmark = pytest.mark.usefixtures("no_rule")


@pytest.fixture
def coordinator():
    user = User.objects.create_user("coordination", "coordination@passerelles.example", "un mot de passe")
    user.groups.add(Group.objects.get(name=COORDINATION))
    return user


@pytest.fixture
def session(client, coordinator):
    client.force_login(coordinator)
    return client


def form(*actions, **values):
    common = {
        "name": "Prévenir", "state": "trial", "trigger": "published", "section": "", "author_group": "", "owner": "",
        "actions": streamfield(list(actions)),
    }  # fmt: skip
    return nested_form_data({**common, **values})


def todo():
    group = Group.objects.get(name=COORDINATION)
    return "todo", {"group": str(group.pk), "text": "Relire $titre"}


def mail(**values):
    common = {"to": "addresses", "group": "", "addresses": "ecole@ville.example", "subject": "S", "text": "T"}
    return "mail", {**common, **values}


def add(session, *actions, **values):
    return session.post(reverse("wagtailsnippets_rules_rule:add"), form(*actions, **values))


def test_a_new_rule_is_on_trial_and_leads_to_its_trial(session):
    answer = add(session, todo())
    made = Rule.objects.get(name="Prévenir")
    assert made.state == "trial"
    assert answer["Location"] == reverse("rules:try", args=[made.pk])


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (mail(addresses=""), "Écrivez au moins une adresse."),
        (mail(addresses="ecole"), "« ecole » n’est pas une adresse."),
        (mail(to="group"), "Choisissez le groupe."),
        (("webhook", {"url": "http://ailleurs.example/"}), "L’adresse doit commencer par https://."),
        (("webhook", {"url": "https://ailleurs.example/"}), "Le réglage WEBHOOK_HOSTS ne nomme pas"),
        (("webhook", {"url": "https://x@ailleurs.example/"}), "nom d’utilisateur"),
    ],
)
def test_what_could_not_be_done_is_refused_in_the_form(session, action, sentence):
    answer = add(session, action)
    assert answer.status_code == 200
    assert json.dumps(sentence)[1:-1] in unescape(answer.content.decode())  # blocks are drawn from JSON
    assert not Rule.objects.filter(name="Prévenir").exists()


def test_first_time_is_of_a_publication(session):
    answer = add(session, todo(), trigger="withdrawn", first_time="on")
    assert "Ne se coche que pour" in answer.content.decode()


def test_tried_on_a_sheet_it_says_what_it_would_do_and_does_nothing(session, coordinator):
    made, page = rule(todo(), state="stopped"), factories.action("Chorale des cinq ponts", owner=coordinator)
    found = session.get(reverse("rules:try", args=[made.pk]), {"q": "cinq ponts"}).content.decode()
    assert f"?page={page.pk}" in found
    said = session.get(reverse("rules:try", args=[made.pk]), {"page": page.pk}).content.decode()
    assert "Relire Chorale des cinq ponts" in said
    assert not Run.objects.exists() and not Todo.objects.exists()


def test_it_says_why_a_sheet_is_left_alone(session):
    made = rule(todo(), kinds=["ressource"])
    page = factories.action("Chorale")
    said = session.get(reverse("rules:try", args=[made.pk]), {"page": page.pk}).content.decode()
    assert "n’est pas d’un des types choisis" in said


def test_the_week_before_is_read_from_the_history(session):
    page = factories.action("Chorale des cinq ponts")
    Run.objects.all().delete()
    made = rule(todo(), kinds=["action"])
    said = session.get(reverse("rules:try", args=[made.pk])).content.decode()
    assert "Elle se serait déclenchée" in said
    assert f"Relire {page.title}" in said


@pytest.mark.parametrize("asked", ["x", "999999", "1" * 40, "\0"])
def test_a_page_that_is_none_is_no_fault(session, asked):
    made = rule(todo())
    assert session.get(reverse("rules:try", args=[made.pk]), {"page": asked, "q": asked}).status_code == 200


def test_the_log_tells_and_undoes_once(session):
    rule(todo())
    factories.action("Chorale")
    playing.play_waiting()
    run = Run.objects.get(rule__name="Règle")
    assert "Relire Chorale" in session.get(reverse("rules:log")).content.decode()
    for _press in range(2):
        session.post(reverse("rules:undo", args=[run.pk]))
    assert not Todo.objects.exists()
    assert Run.objects.get(pk=run.pk).state == "undone"


def test_its_button_is_answered_where_the_portal_asks_for_its_token(coordinator):
    rule(todo())
    factories.action("Chorale")
    playing.play_waiting()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    run, left = Run.objects.get(rule__name="Règle"), Todo.objects.get()
    done = (
        reverse("wagtailadmin_home"),
        r'<form action="/admin/regles/a-faire/',
        reverse("rules:todo", args=[left.pk]),
    )
    undone = (reverse("rules:log"), '<form id="run-undo"', reverse("rules:undo", args=[run.pk]))
    for screen, start, address in (done, undone):
        form = re.search(f"{start}.*?</form>", strict.get(screen).content.decode(), re.DOTALL)[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
        assert strict.post(address, {"csrfmiddlewaretoken": token}).status_code == 302


def test_what_is_left_to_do_is_on_the_first_screen_until_it_is_done(session):
    rule(todo())
    factories.action("Chorale")
    playing.play_waiting()
    home = reverse("wagtailadmin_home")
    assert "Relire Chorale" in session.get(home).content.decode()
    session.post(reverse("rules:todo", args=[Todo.objects.get().pk]), follow=True)
    assert "Relire Chorale" not in session.get(home).content.decode()


def test_done_twice_it_is_said_and_no_page_is_lost(session, coordinator):
    rule(todo())
    factories.action("Chorale")
    playing.play_waiting()
    address = reverse("rules:todo", args=[Todo.objects.get().pk])
    session.post(address)
    first = Todo.objects.get().done
    answer = session.post(address, follow=True)
    assert answer.status_code == 200 and "C’était déjà fait : « Relire Chorale »." in answer.content.decode()
    assert Todo.objects.get().done == first
    coordinator.groups.clear()
    coordinator.groups.add(Group.objects.get(name="Éditeurs"))
    assert session.post(address).status_code == 404


def test_five_rules_are_ready_on_trial():
    set_up_rules()
    ready = Rule.objects.exclude(code=None)
    assert {each.state for each in ready} == {"trial"}
    assert ready.count() == 5


def test_ready_rules_that_were_deleted_do_not_come_back():
    set_up_rules()
    Rule.objects.exclude(code="a-verifier").delete()
    set_up_rules()
    assert Rule.objects.count() == 1


# A rule does what whoever wrote it may do.


@pytest.fixture
def elsewhere(coordinator):
    """A group that coordinates rules, and may edit one section only."""
    group = Group.objects.create(name="Règles seulement")
    group.permissions.set(Permission.objects.filter(codename__in=["change_rule", "add_rule", "access_admin"]))
    index = ResourceIndexPage.objects.get()
    GroupPagePermission.objects.create(group=group, page=index, permission_type="change")
    coordinator.groups.set([group])
    return index


def theme():
    term = Term.objects.filter(vocabulary__code="theme").first()
    return "give_term", {"term": f"theme:{term.code}"}


def test_a_rule_changes_no_page_that_its_writer_may_not_edit(session, elsewhere):
    add(session, theme(), state="active")
    factories.action("Chorale")
    playing.play_waiting()
    run = Run.objects.get()
    assert run.state == "failed"
    assert run.said == ["rien n’a été fait : qui a écrit la règle n’a pas le droit de le faire sur cette page"]


def test_a_rule_changes_a_page_that_its_writer_may_edit(session, elsewhere):
    add(session, theme(), state="active")
    factories.resource("Chorale")
    playing.play_waiting()
    assert Run.objects.get().state == "done"


def test_a_rule_moves_nothing_where_its_writer_may_not(session, elsewhere):
    page = factories.resource("Chorale")
    made = rule(
        ("move", {"target": ActionIndexPage.objects.get().pk}), acts_for=User.objects.get(username="coordination")
    )
    assert "n’a pas le droit" in said_of(made, page)[0]


def test_a_rule_copies_nothing_where_its_writer_may_not(session, elsewhere):
    page = factories.resource("Chorale")
    made = rule(
        ("copy", {"target": ActionIndexPage.objects.get().pk}), acts_for=User.objects.get(username="coordination")
    )
    assert "n’a pas le droit" in said_of(made, page)[0]


def test_whoever_saves_a_rule_answers_for_it(session, coordinator):
    made = rule(todo())
    session.post(reverse("wagtailsnippets_rules_rule:edit", args=[made.pk]), form(todo()))
    assert Rule.objects.get(pk=made.pk).acts_for == coordinator


def test_a_rule_of_a_closed_account_does_nothing_to_pages(coordinator):
    made = rule(theme(), acts_for=coordinator)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert "est fermé" in said_of(Rule.objects.get(pk=made.pk), factories.action("Chorale"))[0]


def test_a_rule_of_a_deleted_account_is_suspended(coordinator):
    made = rule(theme(), acts_for=coordinator)
    coordinator.delete()
    assert Rule.objects.get(pk=made.pk).state == "suspended"


def test_the_log_leads_to_the_page(session):
    rule(mail(subject="$titre"))
    page = factories.action("Chorale")
    playing.play_waiting()
    text = session.get(reverse("rules:log")).content.decode()
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"' in text


def test_the_log_hides_pages_that_its_reader_does_not_see(session, elsewhere):
    rule(mail(subject="$titre"))
    page = factories.action("Chorale secrète")
    page.unpublish()
    playing.play_waiting()
    answer = session.get(reverse("rules:log")).content.decode()
    assert "une page que votre compte ne voit pas" in answer
    assert "Chorale secrète" not in answer


def test_nobody_undoes_a_run_on_a_page_that_they_may_not_edit(session, elsewhere):
    rule(mail())
    factories.action("Chorale")
    playing.play_waiting()
    answer = session.post(reverse("rules:undo", args=[Run.objects.get().pk]))
    assert Run.objects.get().state == "done"
    assert answer.status_code != 200


def test_the_terms_of_a_rule_are_boxes_by_vocabulary_open_where_one_is_ticked(session):
    term = Term.objects.filter(vocabulary__code="secteur").first()
    made = rule(name="Au Nord")
    made.terms.add(term)
    shown = session.get(reverse(Rule.snippet_viewset.get_url_name("edit"), args=[made.pk])).content.decode()
    folded = re.findall(r"<details( open)?>\s*<summary>(.*?)</summary>(.*?)</details>", shown, re.DOTALL)
    opened = [(unescape(name), boxes) for is_open, name, boxes in folded if is_open]
    assert len(folded) > 1
    assert [name for name, _boxes in opened] == [term.vocabulary.label]
    assert re.findall(r'value="(\d+)"[^>]*checked', opened[0][1]) == [str(term.pk)]


def test_what_is_ticked_by_vocabulary_is_kept(session):
    terms = list(Term.objects.filter(vocabulary__code__in=["secteur", "theme"])[:3])
    sent = {**form(todo()), "terms": [term.pk for term in terms]}
    session.post(reverse("wagtailsnippets_rules_rule:add"), sent)
    assert set(Rule.objects.get().terms.all()) == set(terms)


def test_undone_twice_it_is_said_to_be_undone(session):
    rule(todo())
    factories.action("Chorale")
    playing.play_waiting()
    for _press in range(2):
        said = session.post(reverse("rules:undo", args=[Run.objects.get().pk]), follow=True).content.decode()
    assert "Ce passage est annulé : c’était déjà fait." in said
    assert "Rien n’a changé" not in said
