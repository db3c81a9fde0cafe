"""Every week, where the settings allow it: each external address the public meets is asked, one a second a site."""

import time
from collections import defaultdict
from datetime import timedelta
from itertools import chain, zip_longest

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from directory.models import Organization
from jobs.kinds import Kind
from jobs.models import Job
from jobs.queue import start
from portal.visibility import public_pages
from reviews.links.asking import host_of, look_at, may_ask
from reviews.links.content import links_in
from reviews.models import CheckedLink, LinkPlace

KIND = "links"
WEEK = timedelta(days=7)
PAUSE = 1.0  # seconds between two questions to one site
LONGEST = CheckedLink._meta.get_field("url").max_length
NOT_CONTENT = ("url_path", "comments", "doubts")


def start_weekly(now=None):
    """One job a week, whoever asks first; nothing as long as no setting names a site."""
    if not settings.LINK_CHECK_HOSTS:
        return None
    with transaction.atomic():
        Site.objects.select_for_update().filter(is_default_site=True).first()  # of two workers, the second waits here
        since = (now or timezone.now()) - WEEK
        if Job.objects.filter(kind=KIND, created__gt=since).exists():
            return None
        return start(KIND, None, _("Vérifier les liens externes"))


def external_links(tick=lambda: None):
    """``{address: {("page" or "organization", key)}}`` of all that the public may read."""
    places = defaultdict(set)
    for page in public_pages().filter(alias_of=None).specific().iterator(chunk_size=50):
        tick()
        content = {name: value for name, value in page.serializable_data().items() if name not in NOT_CONTENT}
        for url in links_in(content):
            places[url].add(("page", page.pk))
    for pk, url in Organization.objects.filter(active=True).exclude(website="").values_list("pk", "website"):
        places[url].add(("organization", pk))
    own = set(Site.objects.values_list("hostname", flat=True))
    return {url: where for url, where in places.items() if len(url) <= LONGEST and host_of(url) not in own}


def check_links(work):
    places = external_links(work.advance)
    keep_places(places)
    asked = [url for url in places if may_ask(url)]
    work.advance(total=len(asked))
    wait = Politeness(work.advance)
    counts = defaultdict(int)
    for url in by_turns(asked):
        found = look_at(url, wait)
        store(url, found)
        counts[found.state] += 1
        work.advance(1)
    work.result = {"counts": counts, "others": len(places) - len(asked)}


class Politeness:
    """Waits until a site may be asked again; ``tick`` is a sign of life."""

    def __init__(self, tick, clock=time.monotonic, sleep=time.sleep):
        self.tick, self.clock, self.sleep = tick, clock, sleep
        self.last = {}

    def __call__(self, host):
        self.tick()
        since = self.clock() - self.last.get(host, -PAUSE)
        if since < PAUSE:
            self.sleep(PAUSE - since)
        self.last[host] = self.clock()


def by_turns(urls):
    """One of each site, then the next of each: waiting for one is asking another."""
    sites = defaultdict(list)
    for url in urls:
        sites[host_of(url)].append(url)
    return [url for url in chain.from_iterable(zip_longest(*sites.values())) if url]


@transaction.atomic
def keep_places(places):
    """Addresses and where they stand now; those that stand nowhere any more are forgotten."""
    CheckedLink.objects.exclude(url__in=places).delete()
    known = set(CheckedLink.objects.values_list("url", flat=True))
    CheckedLink.objects.bulk_create([CheckedLink(url=url) for url in places if url not in known])
    keys = dict(CheckedLink.objects.values_list("url", "pk"))
    LinkPlace.objects.all().delete()
    LinkPlace.objects.bulk_create(
        [LinkPlace(link_id=keys[url], **{f"{kind}_id": pk}) for url, where in places.items() for kind, pk in where]
    )


def store(url, found):
    now = timezone.now()
    values = {"state": found.state, "reason": found.reason[:255], "status": found.status, "leads_to": found.leads_to}
    link = CheckedLink.objects.filter(url=url)
    link.exclude(state=found.state).update(since=now)
    link.update(checked=now, **values)


CHECK = Kind(KIND, gettext_lazy("Vérification des liens"), check_links, "reviews/links_checked.html", repeatable=True)
