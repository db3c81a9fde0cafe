"""What templates write again and again: icons, dates, phone numbers, ages, QR codes, French spacing."""

import json
import re
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from django import template
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from portal import icons
from portal.inputs.phones import numbers_in
from portal.nodes import TransformNode, wrapped
from portal.qr import qr_svg
from portal.slots import templates_of
from portal.text.ages import age_class, age_label
from portal.text.typography import NBSP, space_html

LINK = '<a href="{}">{}{}</a>'

register = template.Library()
register.filter("age_words", age_label)
register.filter("age_classes", age_class)


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name, css="i"):
    """A drawing of the sprite: decoration, the words beside it say the same."""
    sprite = static("portal/assets/icons.svg")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite, name)


@register.simple_tag(takes_context=True)
def slot(context, name):
    """What apps above show here (``portal.slots``), with all that the page's template knows."""
    engine = context.template.engine
    return mark_safe("".join(engine.get_template(filling).render(context) for filling in templates_of(name)))


@register.simple_tag
def vocabulary_icon(group):
    return icon(icons.side_of(term.icon for term in group.terms) or group.vocabulary.icon or icons.PLAIN)


@register.simple_tag
def term_icon(term):
    return icon(term.icon or icons.PLAIN)


@register.simple_tag
def term_mark(term):
    """Of a sector; a place without one is a place all the same."""
    return icon((term and term.icon) or "pin", "")


@register.simple_tag
def sentence_icon(sentence):
    return icon(icons.sentence_icon(sentence), "")


@register.filter
def french_date(value, style="j F Y"):
    """« 1er octobre 2026 ». Other styles are Django's."""
    if not value:
        return ""
    text = date_format(value, style)
    return re.sub(r"^(\D*)1 ", r"\g<1>1er ", text).replace(" ", NBSP, 1)


@register.filter
def phone(value):
    """A phone number that stays on one line."""
    return str(value).strip().replace(" ", NBSP)


@register.filter
def tel(value):
    """The address of the first phone number in a text, empty when there is none."""
    return next((number.address for number in numbers_in(str(value))), "")


@register.simple_tag
def phone_links(value, drawing=""):
    """A text in which each phone number is a link; the rest, « poste 204 » or hours, is text."""
    text, parts, position = str(value).strip(), [], 0
    mark = icon(drawing) if drawing else ""
    for number in numbers_in(text):
        words = phone(text[number.start : number.end])
        parts += [_beside(text[position : number.start]), format_html(LINK, number.address, mark, words)]
        position = number.end
    parts.append(_beside(text[position:]))
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def _beside(text):
    return format_html("<span>{}</span>", text.strip()) if text.strip() else ""


@register.filter
def breakable(email):
    """An e-mail address that may wrap after its @."""
    name, _at, host = str(email).partition("@")
    return format_html("{}@<wbr>{}", name, host) if host else str(email)


@register.filter
def site_name(url):
    """« Site citeseducatives.fr »: where a link leads, before one follows it."""
    host = urlsplit(url).hostname or ""
    return f"Site {host.removeprefix('www.')}" if host else ""


@register.filter
def bare_address(url):
    """An address as one types it, with places to wrap."""
    return format_html_join(mark_safe("<wbr>/"), "{}", ((part,) for part in re.sub(r"^https?://", "", url).split("/")))


@register.filter
def lines(value):
    """The lines of a text that are not empty."""
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]


@register.filter
def listed(values, word="et"):
    """« Alma, Nautilus et ECHO », each part escaped."""
    parts = [conditional_escape(value) for value in values]
    if not parts[1:]:
        return mark_safe("".join(parts))
    return format_html("{} {} {}", format_html_join(", ", "{}", ((part,) for part in parts[:-1])), word, parts[-1])


@register.simple_tag
def qr(address, label):
    return qr_svg(address, label)


@register.simple_tag
def search_url(**parameters):
    return f"{_search_path(get_script_prefix())}?{urlencode(parameters)}"


@lru_cache(maxsize=16)
def _search_path(prefix):
    """``reverse`` looks for it anew for each of the terms of a page."""
    return reverse("search")


@register.simple_tag
def filter_url(vocabulary, term):
    """The search with one filter, its name being content."""
    return search_url(**{vocabulary: term})


@register.simple_tag
def json_ld(data):
    """A data block: never executed, and unable to close its own element."""
    escapes = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
    text = json.dumps(data, ensure_ascii=False, default=str).translate(escapes)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.tag
def french(parser, token):
    """No-break spaces where French wants them, in everything between the tags."""
    return TransformNode(wrapped(parser, "endfrench"), lambda html, context: space_html(html))
