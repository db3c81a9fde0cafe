"""What people look for and do not find, counted without knowing who they are.

Words that found nothing are counted under a keyed hash. The words themselves are kept from the third different day on:
what only one person would type, once, is never read by anybody. Numbers, addresses and what looks like a key are left
out before anything else. No address of a visitor, no cookie, no hour is kept, and all is forgotten after a year.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.french import STOP_WORDS, WORD, clean, fold, stems, undotted
from search.models import MissedSearch

logger = logging.getLogger(__name__)

DAYS_BEFORE_WORDS = 3
KEPT = timedelta(days=365)
MOST_NEW_A_DAY = 200
MOST_WORDS = 8
MOST_FACETS = 40  # different ones remembered with the same words
LONGEST_WORDS = 120
LONGEST_WORD = 25
PATIENCE = 100  # milliseconds that a visitor may wait for another writer

_ADDRESS = re.compile(r"\S*(?:@|://|\bwww\.|[^\W_]{2,}[.][^\W_]{2,})\S*", re.IGNORECASE)
_WITH_DIGITS = re.compile(r"\S*\d\S*")
_UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}|^[^aeiouy]{6,}$|(.)\1\1")


def words_to_count(text: str) -> list[str]:
    """The words of a text that may be kept: nothing that is a number, an address, or no word."""
    text = _WITH_DIGITS.sub(" ", _ADDRESS.sub(" ", clean(text)))
    words = [undotted(word).rstrip("+").lower() for word in WORD.findall(text)]
    return [word for word in words if _may_be_kept(word)][:MOST_WORDS]


def _may_be_kept(word: str) -> bool:
    return 1 < len(word) <= LONGEST_WORD and word not in STOP_WORDS and not _UNSPEAKABLE.search(fold(word))


def digest_of(words: Iterable[str]) -> str:
    """The same for « piscine » and « Piscines », whatever the order of the words."""
    normalised = " ".join(sorted({stems(fold(word))[0] for word in words}))
    return salted_hmac("search.missed", normalised, algorithm="sha256").hexdigest()


def record(text: str, facets: Iterable[str] = ()) -> None:
    """Counts a search that found nothing. A visitor never waits for it, and never sees it fail."""
    words = words_to_count(text)
    if not words:
        return
    try:
        with _impatient_transaction():
            _count(digest_of(words), " ".join(words)[:LONGEST_WORDS], list(facets))
    except DatabaseError as error:
        # The error may quote what was to be written.
        logger.warning("Recherche sans résultat : non comptée (%s).", type(error).__name__)


def _count(digest: str, words: str, facets: list[str]) -> None:
    today = timezone.localdate()
    missed = MissedSearch.objects.select_for_update().filter(digest=digest).first()
    if missed is None:
        if MissedSearch.objects.filter(first_day=today).count() < MOST_NEW_A_DAY:
            MissedSearch.objects.create(
                digest=digest, first_day=today, last_day=today, facets=dict.fromkeys(facets[:MOST_FACETS], 1)
            )
        return
    missed.times += 1
    if missed.last_day < today:
        missed.days, missed.last_day = missed.days + 1, today
    if missed.days >= DAYS_BEFORE_WORDS:
        missed.words = words
    for facet in facets:
        if facet in missed.facets or len(missed.facets) < MOST_FACETS:
            missed.facets[facet] = missed.facets.get(facet, 0) + 1
    missed.save()


@contextmanager
def _impatient_transaction() -> Iterator[None]:
    """A transaction that gives up when another one holds the database."""
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(PATIENCE)])
            yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        with transaction.atomic():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")


def purge() -> int:
    """Forgets what nobody has looked for since a year; returns how many searches."""
    return MissedSearch.objects.filter(last_day__lt=timezone.localdate() - KEPT).delete()[0]
