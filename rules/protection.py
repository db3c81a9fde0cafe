"""What a rule names stays: without it, a rule would apply to everything, or do nothing."""

from django.contrib.auth.models import Group
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from catalog.models import SheetKind, Term
from catalog.models.former_codes import current_code
from catalog.usage import Usage, refuse_used
from portal.models import User
from rules.models import Rule


@receiver(pre_delete, sender=Term)
def protect_term(instance, **kwargs):
    """An action holds the code of a term, which leads to the other one when two terms become one."""
    choice = f"{instance.vocabulary.code}:{instance.code}"
    is_merged = bool(current_code(Term, instance.code, instance.vocabulary.code))
    acting = [] if is_merged else [rule for rule in Rule.objects.all() if choice in _named_by_actions(rule, "term")]
    _refuse(instance, [*Rule.objects.filter(terms=instance), *acting])


@receiver(pre_delete, sender=SheetKind)
def protect_kind(instance, **kwargs):
    _refuse(instance, Rule.objects.filter(kinds=instance))


@receiver(pre_delete, sender=Group)
def protect_group(instance, **kwargs):
    acting = [rule for rule in Rule.objects.all() if str(instance.pk) in _named_by_actions(rule, "group")]
    _refuse(instance, acting)


@receiver(pre_delete, sender=User)
def suspend_rules_of(instance, **kwargs):
    """Without whoever wrote it, nothing says what a rule may do: somebody takes it up by saving it."""
    Rule.objects.filter(acts_for=instance, state__in=Rule.AT_WORK).update(state=Rule.State.SUSPENDED)


def _named_by_actions(rule, name):
    return {str(child.value[name]) for child in rule.actions if child.value.get(name)}


def _refuse(instance, rules):
    named = dict.fromkeys(rules)
    refuse_used(instance, [Usage(str(rule), _("règle")) for rule in named])
