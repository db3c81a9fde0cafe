"""A booklet names persons: it is kept for a month after somebody last worked on it, and no longer."""

from imports.models import Batch
from jobs.models import Job


def forget_batches(before):
    """Their files go with them; the drafts that came of them stay."""
    busy = Job.objects.exclude(state__in=Job.OVER)
    for batch in Batch.objects.filter(used__lt=before).exclude(job__in=busy):
        batch.delete()
