"""The sheets whose date of review has come, told once: whoever acts upon it needs no clock of its own."""

from datetime import timedelta

from django.utils import timezone

from portal.events import DUE
from portal.pages import page_models
from sheets.freshness import FreshnessMixin, due_on

WITHIN = timedelta(days=7)  # a worker that was away for so long still tells; what is older was told


def announce_due(today=None):
    """Sends ``portal.events.DUE`` for each public sheet whose date came in the last days; how many."""
    today = today or timezone.localdate()
    told = 0
    for model in (model for model in page_models() if issubclass(model, FreshnessMixin)):
        dates = model.objects.live().values_list("pk", "reviewed_on", "review_every")
        due = {pk: due_on(reviewed_on, months) for pk, reviewed_on, months in dates}
        keys = [pk for pk, date in due.items() if date and today - WITHIN < date <= today]
        for page in model.objects.filter(pk__in=keys).select_related("owner"):
            DUE.send(sender=model, instance=page, key=f"{page.pk} {due[page.pk].isoformat()}")
            told += 1
    return told
