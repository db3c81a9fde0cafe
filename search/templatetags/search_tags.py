"""What a listing repeats sixty times is written in Python: as a template it took a third of the page's time."""

from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape, escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()

# The same few hundred names and labels on every page: escaping them anew took more time than the search.
safe = lru_cache(maxsize=4096)(escape)


@register.simple_tag
def filter_boxes(facet, values):
    """One box a value. The count belongs to the accessible name; zero cannot be chosen."""
    return mark_safe("".join(_box(facet, value) for value in values))


def _box(facet, value):
    state = f"{' checked' if value.selected else ''}{' disabled' if value.disabled else ''}"
    depth = " child" if value.depth else ""
    return (
        f'<label class="f{depth}" data-n="{value.count:d}"><input type="checkbox" '
        f'name="{safe(facet.code)}" value="{safe(value.value)}"{state}>{safe(value.label)}</label>'
    )


@register.simple_tag
def result_cards(hits, level=3):
    """One card a result. ``level`` is that of their titles."""
    return mark_safe("\n".join(_card(hit if isinstance(hit, dict) else vars(hit), level) for hit in hits))


def _card(hit, level):
    tint = f" {safe(hit['tint'])}" if hit.get("tint") else ""
    number = f' data-n="{safe(hit["number"])}"' if hit.get("number") else ""
    meta = " · ".join(safe(each) for each in hit.get("meta", ()))
    return (
        f'<li class="res{tint}"{number}>\n'
        f'<h{level}><a href="{escape(hit["url"])}">{escape(hit["title"])}</a></h{level}>\n'
        f'<p class="meta">{meta}\n{_said(hit)}{_keep(hit)}</p>\n{_summary(hit)}{_ages(hit)}</li>'
    )


def _keep(hit):
    """Its item says which one: with the title in its name, each title would be read, and found, twice."""
    if not hit.get("code"):
        return ""
    address = f"{_shortlist_path(get_script_prefix())}?f={safe(hit['code'])}"
    return f' <a class="keep" rel="nofollow" href="{address}">{_("Garder")}</a>\n'


@lru_cache(maxsize=16)
def _shortlist_path(prefix):
    """``reverse`` looks for it anew for each result."""
    return reverse("shortlist")


def _said(hit):
    """Properties, then marks, after the kind and the place."""
    facts = [f"\n{escape(label)} :&nbsp;{escape(text)}\n" for label, text in hit.get("facts", ())]
    tags = [f' <b class="tag">{safe(tag)}</b>\n' for tag in hit.get("tags", ())]
    after_meta = "·" if hit.get("meta") else ""
    said = "·".join(["", *facts[1:], *tags]) if facts else "".join(f"·{tag}" for tag in tags)
    return f"{after_meta}{facts[0]}{said}" if facts else said


def _summary(hit):
    text = hit.get("highlight") or hit.get("summary")
    return f"<p>{conditional_escape(text)}</p>\n" if text else ""


def _ages(hit):
    label = hit.get("age_label")
    return f'<p class="age {safe(hit.get("age_class", ""))}">{safe(label)}</p>\n' if label else ""
