"""Terms, kinds and properties in use cannot be deleted, revisions declare the terms they name, changes are told."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from catalog.kinds import carry
from catalog.models import SheetKind, SheetProperty, Term, TermUse
from catalog.property_usage import property_usages
from catalog.references import stream_references
from catalog.usage import kind_usages, refuse_used, term_usages
from portal.admin.refusals import StillUsed
from portal.events import TERM_CHANGED


def term_ids_in(content, model):
    """Primary keys of the terms named by the rows and the blocks of a page's serialized ``content``."""
    found = {pk for target, pk in stream_references(content, model) if target is Term}
    for relation in get_all_child_relations(model):
        names = [f.name for f in relation.related_model._meta.get_fields() if getattr(f, "related_model", None) is Term]
        rows = content.get(relation.get_accessor_name())
        for row in (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ():
            for name in names:
                value = row.get(name)
                found.update(value if isinstance(value, list) else [value])
    return {int(pk) for pk in found if pk}


@receiver(post_save, sender=Revision)
def remember_terms(instance, **kwargs):
    model = instance.content_type.model_class()
    if model is None or not issubclass(model, Page):
        return
    wanted = term_ids_in(instance.content, model)
    existing = set(Term.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    TermUse.objects.filter(revision=instance).exclude(term__in=existing).delete()
    TermUse.objects.bulk_create([TermUse(revision=instance, term_id=pk) for pk in existing], ignore_conflicts=True)


@receiver(post_save, sender=Term)
def announce_term(instance, created, raw=False, **kwargs):
    if not created and not raw:
        TERM_CHANGED.send(sender=Term, instance=instance, key=f"{instance.pk} {timezone.now().isoformat()}")


@receiver(pre_delete, sender=Term)
def protect_term(instance, **kwargs):
    refuse_used(instance, term_usages(instance))


@receiver(pre_delete, sender=SheetProperty)
def protect_property(instance, **kwargs):
    refuse_used(instance, property_usages(instance))


@receiver(pre_delete, sender=SheetKind)
def protect_kind(instance, **kwargs):
    if instance.is_coded:
        raise StillUsed(f"« {instance} » est prévu par le portail.", {instance})
    refuse_used(instance, kind_usages(instance))


@receiver(post_delete, sender=SheetKind)
def forget_kind(instance, **kwargs):
    carry(instance.code, set())
