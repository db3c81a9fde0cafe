"""The export of a WordPress (« Outils › Exporter », WXR): what the public could read of it. Pure: run apart.

Read as it comes, item by item. Drafts, private items, what asks for a password, comments, authors and menus stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from imports.documents.xml import local
from jobs.apart import Illegible
from transfer.elsewhere.cleaning import cleaned, cut, whole
from transfer.elsewhere.items import Brought, Item, parts_of, refuse_too_many
from transfer.elsewhere.shortcodes import is_of_blocks, unknown_blocks, without_shortcodes

BROKEN = "Cet export est abîmé, ou incomplet : exportez de nouveau depuis WordPress, puis recommencez."
WP = "{http://wordpress.org/export/"
OWN = (WP, "{http://purl.org/rss/1.0/modules/content/}")  # what plugins add may have the same names
PAGES = {"page", "post"}
STATES = {
    "": "contenus dont rien ne dit s’ils sont publics",
    "draft": "brouillons",
    "auto-draft": "brouillons",
    "pending": "en attente de relecture",
    "private": "contenus privés",
    "future": "publications à venir",
    "trash": "à la corbeille",
}
MACHINERY = {
    "nav_menu_item": "lignes de menus",
    "custom_css": "réglages d’apparence",
    "customize_changeset": "réglages d’apparence",
    "oembed_cache": "contenus intégrés gardés",
    "revision": "anciennes versions",
    "wp_block": "blocs réutilisables",
    "wp_global_styles": "réglages d’apparence",
    "wp_navigation": "menus",
    "wp_template": "réglages d’apparence",
    "wp_template_part": "réglages d’apparence",
}
NOWHERE = {"non-classe", "uncategorized"}
PLACES = {"category": "catégorie", "post_tag": "étiquette"}


@dataclass
class _Reading:
    site: str = ""
    items: list[Item] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def read_wordpress(path: Path) -> dict[str, Any]:
    reading = _Reading()
    try:
        for element in _elements(path):
            _one(element, reading)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Illegible(BROKEN) from error
    _name_files(reading)
    return Brought("WordPress", reading.site, reading.items, dict(reading.left), reading.listed).to_json()


def _elements(path: Path) -> Iterator[Element]:
    """Each child of the channel, forgotten once it was read."""
    open_tags: list[Element] = []
    for event, element in iterparse(str(path), events=("start", "end"), forbid_dtd=True):
        if event == "start":
            open_tags.append(element)
            if open_tags[0].tag != "rss":
                raise Illegible("Ce fichier n’est pas un export de WordPress.")
            continue
        open_tags.pop()
        if len(open_tags) == 2:
            yield element
            open_tags[1].remove(element)


def _one(element: Element, reading: _Reading) -> None:
    name = local(element)
    if name == "base_blog_url" or (name == "link" and not reading.site):
        reading.site = (element.text or "").strip()
    elif name == "author":
        reading.left["auteurs (noms et courriels)"] += 1
    elif name in ("category", "tag", "term"):
        _description(element, reading)
    elif name == "item":
        _item(element, reading)


def _description(element: Element, reading: _Reading) -> None:
    words = {local(child).rpartition("_")[2]: (child.text or "").strip() for child in element}
    if words.get("description"):
        title = words.get("name") or words.get("nicename") or words.get("slug") or ""
        reading.listed.append(f"Description de « {cut(title)} » : {cut(whole(words['description']))}")


def _item(element: Element, reading: _Reading) -> None:
    said = _words(element)
    kind, state = _only(element, "post_type"), _only(element, "status")
    reading.left["commentaires"] += sum(local(child) == "comment" for child in element)
    if kind == "attachment":
        reading.files[said.get("post_id", "")] = {
            "url": said.get("attachment_url") or said.get("guid", ""),
            "alt": _meta(element).get("_wp_attachment_image_alt", ""),
            "title": said.get("title", ""),
        }
    elif kind in MACHINERY:
        reading.left[MACHINERY[kind]] += 1
    elif state != "publish":
        reading.left[STATES.get(state, f"contenus « {cut(state, 40)} »")] += 1
    elif _has_password(element):
        reading.left["contenus protégés par un mot de passe"] += 1
    elif kind not in PAGES:
        reading.listed.append(
            f"« {cut(said.get('title', ''))} » est un contenu de type « {cut(kind, 60)} » : à refaire."
        )
    else:
        reading.items.append(_page(element, said, reading))
        refuse_too_many(reading.items)


def _only(element: Element, name: str) -> str:
    """Empty where it is not said, or said in two ways: whoever does not know whether it is public leaves it."""
    said = {(child.text or "").strip() for child in element if child.tag.startswith(WP) and local(child) == name}
    return said.pop() if len(said) == 1 else ""


def _has_password(element: Element) -> bool:
    children = [child for child in element if local(child) == "post_password"]
    return any(child.text or len(child) for child in children)


def _words(element: Element) -> dict[str, str]:
    """Those of its children that hold a text; of two « encoded », one is the excerpt."""
    said = {}
    for child in element:
        name = local(child)
        if child.tag.startswith("{") and not child.tag.startswith(OWN):
            continue
        if name == "encoded":
            name = "excerpt" if "excerpt" in child.tag else "content"
        if len(child) == 0 and name not in ("category", "creator"):
            text = whole(child.text or "")
            said[name] = text if name == "content" else text.strip()
    return said


def _meta(element: Element) -> dict[str, str]:
    found = {}
    for child in element:
        if local(child) == "postmeta":
            words = {local(each): each.text or "" for each in child}
            found[words.get("meta_key", "")] = words.get("meta_value", "")
    return found


def _page(element: Element, said: dict[str, str], reading: _Reading) -> Item:
    text, notes = said.get("content", ""), []
    notes += unknown_blocks(text)
    by_lines = not is_of_blocks(text)
    text, marks = without_shortcodes(text)
    found = cleaned(text, said.get("link") or reading.site, lines_are_paragraphs=by_lines)
    notes += [*marks, *found.notes]
    fields = sorted(key for key, value in _meta(element).items() if key and not key.startswith("_") and value.strip())
    notes += [f"Champ d’une extension, non repris : {cut(key, 100)}" for key in fields]
    return Item(
        key=_key(said, reading),
        title=" ".join(said.get("title", "").split()),
        slug=said.get("post_name", ""),
        parent="" if said.get("post_parent", "0") == "0" else said["post_parent"],
        address=said.get("link", ""),
        summary=said.get("excerpt", ""),
        blocks=found.blocks,
        terms=_terms(element),
        notes=notes,
    )


def _key(said: dict[str, str], reading: _Reading) -> str:
    """Its number; of two exports put together, the second of a number takes its address too."""
    found = said.get("post_id") or said.get("link", "")
    while found in reading.keys:
        found = f"{found} {said.get('link') or len(reading.keys)}"
    reading.keys.add(found)
    return found


def _terms(element: Element) -> list[list[str]]:
    """``[where, name]`` of each category and tag."""
    found = []
    for child in element:
        if local(child) != "category" or child.get("domain") in (None, "post_format", "nav_menu"):
            continue
        name, domain = " ".join(whole(child.text or "").split()), child.get("domain", "")
        if name and child.get("nicename") not in NOWHERE:
            found.append([PLACES.get(domain, domain), name])
    return found


def _name_files(reading: _Reading) -> None:
    """An image takes the words of its file; files that no page shows are told."""
    by_address = {_path(file["url"]): file for file in reading.files.values()}
    seen = set()
    for item in reading.items:
        for block in item.blocks:
            if block["type"] == "image":
                key = block["src"].removeprefix("attachment:")
                file = reading.files.get(key) if key != block["src"] else by_address.get(_path(block["src"]))
                if file:
                    block["src"], block["alt"] = file["url"], block["alt"] or file["alt"]
                    seen.add(file["url"])
    others = [file for file in reading.files.values() if file["url"] not in seen]
    reading.listed += [f"Fichier qu’aucune page ne montre : {cut(file['url'])}" for file in others]


def _path(address: str) -> str:
    return parts_of(address).path or address
