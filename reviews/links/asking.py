"""What one address answers: asked by its head, then whole; a redirect is another address to ask, by the same rules."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from jobs.outside import Refused, Unreachable, ask

MOST_REDIRECTS = 5
ALL = "all"
FINE, MOVED, DEAD, REFUSED = "fine", "moved", "dead", "refused"
FOR_GOOD = (301, 308)
NOT_FOR_ROBOTS = (401, 402, 403, 405, 406, 407, 418, 429, 451, 999)  # the site is there, and lets no program in


@dataclass(frozen=True)
class Found:
    state: str
    reason: str
    status: int | None = None
    leads_to: str = ""


def host_of(url):
    """Empty where it cannot be read."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def may_ask(url):
    """Whether ``LINK_CHECK_HOSTS`` names its site, or one above it, or says all."""
    host, named = host_of(url), [name.lower() for name in settings.LINK_CHECK_HOSTS]
    return bool(host) and (ALL in named or any(host == name or host.endswith(f".{name}") for name in named))


def look_at(url, wait=lambda host: None):
    """``wait(host)`` is called before each question: a site is not hurried."""
    target, for_good = url, True
    try:
        for _step in range(MOST_REDIRECTS + 1):
            answer = _ask(target, wait)
            if not (300 <= answer.status < 400 and answer.location):
                return _judged(answer.status, target if for_good and target != url else "")
            for_good = for_good and answer.status in FOR_GOOD
            target = urljoin(target, answer.location)
            if not may_ask(target):
                moved = target[:1000] if for_good else ""
                return Found(MOVED if moved else FINE, _("Mène à un site que le réglage ne nomme pas."), None, moved)
    except ValueError:  # of a name or an address that no site can have
        return Found(DEAD, _("Cette adresse ne peut pas être lue."))
    except Refused as error:
        return Found(REFUSED, str(error))
    except Unreachable as error:
        return Found(DEAD, str(error))
    return Found(DEAD, _("Plus de cinq redirections."))


def _ask(url, wait):
    """Many sites answer a head badly: what it says is wrong is asked again whole."""
    host = host_of(url)
    wait(host)
    try:
        answer = ask("HEAD", url)
    except Unreachable:
        answer = None
    if answer is not None and answer.status < 400:
        return answer
    wait(host)
    return ask("GET", url)


def _judged(status, moved):
    if 200 <= status < 300:
        return Found(MOVED, _("A changé d’adresse."), status, moved[:1000]) if moved else Found(FINE, "", status)
    if status in NOT_FOR_ROBOTS:
        return Found(REFUSED, _("Le site ne laisse pas vérifier (%d).") % status, status)
    if status in (404, 410):
        return Found(DEAD, _("La page n’existe plus (%d).") % status, status)
    return Found(DEAD, _("Le site répond par une erreur (%d).") % status, status)
