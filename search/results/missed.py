"""What people look for and do not find, counted without knowing who they are.

Words that found nothing are counted under a keyed hash. The words themselves are kept from the third different day on:
what only one person would type, once, is never read by anybody. Numbers, addresses and what looks like a key are left
out before anything else. No address of a visitor, no cookie, no hour is kept, and all is forgotten after a year.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.outages.patience import at_once
from search.models import MissedSearch
from search.text.french import STOP_WORDS, WORD, clean, fold, stems, undotted

if TYPE_CHECKING:
    from search.results.listing import Listing

DAYS_BEFORE_WORDS = 3
KEPT = timedelta(days=365)
MOST_NEW_A_DAY = 200
MOST_WORDS = 12
MOST_FACETS = 40  # different ones remembered with the same words
LONGEST_WORDS = 120
LONGEST_WORD = 25

# « arobase », « (at) », « -at- » or « at … point fr »: whoever writes so writes somebody's address.
_SPELLED_ADDRESS = re.compile(
    r"\barobas(?:e|es)?\b|[(\[{<_-] *(?:at|à) *[)\]}>_-]|\bat\b.*(?:\b(?:point|dot)\b|\.)", re.IGNORECASE
)
_NUMBERS = frozenset(
    """
    zéro zero deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente
    quarante cinquante soixante septante huitante octante nonante cent cents mille
    """.split()
)
_ADDRESS = re.compile(r"\S*\s*@\s*\S*|\S*(?:://|\bwww\.|[^\W_]{2,}[.][^\W_]{2,})\S*", re.IGNORECASE)
_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|scan|curl|wget|python|java/|go-http|headless", re.I)
_UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}|(.)\1\1")


def note_search(request: HttpRequest, listing: Listing) -> None:
    """Counts what a person searched, once, under the telling words that no page has, or all where each is known."""
    if listing.is_incomplete and not listing.answers and _is_a_new_search(request):
        words = " ".join(listing.missing) or listing.text
        chosen = [f"{facet}={code}" for facet, code in listing.filtering.chosen]
        record(words, chosen, in_part=bool(listing.total))


def _is_a_new_search(request: HttpRequest) -> bool:
    """By a person, and not another page, another order or other filters shown of the same search."""
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and not {"page", "tri", "plus"} & request.GET.keys()
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and bool(agent)
        and not _ROBOT.search(agent)
    )


def readable_words(text: str) -> list[str]:
    """The words of a text that may be kept: nothing that is a number, an address, or no word."""
    text = _as_it_is_read(clean(text))
    if _SPELLED_ADDRESS.search(text):
        return []
    parts = [part for part in _ADDRESS.sub(" ", text).split() if not any(map(str.isnumeric, part))]
    words = [undotted(word).rstrip("+").lower() for word in WORD.findall(" ".join(parts))]
    return [word for word in words if 1 < len(word) <= LONGEST_WORD and _may_be_kept(word)][:MOST_WORDS]


def _as_it_is_read(text: str) -> str:
    """Full-width letters, signs and points as the usual ones; numbers stay what they are, « Ⅻ » is no word."""
    return "".join(each if each.isnumeric() else unicodedata.normalize("NFKC", each) for each in text)


def _may_be_kept(word: str) -> bool:
    return word in STOP_WORDS or not (word in _NUMBERS or _UNSPEAKABLE.search(fold(word)))


def digest_of(words: Iterable[str]) -> str:
    """The same for « la piscine » and « Piscines », whatever the order of the words; "" for small words alone."""
    telling = sorted({stems(fold(word))[0] for word in words if word not in STOP_WORDS})
    return salted_hmac("search.results.missed", " ".join(telling), algorithm="sha256").hexdigest() if telling else ""


def record(text: str, facets: Iterable[str] = (), in_part: bool = False) -> None:
    """Counts words that found nothing, whatever answered the rest. A visitor never waits for it, nor sees it fail."""
    words = readable_words(text)
    digest = digest_of(words)
    if digest:
        kept = " ".join(words)[:LONGEST_WORDS]
        at_once(lambda: _count(digest, kept, list(facets), in_part), "Recherche sans résultat")


def _count(digest: str, words: str, facets: list[str], in_part: bool) -> None:
    today = timezone.localdate()
    missed = MissedSearch.objects.select_for_update().filter(digest=digest).first()
    if missed is None:
        if MissedSearch.objects.filter(first_day=today).count() < MOST_NEW_A_DAY:
            MissedSearch.objects.create(
                digest=digest,
                first_day=today,
                last_day=today,
                facets=dict.fromkeys(facets[:MOST_FACETS], 1),
                in_part=in_part,
            )
        return
    missed.times += 1
    missed.in_part += in_part
    if missed.last_day < today:
        missed.days, missed.last_day = missed.days + 1, today
    if missed.days >= DAYS_BEFORE_WORDS:
        missed.words = words
    for facet in facets:
        if facet in missed.facets or len(missed.facets) < MOST_FACETS:
            missed.facets[facet] = missed.facets.get(facet, 0) + 1
    missed.save()


def purge() -> int:
    """Forgets what nobody has looked for since a year; returns how many searches."""
    return MissedSearch.objects.filter(last_day__lt=timezone.localdate() - KEPT).delete()[0]
