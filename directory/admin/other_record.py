"""« Lequel reste ? »: the other record, searched as one speaks or proposed by its name; no script is needed."""

import re

from rapidfuzz import fuzz, process

from catalog.models import Term
from directory.models import Contact, Organization, Quartier
from portal.text.letters import sort_key

SHOWN = 20
PROPOSED, NEAR = 5, 75  # those that nobody asked for; of 100
SHORTEST = 3  # letters of a name that says who is meant
# What each is called by: its name, what is hers alone, then the rest.
CALLED = {
    Organization: ("name", "acronym", "aliases", "code", "phone", "email"),
    Contact: ("title", "email", "holder", "phone", "organization__name", "organization__acronym", "code"),
    Term: ("label", "short_label", "synonyms", "code"),
    Quartier: ("name", "aliases", "code"),
}
NAMES = 3  # of them, at most


def others_of(record):
    """Of the same register, of the same vocabulary."""
    others = type(record).objects.exclude(pk=record.pk)
    if isinstance(record, Contact):
        others = others.select_related("organization")
    return others.filter(vocabulary=record.vocabulary_id) if isinstance(record, Term) else others


def found(record, asked):
    """``(records, how many more there are)``: all the words that were typed, those whose name begins so first."""
    words = _folded(asked).split()
    if not words:
        return [], 0
    texts = _texts(record)
    keys = [pk for pk, text in texts.items() if all(word in " ".join(text) for word in words)]
    keys.sort(key=lambda pk: (not texts[pk][0].startswith(words[0]), texts[pk][0]))
    return _records(record, keys[:SHOWN]), max(0, len(keys) - SHOWN)


def proposed(record):
    """Those that share another name with it, « CAF » in « CAF de la ville » too, then those named nearly the same."""
    texts, own = _texts(record), _said_of(record)
    name, names = own[0], _names(own) | set(own[0].split())
    short = [pk for pk, text in texts.items() if names & _names(text)]
    titles = {pk: _words(text[0]) for pk, text in texts.items()}
    near = process.extract(_words(name), titles, scorer=_nearness, score_cutoff=NEAR, limit=PROPOSED)
    return _records(record, list(dict.fromkeys([*short, *(pk for _name, _score, pk in near)]))[:PROPOSED])


def _words(text):
    return " ".join(re.findall(r"\w+", text))


def _nearness(one, other, **_options):
    """One that has all the words of the other and some more is near too, but less."""
    return max(fuzz.token_sort_ratio(one, other), 0.8 * fuzz.token_set_ratio(one, other))


def _names(text):
    """The other names: an acronym, synonyms, one a line."""
    return {name for value in text[1:NAMES] for name in value.split("\n") if len(name) >= SHORTEST}


def _said_of(record):
    values = type(record).objects.filter(pk=record.pk).values_list(*CALLED[type(record)]).get()
    return [_folded(_said(value)) for value in values]


def _texts(record):
    rows = others_of(record).order_by().values_list("pk", *CALLED[type(record)])
    return {pk: [_folded(_said(value)) for value in values] for pk, *values in rows}


def _said(value):
    return "\n".join(value) if isinstance(value, list) else value or ""


def _folded(text):
    return sort_key(text.replace("\0", ""))[0]


def _records(record, keys):
    records = others_of(record).in_bulk(keys)
    return [records[key] for key in keys if key in records]
