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
def filter_group(facet):
    """What may be chosen of a facet, and where the rest of it is asked for."""
    label, is_open = safe(facet.label), " open" if facet.is_open else ""
    return mark_safe(
        f'<details class="group" id="f-{safe(facet.code)}" aria-label="{label}"{is_open}>\n'
        f"<summary>{label} <small>{safe(facet.choices_in_words)}</small></summary>\n"
        f"{_exact_age(facet)}{''.join(_branch(facet, *each) for each in facet.shown)}{_unlisted(facet)}{_rest(facet)}"
        "</details>"
    )


def _exact_age(facet):
    if facet.exact_age is None:
        return ""
    return (
        f'<p class="age-exact"><label for="age2">{_("Âge précis ou classe")}</label>'
        f'<input id="age2" name="{safe(facet.code)}" type="text" maxlength="40" autocomplete="off" '
        f'value="{safe(facet.exact_age)}"></p>\n'
    )


def _branch(facet, label, values):
    boxes = "".join(_box(facet, value) for value in values)
    if not label or not values:
        return boxes
    return f'<fieldset class="branch"><legend class="caption">{safe(label)}</legend>{boxes}</fieldset>\n'


def _unlisted(facet):
    if not facet.unlisted or not facet.says_unlisted:
        return ""
    said = _("Autres termes (%(n)s) : écrivez leur nom dans la recherche.") % {"n": facet.unlisted}
    return f'<p class="caption">{said}</p>\n'


def _rest(facet):
    words = facet.toggle_label
    address = f"{escape(facet.toggle_url)}#f-{safe(facet.code)}"
    label = f"{safe(words)} : {safe(facet.label)}"
    return f'<a class="rest" rel="nofollow" href="{address}" aria-label="{label}">{safe(words)}</a>\n' if words else ""


def _box(facet, value):
    """The count belongs to the accessible name; zero cannot be chosen."""
    state = f"{' checked' if value.selected else ''}{' disabled' if value.disabled else ''}"
    depth = " child" if value.depth else ""
    return (
        f'<label class="f{depth}" data-n="{value.count:d}"><input type="checkbox" '
        f'name="{safe(facet.code)}" value="{safe(value.value)}"{state}>{safe(value.short_label or value.label)}</label>'
    )


@register.simple_tag
def result_cards(hits, level=3):
    """One card a result. ``level`` is that of their titles."""
    keep = safe(_("Garder"))
    return mark_safe("\n".join(_card(hit if isinstance(hit, dict) else vars(hit), level, keep) for hit in hits))


def _card(hit, level, keep):
    tint = f" {safe(hit['tint'])}" if hit.get("tint") else ""
    number = f' data-n="{safe(hit["number"])}"' if hit.get("number") else ""
    meta = " · ".join(safe(each) for each in hit.get("meta", ()))
    return (
        f'<li class="res{tint}"{number}>\n'
        f'<h{level}><a href="{escape(hit["url"])}">{escape(hit["title"])}</a></h{level}>\n'
        f'<p class="meta">{meta}\n{_said(hit)}{_keep(hit, keep)}</p>\n{_summary(hit)}{_ages(hit)}</li>'
    )


def _keep(hit, word):
    """Its item says which one: with the title in its name, each title would be read, and found, twice."""
    if not hit.get("code"):
        return ""
    address = f"{_shortlist_path(get_script_prefix())}?f={safe(hit['code'])}"
    return f' <a class="keep" rel="nofollow" href="{address}">{word}</a>\n'


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
