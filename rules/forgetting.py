"""The log of rules is kept for a season; what is left to do stays until it is done."""

from datetime import timedelta

from rules.models import Run, Todo

LOG = timedelta(days=90)


def forget_runs(before):
    """``before``: the moment until which rooms keep a month of things."""
    season = before - LOG + timedelta(days=30)
    Todo.objects.filter(done__lt=before).delete()
    Run.objects.filter(created__lt=season).exclude(state=Run.State.WAITING).delete()
