"""The job that makes the files: asked for by a click, once a day where something changed, and when they may not be
given any more.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from jobs.kinds import Kind
from jobs.models import Job
from jobs.queue import start
from opendata.dumps.folders import newest
from opendata.dumps.making import make
from opendata.dumps.witness import sites, withdrawn_since
from portal.cache.changes import read_generation
from portal.publication.conflicts import wait_for_turn

KIND = "opendata.dumps"
EVERY = timedelta(days=1)


def make_files(work):
    """Of every site, one after the other."""
    work.result = {"generation": read_generation(), "rows": {}}
    for site in sites():
        work.advance(message=gettext("Fichiers de %(site)s") % {"site": site})
        for name, rows in make(site, work.advance).items():
            work.result["rows"][name] = work.result["rows"].get(name, 0) + rows


DUMPS = Kind(KIND, gettext_lazy("Données ouvertes"), make_files, "opendata/dumps_made.html", repeatable=True)


@transaction.atomic
def ask_for_files(by=None):
    """One job at a time: the one under way, or a new one."""
    wait_for_turn(Job)
    waiting = Job.objects.filter(kind=KIND, state__in=[Job.State.WAITING, Job.State.RUNNING]).first()
    return waiting or start(KIND, by, gettext("Fichiers des données ouvertes"))


def make_when_due(now=None):
    """Once an hour: files of yesterday if anything changed, and at once those that tell of something withdrawn.

    Nothing is made for a city that never asked for files.
    """
    now = now or timezone.now()
    found = [(site, newest(site.pk)) for site in sites()]
    if any(files and (withdrawn_since(files, site) or _is_old(files, now)) for site, files in found):
        ask_for_files()


def _is_old(files, now):
    last = Job.objects.filter(kind=KIND, state=Job.State.DONE).order_by("-pk").first()
    is_same = bool(last) and last.result.get("generation") == read_generation()
    return files.made < now - EVERY and not is_same
