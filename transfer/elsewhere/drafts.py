"""Items become drafts under one page, all of them or none; what has no place in them is told."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from html import unescape

from django.db import DatabaseError, transaction
from django.utils.html import escape
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from catalog.forms import vocabularies_for
from catalog.models import PageTerm
from catalog.models.names import plain
from portal.publication.conflicts import wait_for_turn
from portal.text.letters import slug_of
from transfer.elsewhere.cleaning import PAGE
from transfer.elsewhere.items import parts_of
from transfer.elsewhere.pictures import Pictures
from transfer.elsewhere.places import NoPlace, model_under, refuse_without_right
from transfer.elsewhere.redirects import lead_from
from transfer.files import Damaged
from transfer.models import BroughtPage

NEW, KNOWN = "nouveau brouillon", "déjà venue : laissée telle quelle"
MOST_TITLE, MOST_SUMMARY = 255, 600
MOST_HOST, MOST_ORIGIN = 180, 255
MOST_LEVELS = Page._meta.get_field("path").max_length // Page.steplen
MOST_DOUBTS = 9_000  # letters: the form of a page takes 10 000
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass
class Line:
    """What became of one item."""

    title: str
    address: str
    state: str = NEW
    notes: list[str] = field(default_factory=list)
    page: object = None


@dataclass
class Told:
    lines: list[Line]
    left: dict[str, int]
    listed: list[str]

    def of(self, state):
        return [line for line in self.lines if line.state == state]


def bring(brought, parent, user, *, media=None, apply):
    """Without ``apply`` all is tried, and taken back. Raises ``NoPlace`` or ``Damaged``."""
    model = model_under(parent)
    refuse_without_right(parent, user)
    if parent.depth >= MOST_LEVELS:
        raise NoPlace(f"« {parent.title} » est trop bas dans l’arbre : choisissez une page plus haut.")
    pictures = Pictures(media, user, apply)
    try:
        with transaction.atomic():
            told = _Bringing(brought, parent, model, user, pictures).all()
            transaction.set_rollback(not apply)
    except BaseException as error:
        pictures.take_back()
        if isinstance(error, DatabaseError):
            raise Damaged(f"Rien n’a été écrit : {error}") from error
        raise
    return told


class _Bringing:
    def __init__(self, brought, parent, model, user, pictures):
        self.brought, self.user, self.pictures = brought, user, pictures
        self.index, self.model = parent.specific, model
        self.nests = model in model.allowed_subpage_models()
        self.host = parts_of(brought.site).netloc[:MOST_HOST] or brought.system
        self.pages = {}  # of each item by its key, those of a former run too
        self.by_address = {}

    def all(self):
        wait_for_turn(self.model)
        known = BroughtPage.objects.filter(origin__startswith=f"{self.host}#").select_related("page")
        self.former = {each.origin: each.page for each in known}
        made = [(item, *self._one(item)) for item in self._parents_first()]
        for _item, line, page in made:
            if page is not None:
                self._store_draft(line, page)
        lines = [line for _item, line, _page in made]
        return Told(lines, {words: count for words, count in self.brought.left.items() if count}, self.brought.listed)

    def _parents_first(self):
        """In their order, each after the one it stands under; of a circle, the first has none."""
        items, done = {item.key: item for item in self.brought.items}, {}
        for item in self.brought.items:
            chain = []
            while item and item.key not in done and item not in chain:
                chain.append(item)
                item = items.get(item.parent)
            done.update((each.key, each) for each in reversed(chain))
        return list(done.values())

    def _one(self, item):
        line = Line(item.title or "Sans titre", item.address, notes=list(item.notes))
        origin = self._origin(item.key)
        page = self.former.get(origin)
        if page is not None:
            line.state, line.page = KNOWN, page
            self._remember(item, page)
            return line, None
        page = self._make(item, line)
        BroughtPage.objects.create(page=page, origin=origin)
        line.page = page
        self._remember(item, page)
        lead_from(item.address, page, self.index, line.notes)
        return line, page

    def _origin(self, key):
        """Two of a long name stay two."""
        origin = f"{self.host}#{key}"
        return origin if len(origin) <= MOST_ORIGIN else f"{self.host}#{hashlib.sha256(key.encode()).hexdigest()}"

    def _remember(self, item, page):
        self.pages[item.key] = page
        if item.address:
            self.by_address[_same(item.address)] = page

    # One page.

    def _make(self, item, line):
        parent = self._place(item, line)
        title = line.title if len(line.title) <= MOST_TITLE else f"{line.title[: MOST_TITLE - 1].rstrip()}…"
        page = self.model(title=title, live=False, owner=self.user, locale=self.index.locale)
        page.slug = find_available_slug(parent, slug_of(item.slug or title)[:240] or "page")
        if hasattr(self.model, "sheet_kind"):
            page.sheet_kind = self.index.sheet_kind
        if getattr(page, "kind_record", None):
            page.review_every = page.kind_record.review_every
        self._fill(item, page, line)
        parent.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=self.user)
        return page

    def _place(self, item, line):
        above = self.pages.get(item.parent)
        if above is None:
            return self.index
        if not self.nests or above.depth >= MOST_LEVELS:
            line.notes.append(f"Elle était sous « {above.title} ».")
            return self.index
        return Page.objects.get(pk=above.pk).specific

    def _fill(self, item, page, line):
        first = []
        if page.title != line.title:
            first.append(line.title)
        if len(item.summary) > MOST_SUMMARY:
            first.append(item.summary)
            line.notes.append("Son résumé est trop long : il est en tête du texte.")
        else:
            page.summary = item.summary
        blocks = [{"type": "text", "html": f"<p>{escape(words)}</p>"} for words in first] + item.blocks
        raw = [made for block in blocks if (made := self._raw(block, line.notes))]
        page.body = page._meta.get_field("body").to_python(json.dumps(raw))
        self._classify(item, page, line)

    def _raw(self, block, notes):
        if block["type"] == "text":
            return {"type": "text", "value": block["html"]}
        if block["type"] == "image":
            return self.pictures.block(block, notes)
        if not block["title"]:
            notes.append("Un tableau n’a pas de titre : à donner.")
        columns = [{"type": "text", "heading": heading} for heading in block["head"]]
        table = {"columns": columns, "rows": [{"values": row} for row in block["rows"]]}
        return {"type": "table", "value": {"title": block["title"] or "Tableau", "table": table}}

    def _classify(self, item, page, line):
        """A term of the same name is proposed; nothing is said of what none is called."""
        offered = vocabularies_for(page.kind_code, page.locale_id) if hasattr(page, "page_terms") else []
        chosen = {}
        for where, name in item.terms:
            found = [term for each in offered for term in each.terms.all() if plain(term.label) == plain(name)]
            if len(found) != 1 or not self._has_room(found[0], chosen.values()):
                why = "plusieurs vocabulaires l’ont" if len(found) > 1 else "aucun terme ne s’appelle ainsi"
                why = "ce vocabulaire n’a qu’un terme par page" if len(found) == 1 else why
                line.notes.append(f"Classée « {name} » ({where}) : {why}.")
            else:
                chosen[found[0].pk] = found[0]
        if chosen:
            page.page_terms = [PageTerm(term=term, sort_order=order) for order, term in enumerate(chosen.values())]

    def _has_room(self, term, chosen):
        return term.vocabulary.multiple or all(each.vocabulary_id != term.vocabulary_id for each in chosen)

    # Once each has its key.

    def _store_draft(self, line, page):
        for block in page.body:
            if block.block_type == "text":
                block.value.source = _LINK.sub(lambda found: self._link(found, line), block.value.source)
        if hasattr(page, "doubts"):
            page.doubts = _doubts(line)
        page.save_revision(user=self.user, clean=False)

    def _link(self, found, line):
        address = unescape(found[1])
        key = address.removeprefix(PAGE)
        page = self.pages.get(key) if key != address else self.by_address.get(_same(address))
        if page is not None:
            return f'<a linktype="page" id="{page.pk}">{found[2]}</a>'
        if key == address:
            return found[0]
        line.notes.append(f"Lien vers une page qui n’est pas venue : « {unescape(found[2])} ».")
        return found[2]


def _same(address):
    """However it is written: with or without its scheme, « www. » and last slash."""
    parts = parts_of(address)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


def _doubts(line):
    """What its editor will look at; those that are too many stay in the report."""
    lines, room = [], MOST_DOUBTS
    first = [f"Vient de {line.address}"] if line.address else []
    for note in [*first, *dict.fromkeys(line.notes)]:
        text = " ".join(note.split())
        if len(text) > room:
            return [*lines, "D’autres lignes sont dans le compte rendu de l’import."]
        lines.append(text)
        room -= len(text) + 1
    return lines
