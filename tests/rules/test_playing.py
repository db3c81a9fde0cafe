"""From an event to what a rule does: once, entirely or not at all, in a log that can be undone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, transaction
from django.utils import timezone

from actions.models import ActionIndexPage
from catalog.models import Term
from jobs.mails.delivery import deliver
from jobs.models import Mail
from portal.models import User
from rules import actions, changes, playing
from rules.changes import CannotBe
from rules.models import Rule, Run, Todo
from tests import factories
from tests.rules.making import rule

pytestmark = pytest.mark.usefixtures("no_rule")


@pytest.fixture
def author():
    return User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")


@pytest.fixture
def group():
    return Group.objects.get(name="Coordination")


def mail(**value):
    common = {"to": "addresses", "group": None, "addresses": "ecole@ville.example", "text": "Voir $adresse ($type)."}
    return "mail", {**common, "subject": "$titre", **value}


def todo(group, text="Relire $titre"):
    return "todo", {"group": str(group.pk), "text": text}


def term():
    return Term.objects.filter(vocabulary__code="theme").first()


def give(of):
    return "give_term", {"term": f"{of.vocabulary.code}:{of.code}"}


def play():
    playing.play_waiting(timezone.now() + timedelta(seconds=1))
    return list(Run.objects.order_by("pk"))


def test_a_publication_sends_what_the_rule_says(author):
    rule(mail())
    page = factories.action("Chorale", owner=author)
    [run] = play()
    assert run.state == "done"
    [sent] = Mail.objects.all()
    assert (sent.to, sent.subject) == ("ecole@ville.example", "Chorale")
    assert page.full_url in sent.text
    assert run.said == ["envoyer « Chorale » à ecole@ville.example"]


def test_the_editor_waits_for_nothing(author):
    rule(mail())
    factories.action("Chorale")
    assert not Mail.objects.exists()
    assert Run.objects.get().state == "waiting"


def test_one_event_is_one_run_however_often_it_is_told_and_played():
    rule(mail())
    page = factories.action("Chorale")
    from portal.events import PUBLISHED
    from portal.publication.announced import version_of

    PUBLISHED.send(sender=type(page), instance=page, is_first=True, key=version_of(page))
    play()
    play()
    assert Run.objects.count() == Mail.objects.count() == 1


def test_what_is_undone_before_its_end_sets_no_rule_off():
    rule(mail())
    with transaction.atomic():
        factories.action("Chorale")
        transaction.set_rollback(True)
    assert play() == []


def test_a_rule_on_trial_says_what_it_would_do_and_does_nothing(group):
    rule(mail(), todo(group), state="trial")
    factories.action("Chorale")
    [run] = play()
    assert run.state == "trial"
    assert run.said == [
        "envoyer « Chorale » à ecole@ville.example",
        "noter pour « Coordination » : Relire Chorale",
    ]
    assert not Mail.objects.exists() and not Todo.objects.exists()


def test_a_rule_that_is_stopped_hears_nothing():
    rule(mail(), state="stopped")
    factories.action("Chorale")
    assert play() == []


def test_an_action_that_fails_leaves_nothing_behind_and_stops_nobody(monkeypatch, group):
    def fail(self, value, context):
        raise OSError("disque plein")

    monkeypatch.setattr(actions.TodoAction, "act", fail)
    rule(mail(), todo(group))
    page = factories.action("Chorale")
    [run] = play()
    assert page.live
    assert run.state == "failed"
    assert not Mail.objects.exists()
    assert play()[0].state == "failed"


def test_whoever_is_killed_while_playing_has_done_nothing(monkeypatch, group):
    class Killed(BaseException):
        pass

    def die(self, value, context):
        raise Killed

    rule(mail(), todo(group))
    factories.action("Chorale")
    with monkeypatch.context() as patch:
        patch.setattr(actions.TodoAction, "act", die)
        with pytest.raises(Killed):
            play()
    assert Run.objects.get().state == "waiting"
    assert not Mail.objects.exists()
    assert play()[0].state == "done"
    assert (Mail.objects.count(), Todo.objects.count()) == (1, 1)


def test_a_term_goes_to_the_draft_and_nothing_is_published():
    page, theme = factories.action("Chorale"), term()
    rule(give(theme))
    page.save_revision().publish()
    [run] = play()
    page.refresh_from_db()
    assert theme.pk not in [link.term_id for link in page.page_terms.all()]
    assert theme.pk in [link.term_id for link in page.get_latest_revision_as_object().page_terms.all()]
    assert page.has_unpublished_changes
    assert run.state == "done"


def test_the_draft_of_somebody_keeps_what_it_says_and_gets_the_term():
    page, theme = factories.action("Chorale"), term()
    rule(give(theme))
    page.save_revision().publish()
    page.title = "Chorale et percussions"
    page.save_revision()
    play()
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "Chorale et percussions"
    assert theme.pk in [link.term_id for link in draft.page_terms.all()]


def test_undone_the_draft_is_the_version_of_before():
    page, theme = factories.action("Chorale"), term()
    rule(give(theme))
    page.save_revision().publish()
    before = type(page).objects.get(pk=page.pk).latest_revision_id
    [run] = play()
    playing.undo(run)
    page = type(page).objects.get(pk=page.pk)
    assert page.latest_revision_id == before
    assert not page.has_unpublished_changes
    assert Run.objects.get().state == "undone"


def test_undone_after_somebody_went_on_only_the_term_goes():
    page, theme = factories.action("Chorale"), term()
    rule(give(theme))
    page.save_revision().publish()
    [run] = play()
    draft = page.get_latest_revision_as_object()
    draft.title = "Chorale d’été"
    draft.save_revision()
    playing.undo(run)
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "Chorale d’été"
    assert theme.pk not in [link.term_id for link in draft.page_terms.all()]


def test_a_run_is_undone_once(group):
    rule(todo(group))
    factories.action("Chorale")
    [run] = play()
    assert playing.undo(run) == ["n’est plus à faire"]
    assert not Todo.objects.exists()
    with pytest.raises(CannotBe):
        playing.undo(run)


def test_a_mail_that_has_not_left_is_taken_back():
    rule(mail())
    factories.action("Chorale")
    [run] = play()
    assert playing.undo(run) == ["le courriel n’est pas parti"]
    assert not Mail.objects.exists()


def test_what_cannot_be_taken_back_is_said():
    rule(mail())
    factories.action("Chorale")
    [run] = play()
    deliver()
    assert playing.undo(run) == ["laissé tel quel : un courriel parti ne se reprend pas"]


def test_a_copy_is_a_draft_that_goes_when_the_run_is_undone(author):
    page = factories.action("Chorale", owner=author)
    target = page.get_parent()
    rule(("copy", {"target": target.pk}))
    page.save_revision().publish()
    [run] = play()
    [copied] = target.get_children().filter(title="Chorale").exclude(pk=page.pk)
    assert not copied.live
    playing.undo(run)
    assert not target.get_children().filter(pk=copied.pk).exists()


def test_a_copy_that_somebody_worked_on_stays(author):
    page = factories.action("Chorale")
    target = page.get_parent()
    rule(("copy", {"target": target.pk}))
    page.save_revision().publish()
    [run] = play()
    copied = target.get_children().filter(title="Chorale").exclude(pk=page.pk).get().specific
    copied.save_revision(user=author)
    assert playing.undo(run) == ["laissé tel quel : quelqu’un a travaillé sur la copie"]
    assert target.get_children().filter(pk=copied.pk).exists()


def test_a_page_sent_to_review_comes_back(author):
    page = factories.action("Chorale", live=False)
    page.save_revision(user=author)
    rule(("review", {}), trigger="due")
    from portal.events import DUE

    DUE.send(sender=type(page), instance=page, key="1")
    [run] = play()
    assert type(page).objects.get(pk=page.pk).current_workflow_state is not None
    playing.undo(run)
    assert type(page).objects.get(pk=page.pk).current_workflow_state is None


def test_a_page_that_is_locked_is_waited_for(author):
    page, theme = factories.action("Chorale"), term()
    rule(give(theme))
    page.save_revision().publish()
    page.locked, page.locked_by = True, author
    page.save()
    [run] = play()
    assert run.state == "waiting"
    assert run.said == ["on attend : elle est verrouillée, ou sa publication est programmée"]
    page.locked = False
    page.save()
    playing.play_waiting(timezone.now() + timedelta(hours=1))
    assert Run.objects.get().state == "done"


def test_what_a_rule_does_sets_no_other_off_unless_it_says_so(author):
    page = factories.action("Chorale", live=False, owner=author)
    page.save_revision(user=author)
    rule(("review", {}), trigger="due", name="A")
    rule(mail(), trigger="sent-to-review", name="B")
    also = rule(mail(), trigger="sent-to-review", name="C", after_rules=True)
    from portal.events import DUE

    DUE.send(sender=type(page), instance=page, key="1")
    play()
    play()
    assert [run.rule.name for run in Run.objects.order_by("pk")] == ["A", "C"]
    assert Run.objects.get(rule=also).chain == [Rule.objects.get(name="A").pk]


def test_a_rule_never_sets_itself_off(author):
    page = factories.action("Chorale", live=False, owner=author)
    looping = rule(("review", {}), trigger="sent-to-review", after_rules=True)
    from portal.events import SENT_TO_REVIEW
    from rules.listening import under_way

    with under_way([looping.pk]):
        SENT_TO_REVIEW.send(sender=type(page), instance=page, key="1")
    [run] = play()
    assert run.state == "left"
    assert run.said == ["boucle évitée : une règle ne se déclenche pas elle-même."]


def test_a_rule_that_goes_mad_is_suspended_and_its_owner_told(monkeypatch, author, group):
    monkeypatch.setattr(playing, "MOST_AN_HOUR", 2)
    mad = rule(todo(group), owner=author)
    for number in range(4):
        factories.action(f"Fiche {number}")
    states = [run.state for run in play()]
    assert states == ["done", "done", "left", "left"]
    assert Rule.objects.get(pk=mad.pk).state == "suspended"
    [told] = Mail.objects.all()
    assert told.to == author.email


def test_an_import_is_one_run_with_all_its_pages(group):
    from portal.events import IMPORT_FINISHED

    pages, theme = [factories.action(f"Fiche {number}", live=False) for number in range(3)], term()
    rule(todo(group, "$titre : à relire"), give(theme), trigger="import-finished")
    IMPORT_FINISHED.send(sender=Run, pages=[page.pk for page in pages], title="Livret 2026", key="1")
    [run] = play()
    assert run.state == "done"
    assert [each.text for each in Todo.objects.all()] == ["Livret 2026 : à relire"]
    for page in pages:
        draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        assert theme.pk in [link.term_id for link in draft.page_terms.all()]
    assert len(run.said) == 4


def test_a_database_that_is_held_loses_no_event(monkeypatch, author, group):
    rule(todo(group))
    factories.action("Chorale", owner=author).save_revision().publish()

    def held(*args):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(playing, "_play", held)
        assert play()[0].state == "waiting"
    Run.objects.update(due=timezone.now())
    assert {run.state for run in play()} == {"done"}


def test_who_has_no_account_reads_no_title_of_a_draft(author):
    made = rule(mail(), trigger="sent-to-review")
    public, draft = factories.action("Chorale", owner=author), factories.action("Secret", owner=author, live=False)
    draft.first_published_at = None
    draft.save()
    for page in (public, draft):
        Run.objects.create(rule=made, event=str(page.pk), title=page.title, pages=[page.pk])
    play()
    assert [each.subject for each in Mail.objects.order_by("pk")] == ["Chorale", "une page qui n’est pas en ligne"]
    assert not any("Secret" in each.text + each.html for each in Mail.objects.all())
    assert "Secret" not in " ".join(Run.objects.latest("pk").said)


def test_a_private_page_is_not_moved_to_where_everybody_reads_it(author):
    index = ActionIndexPage.objects.get()
    other = ActionIndexPage(title="Ailleurs", slug="ailleurs")
    index.get_parent().add_child(instance=other)
    page = factories.action("Chorale", owner=author)
    factories.restrict(page.page_ptr.get_parent())
    with pytest.raises(CannotBe, match="réservée"):
        changes.move(page, other)


def test_what_was_so_already_is_not_said_to_be_done(author):
    rule(("review", {}))
    page = factories.action("Chorale", owner=author)
    page.get_workflow().start(page, author)
    [run] = play()
    assert run.state == "left" and not run.undo
    [said] = run.said
    assert said.startswith("rien n’a été fait, c’était déjà ainsi : envoyer en relecture")


def test_a_mail_to_nobody_is_not_said_to_be_sent():
    rule(mail(to="author"))
    factories.action("Chorale")
    [run] = play()
    assert (run.state, Mail.objects.count()) == ("left", 0)
    assert run.said == ["rien n’a été fait : envoyer « Chorale » à personne : aucune adresse n’est connue"]


def test_what_is_done_beside_what_was_so_already_is_done(author, group):
    rule(("review", {}), todo(group))
    page = factories.action("Chorale", owner=author)
    page.get_workflow().start(page, author)
    [run] = play()
    assert run.state == "done" and len(run.undo) == 1
    assert run.said[0].startswith("rien n’a été fait") and run.said[1].startswith("noter pour")
