"""Kinds of jobs for tests: counting, failing, waiting to be stopped."""

from jobs import kinds
from jobs.models import Job
from jobs.work import Refused


def count(work):
    for number in range(work.given["to"]):
        work.result["counted"] = number + 1
        work.advance(1, total=work.given["to"], message=f"{number + 1} comptés")


def refuse(work):
    raise Refused("Le fichier est vide : choisissez-en un autre.")


def fail(work):
    raise ZeroDivisionError


def stopped_by_somebody(work):
    Job.objects.filter(pk=work.pk).update(stop=True)
    work.beat()
    raise AssertionError("it goes on")


def lost(work):
    """What a worker finds that was silent for so long that another has taken its job."""
    Job.objects.filter(pk=work.pk).update(attempt=2)
    work.beat()
    raise AssertionError("it goes on")


TEMPLATE = "sheets/admin/publish_result.html"
KINDS = [
    kinds.Kind("count", "Compte", count, TEMPLATE, repeatable=True),
    kinds.Kind("refuse", "Refus", refuse, TEMPLATE),
    kinds.Kind("fail", "Échec", fail, TEMPLATE),
    kinds.Kind("stopped", "Arrêt", stopped_by_somebody, TEMPLATE),
    kinds.Kind("lost", "Perte", lost, TEMPLATE),
]
