"""Rows are played one after the other: all that a rule does of one event is one transaction, or is not done.

Whoever is killed meanwhile has done nothing, and the row waits still. What goes wrong is written in the log and stops
nobody: the editor's own work was over before.
"""

import logging
from datetime import timedelta

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from jobs.mails.posting import Message, post
from rules.actions import Context
from rules.changes import CannotBe, Later
from rules.listening import under_way
from rules.models import Rule, Run

MOST_AN_HOUR = 100
HOUR = timedelta(hours=1)
AGAIN = timedelta(minutes=2)
GIVEN_UP = timedelta(days=1)
AT_ONCE = 50  # rows a round: other errands wait behind
logger = logging.getLogger(__name__)


class NobodyThere(Exception):
    """Another process has the row."""


def play_waiting(now=None):
    """Plays what is due; how many rows."""
    due = Run.objects.filter(state=Run.State.WAITING, due__lte=now or timezone.now()).order_by("pk")
    keys = list(due.values_list("pk", flat=True)[:AT_ONCE])
    for pk in keys:
        play(pk)
    return len(keys)


def play(pk):
    try:
        with transaction.atomic():
            _play(_taken(pk))
    except NobodyThere:
        return
    except Later as reason:
        _wait(pk, str(reason))
    except OperationalError:  # held, full, away: nothing was done, and the event is not lost
        _wait(pk, _("la base était occupée"))
    except CannotBe as reason:
        _end(pk, Run.State.FAILED, [_("rien n’a été fait : %s") % reason])
    except Exception:  # an action must never take the others down, nor be tried for ever
        logger.exception("Règles : le passage %s a échoué.", pk)
        _end(pk, Run.State.FAILED, [_("rien n’a été fait : une erreur, que le journal du serveur décrit")])


def _taken(pk):
    """The row, held until the end of the transaction."""
    waiting = Run.objects.filter(pk=pk, state=Run.State.WAITING)
    if not waiting.update(state=Run.State.DONE, ended=timezone.now()):
        raise NobodyThere
    return Run.objects.select_related("rule").get(pk=pk)


def _play(run):
    rule = Rule.objects.select_for_update().get(pk=run.rule_id)
    run.rule = rule
    if rule.state not in Rule.AT_WORK:
        run.state, run.said = Run.State.LEFT, [_("la règle est arrêtée ou suspendue")]
    elif rule.state == Rule.State.TRIAL:
        run.state, run.said = Run.State.TRIAL, planned(rule, run)
    elif is_too_much(rule, run):
        suspend(rule)
        run.state, run.said = Run.State.LEFT, [_("plus de %d fois en une heure") % MOST_AN_HOUR]
    else:
        with under_way([*run.chain, rule.pk]):
            _act(rule, run)
    run.save(update_fields=["state", "said", "undo"])


def is_too_much(rule, run):
    recent = Run.objects.filter(rule=rule, state=Run.State.DONE, ended__gt=timezone.now() - HOUR)
    return recent.exclude(pk=run.pk).count() >= MOST_AN_HOUR


def suspend(rule):
    """Its owner is told, once a day at most."""
    Rule.objects.filter(pk=rule.pk).update(state=Rule.State.SUSPENDED)
    message = Message(
        _("Règle suspendue : %s") % rule,
        [
            _("La règle « %(rule)s » s’est déclenchée plus de %(most)d fois en une heure : elle est suspendue.")
            % {"rule": rule, "most": MOST_AN_HOUR},
            _("Lisez son journal dans l’administration, puis remettez-la en marche si c’était voulu."),
        ],
        _("Vous suivez cette règle du portail."),
    )
    if rule.owner and rule.owner.email:
        post(f"suspendue {rule.pk} {timezone.localdate()}", rule.owner.email, message, about="rule")


def actions_of(rule, run):
    """``[(block, value, context)]``, in order: what changes pages once for each, the rest once."""
    pages = list(Page.objects.filter(pk__in=run.pages).order_by("pk").select_related("owner").specific())
    rows = []
    for index, child in enumerate(rule.actions):
        each = pages if child.block.on_each_page else [pages[0] if len(run.pages) == 1 and pages else None]
        rows += [(child.block, child.value, Context(run, page, f"{index}.{place}")) for place, page in enumerate(each)]
    return rows


def planned(rule, run):
    """The sentences of what would be done. Changes nothing."""
    return [_said_before(block, value, context) for block, value, context in actions_of(rule, run)]


def _said_before(block, value, context):
    try:
        return _sentence(block, value, context)
    except CannotBe as reason:
        return _about(context, len(context.run.pages), _("rien : %s") % reason)


def _sentence(block, value, context):
    check_right(block, value, context)
    return _about(context, len(context.run.pages), block.plan(value, context))


def check_right(block, value, context):
    """Raises ``CannotBe`` where whoever wrote the rule may not do this by hand."""
    user = context.run.rule.acts_for
    if user is None or context.page is None:
        return
    if not user.is_active:
        raise CannotBe(_("le compte de qui a écrit la règle est fermé ; enregistrez-la de nouveau"))
    if not block.is_open_to(value, context.page, user):
        raise CannotBe(_("qui a écrit la règle n’a pas le droit de le faire sur cette page"))


def _about(context, count, sentence):
    return f"« {context.page.get_admin_display_title()} » : {sentence}" if count > 1 and context.page else sentence


def _act(rule, run):
    for block, value, context in actions_of(rule, run):
        sentence = _sentence(block, value, context)
        kept = block.act(value, context)
        run.said.append(sentence if kept is not None else block.nothing % sentence)
        if kept is not None:
            run.undo.append([block.name, kept])
    if not run.undo:
        run.state = Run.State.LEFT


def _wait(pk, reason):
    run = Run.objects.get(pk=pk)
    if run.created < timezone.now() - GIVEN_UP:
        _end(pk, Run.State.FAILED, [_("rien n’a été fait en un jour : %s") % reason])
    else:
        Run.objects.filter(pk=pk).update(due=timezone.now() + AGAIN, said=[_("on attend : %s") % reason])


def _end(pk, state, said):
    Run.objects.filter(pk=pk).update(state=state, said=said, ended=timezone.now())


def undo(run):
    """Puts back what one run did, the last action first; the sentences of what was, and was not."""
    said = []
    with transaction.atomic():
        if not Run.objects.filter(pk=run.pk, state=Run.State.DONE).update(state=Run.State.UNDONE):
            raise CannotBe(_("ce passage n’est pas, ou plus, à annuler"))
        blocks = run.rule.actions.stream_block.child_blocks
        with under_way([run.rule_id, run.rule_id]):  # what is put back sets no rule off
            for name, kept in reversed(run.undo):
                said.append(_undone(blocks[name], kept))
        Run.objects.filter(pk=run.pk).update(said=[*run.said, *[_("annulé : %s") % sentence for sentence in said]])
    return said


def _undone(block, kept):
    try:
        with transaction.atomic():
            return block.undo(kept)
    except (CannotBe, Later) as reason:
        return _("laissé tel quel : %s") % reason
