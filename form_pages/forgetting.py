"""Answers are forgotten on their day, rows and files, whatever deletes them."""

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from form_pages.calls import remember_kept
from form_pages.models import Answer, AnswerFile


def forget_answers(now=None):
    """How many."""
    due = Answer.objects.filter(purge_at__lte=now or timezone.now())
    with transaction.atomic():
        count = due.count()
        remember_kept(due)
        due.delete()
    return count


@receiver(post_delete, sender=AnswerFile)
def delete_file(instance, **kwargs):
    """Once its row is gone for good: a file without a row is nobody's, a row without its file would be an error."""
    file = instance.file
    transaction.on_commit(lambda: file.storage.delete(file.name))
