"""Words explained in place: the first occurrence of each glossary entry in a text gets a button and its explanation.

The markup is read as a stream and copied as it stands; only text between the tags is touched, and never inside a
link, a heading, a button or anything else that cannot hold one.
"""

import re
from functools import lru_cache
from html.parser import HTMLParser

from django.utils.html import format_html
from django.utils.translation import get_language

from directory.models import GlossaryEntry
from portal.cache.shared import shared_by_visits

NO_BUTTON_INSIDE = frozenset(
    "a abbr article aside button caption code dt form h1 h2 h3 h4 h5 h6 label legend nav option pre script select "
    "style summary svg textarea th title".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# « l’EPS »: the article belongs to the button, or a line could break between the two.
ELIDED = r"(?:\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’'])?"


@shared_by_visits
def _entries(language):
    found = GlossaryEntry.objects.filter(live=True, locale__language_code=language)
    return [entry for entry in found if entry.expansion or entry.explanation]


def published_entries(request=None):
    """Entries with something to say, read once a request at most."""
    kept = getattr(request, "_glossary", None)
    if kept is None:
        kept = _entries(get_language() or "fr")
        if request is not None:
            request._glossary = kept
    return kept


def is_acronym(term):
    """« REP+ », « ATD Quart Monde »: written with capitals, which a word of the language must not match without."""
    return sum(letter.isupper() for letter in term) > 1


@lru_cache(maxsize=8)
def term_pattern(terms):
    """One pattern for all terms, the longest first: « REP+ » is not « REP »."""
    words = sorted(terms, key=len, reverse=True)
    choices = "|".join(f"(?-i:{re.escape(word)})" if is_acronym(word) else re.escape(word) for word in words)
    word = rf"(?<![\w@.])(?<!\w-)(?P<word>{ELIDED}(?P<term>{choices}))(?![\w+@]|-\w|\.\w)"
    return re.compile(rf"(?P<before>[(\[]|«[ \u00a0])?{word}(?P<after>[)\],.;…]+|[ \u00a0]»)?", re.IGNORECASE)


def is_closed(tag, attributes):
    """Results, contacts and other explanations are no text to explain."""
    classes = (attributes.get("class") or "").split()
    return tag in NO_BUTTON_INSIDE or "popover" in attributes or "results" in classes


class Explainer(HTMLParser):
    """Copies HTML, adding explanations. ``used`` holds the codes already explained on the page."""

    def __init__(self, entries, glossary_url, used=None):
        super().__init__(convert_charrefs=False)
        self.entries = {self._key(entry.term): entry for entry in entries}
        self.pattern = term_pattern(tuple(entry.term for entry in entries)) if entries else None
        self.glossary_url = glossary_url
        self.used = set() if used is None else used
        self.closed_to_buttons = []
        self.parts = []

    @staticmethod
    def _key(term):
        return term if is_acronym(term) else term.lower()

    def explain(self, html):
        self.feed(html)
        self.close()
        return "".join(self.parts)

    def handle_starttag(self, tag, attrs):
        self.parts.append(self.get_starttag_text())
        if tag not in VOID and (self.closed_to_buttons or is_closed(tag, dict(attrs))):
            self.closed_to_buttons.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.parts.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self.parts.append(f"</{tag}>")
        if tag in self.closed_to_buttons:
            while self.closed_to_buttons.pop() != tag:
                pass

    def handle_data(self, data):
        if self.pattern and not self.closed_to_buttons:
            data = self.pattern.sub(self.explanation, data)
        self.parts.append(data)

    def explanation(self, match):
        entry = self.entries.get(self._key(match["term"]))
        if entry is None or entry.code in self.used:
            return match[0]
        self.used.add(entry.code)
        explained = explanation_html(entry, match["word"], self.glossary_url)
        if match["before"] or match["after"]:
            explained = format_html(
                '<span class="nb">{}{}{}</span>', match["before"] or "", explained, match["after"] or ""
            )
        return explained

    def handle_entityref(self, name):
        self.parts.append(f"&{name};")

    def handle_charref(self, name):
        self.parts.append(f"&#{name};")

    def handle_comment(self, data):
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.parts.append(f"<!{decl}>")


def explanation_html(entry, shown, glossary_url):
    expansion, explanation = (part.rstrip(".") for part in (entry.expansion, entry.explanation))
    # On paper the words that an acronym stands for are enough.
    meaning = (
        format_html('{}<span class="meaning">. {}</span>', expansion, explanation)
        if expansion and explanation
        else expansion or explanation
    )
    return format_html(
        '<button class="word" type="button" popovertarget="mot-{0}">{1}</button>'
        '<span id="mot-{0}" popover><b>{2}</b>{3}<a href="{4}#{0}">Tous les mots expliqués</a></span>',
        entry.code,
        shown,
        entry.term,
        meaning,
        glossary_url,
    )
