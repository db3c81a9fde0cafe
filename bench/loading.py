"""A corpus as real pages of the portal, with their terms and audiences."""

import json
from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from bench.bulk import batches, write_pages
from catalog.models import PageTerm, Term, Vocabulary
from resources.models import ResourceIndexPage, ResourcePage
from sheets.models import TargetAudience

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
        for rows in batches(items):
            pages = write_pages(index, ResourcePage, rows, count, _sheet)
            _write_terms(pages, rows, terms)
            _write_audiences(pages, rows, terms)
            count += len(rows)
        Page.objects.filter(pk=index.pk).update(numchild=count)
    return count


def _sheet(row: dict) -> dict:
    body = json.dumps([{"type": "text", "value": row["body"]}])
    return {"code": row["id"], "summary": row["intro"], "reviewed_on": row["date"], "body": body}


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
