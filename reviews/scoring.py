"""Scores are kept: worked out again when a page is published, and for each one once a day."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from portal.pages import page_models
from portal.visibility import public_pages
from reviews.models import Score
from reviews.score import look_around, score_of
from sheets.freshness import FreshnessMixin

STALE = timedelta(days=1)
AT_ONCE = 500  # pages an hour, beside what is published


def _keep_score(page, around):
    marks = score_of(page, around)
    values = {"points": marks.points, "advice": marks.advice, "computed": timezone.now()}
    Score.objects.update_or_create(page_id=page.pk, defaults=values)


def score_stale(now=None):
    """Those that were never worked out first, then the oldest; those of pages that are public no more go."""
    now = now or timezone.now()
    public = public_pages()
    Score.objects.exclude(page__in=public.values("pk")).delete()
    recent = Score.objects.filter(computed__gt=now - STALE).values("page")
    pages = public.exclude(pk__in=recent).values("pk")
    keys = [pk for model in scored_models() for pk in model.objects.filter(pk__in=pages).values_list("pk", flat=True)]
    around = look_around() if keys else None
    for page in Page.objects.filter(pk__in=keys[:AT_ONCE]).specific():
        _keep_score(page, around)


def scored_models():
    return [model for model in page_models() if issubclass(model, FreshnessMixin)]


def forget_freshness(instance, **kwargs):
    """A page that was just published is scored at the next round: its editor waits for nothing."""
    Score.objects.filter(page=instance.pk).update(computed=timezone.now() - STALE)
