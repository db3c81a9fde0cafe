"""A corpus as real pages, written in bulk: ten thousand in seconds, where publishing each would take an hour.

What an editor's publication does beside (revisions, log, references) is left out: no public page reads it here.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from catalog.models import PageTerm, Term, Vocabulary
from resources.models import ResourceIndexPage, ResourcePage
from sheets.models import TargetAudience

AT_ONCE = 500
OLDEST = 25
PARENTS = {"secteur": "Quartiers"}  # sectors are the branches of a tree


class Terms:
    """Terms by label, made when first met."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Term] = {}

    def get(self, vocabulary: str, label: str) -> Term:
        key = (vocabulary, slugify(label))
        if key not in self._known:
            self._known[key] = self._find(vocabulary, label)
        return self._known[key]

    def _find(self, code: str, label: str) -> Term:
        vocabulary = Vocabulary.objects.get(code=code)
        parent = PARENTS.get(code)
        values = {
            "label": label,
            "locale": vocabulary.locale,
            "parent": self.get(code, parent) if parent and label != parent else None,
            "concerns_children": code == "public" and label != "Professionnels",
        }
        return Term.objects.get_or_create(vocabulary=vocabulary, code=slugify(label), defaults=values)[0]


def load(items: Iterable[dict]) -> int:
    """Publishes the items under the livret; returns how many."""
    index, terms, count = ResourceIndexPage.objects.get(), Terms(), 0
    with transaction.atomic():
        for rows in _batches(items):
            pages = Page.objects.bulk_create(_page(index, row, count + place) for place, row in enumerate(rows, 1))
            _write_sheets(pages, rows)
            _write_terms(pages, rows, terms)
            _write_audiences(pages, rows, terms)
            count += len(rows)
        Page.objects.filter(pk=index.pk).update(numchild=count)
    return count


def _batches(items: Iterable[dict]) -> Iterator[list[dict]]:
    items = iter(items)
    while rows := list(islice(items, AT_ONCE)):
        yield rows


def _page(index: Page, row: dict, place: int) -> Page:
    depth = index.depth + 1
    published = datetime.combine(date.fromisoformat(row["date"]), datetime.min.time(), UTC)
    return Page(
        path=Page._get_path(index.path, depth, place),
        depth=depth,
        title=row["title"],
        draft_title=row["title"],
        slug=row["id"],
        url_path=f"{index.url_path}{row['id']}/",
        content_type=ContentType.objects.get_for_model(ResourcePage),
        locale=index.locale,
        live=True,
        first_published_at=published,
        last_published_at=published,
    )


def _write_sheets(pages: list[Page], rows: list[dict]) -> None:
    """Only their own table: ``bulk_create`` refuses models in two tables, although the first is written already."""
    sheets = [
        ResourcePage(
            page_ptr=page,
            code=row["id"],
            summary=row["intro"],
            reviewed_on=row["date"],
            body=json.dumps([{"type": "text", "value": row["body"]}]),
        )
        for page, row in zip(pages, rows, strict=True)
    ]
    ResourcePage._base_manager._insert(sheets, fields=ResourcePage._meta.local_concrete_fields, using="default")


def _write_terms(pages: list[Page], rows: list[dict], terms: Terms) -> None:
    links = []
    for page, row in zip(pages, rows, strict=True):
        chosen = [terms.get("theme", label) for label in row["themes"]]
        chosen += [terms.get("secteur", label) for label in row["sectors"]]
        links += [PageTerm(page=page, term=term, sort_order=order) for order, term in enumerate(chosen)]
    PageTerm.objects.bulk_create(links)


def _write_audiences(pages: list[Page], rows: list[dict], terms: Terms) -> None:
    audiences = TargetAudience.objects.bulk_create(
        TargetAudience(
            page=page,
            label=", ".join(row["audiences"]),
            age_min=min(row["age_min"], OLDEST),
            age_max=min(row["age_max"], OLDEST),
            sort_order=0,
        )
        for page, row in zip(pages, rows, strict=True)
    )
    through = TargetAudience.publics.through
    through.objects.bulk_create(
        through(targetaudience=audience, term=terms.get("public", label))
        for audience, row in zip(audiences, rows, strict=True)
        for label in row["audiences"]
    )
