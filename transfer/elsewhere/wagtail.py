"""What « dumpdata » of a stock Wagtail writes: pages that the public could read, whatever their types. Pure: run apart.

The types of another site are not known here: texts and blocks are found by their form, and each one that is not
understood is told.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from jobs.apart import Illegible
from transfer.elsewhere.cleaning import Cleaned, cleaned, cut, whole
from transfer.elsewhere.items import Brought, Item, refuse_too_many

HOW = "manage.py dumpdata wagtailcore wagtailimages … --natural-foreign"
BROKEN = "Ce fichier est abîmé, ou incomplet : écrivez-le de nouveau, puis recommencez."
SUMMARIES = {"summary", "intro", "introduction", "excerpt", "chapo", "chapeau", "resume", "lead"}
STEP = 4  # letters of a path for each level
LONG = 120  # letters: a text that is no code, no date and no name of a setting
IDLE = {"id", "format", "style", "class", "classname", "target", "size", "color", "icon"}


def read_wagtail(path: Path) -> dict[str, Any]:
    try:
        rows = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Illegible(BROKEN) from error
    if not isinstance(rows, list) or not all(map(_is_row, rows)):
        raise Illegible(f"Ce fichier n’est pas celui de « {HOW} ».")
    return _Reading(rows).brought().to_json()


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("model"), str) and isinstance(row.get("fields"), dict)


class _Reading:
    def __init__(self, rows: list[dict[str, Any]]):
        self.tables: dict[str, dict[str, dict[str, Any]]] = {}
        for row in rows:
            table, key = self.tables.setdefault(row["model"].lower(), {}), row.get("pk")
            if key is None or str(key) in table:
                raise Illegible(f"Des lignes y sont sans numéro, ou deux fois : « {HOW} ».")
            table[str(key)] = row["fields"]
        self.pages = self._table("wagtailcore.page")
        self.by_path = {str(page.get("path")): key for key, page in self.pages.items()}
        self.by_url = {str(page.get("url_path")): key for key, page in self.pages.items()}
        self.left: Counter[str] = Counter()
        if not self.pages or not {"wagtailcore.site", "wagtailcore.collection"} <= set(self.tables):
            raise Illegible(f"Il y manque une partie de « wagtailcore », qui dit ce qui est privé : « {HOW} ».")
        if not all(isinstance(page.get("content_type"), list) for page in self.pages.values()):
            raise Illegible(f"Les types des pages y sont des numéros : « {HOW} ».")
        self._refuse_a_broken_tree()

    def _refuse_a_broken_tree(self) -> None:
        """Where a page stands says what it is private with."""
        for page in self.pages.values():
            path, depth = page.get("path"), page.get("depth")
            is_whole = isinstance(path, str) and isinstance(depth, int) and len(path) == STEP * depth > 0
            above = str(path)[:-STEP]
            if not is_whole or (above and above not in self.by_path):
                raise Illegible(f"L’arbre des pages y est abîmé, ou incomplet : « {HOW} ».")
        if len(self.by_path) != len(self.pages):
            raise Illegible(f"L’arbre des pages y est abîmé, ou incomplet : « {HOW} ».")

    def _page_key(self, value: Any) -> str:
        """A page is named by its key, or since Wagtail 8 by its address. Empty where it is none of these."""
        key = self.by_url.get(str(value[0]), "") if isinstance(value, list) and value else str(value)
        return key if key in self.pages else ""

    def _table(self, name: str) -> dict[str, dict[str, Any]]:
        return self.tables.get(name, {})

    def brought(self) -> Brought:
        sites = list(self._table("wagtailcore.site").values())
        site = next((each for each in sites if each.get("is_default_site")), sites[0])
        root = self._page_key(site.get("root_page"))
        if not root:
            raise Illegible(f"La page d’accueil de ce site n’y est pas : « {HOW} ».")
        self.root = self.pages[root]
        self.site = _root_url(site)
        self.closed = self._closed()
        self.rows_of_pages: set[str] = set()
        self.rows = self._rows()
        items = [self._item(key, page) for key, page in self._ordered() if self._is_open(page)]
        refuse_too_many(items)
        for name, words in (("wagtailcore.comment", "commentaires"), ("wagtailcore.revision", "anciennes versions")):
            self.left[words] += len(self._table(name))
        return Brought("Wagtail", self.site, items, {key: n for key, n in self.left.items() if n}, self._listed())

    def _ordered(self) -> list[tuple[str, dict[str, Any]]]:
        return sorted(self.pages.items(), key=lambda row: str(row[1].get("path")))

    def _closed(self) -> list[str]:
        """Where pages that ask for something begin."""
        keys = [self._page_key(row.get("page")) for row in self._table("wagtailcore.pageviewrestriction").values()]
        if not all(keys):
            raise Illegible(f"On ne peut pas savoir quelles pages y sont privées : « {HOW} ».")
        return [str(self.pages[key].get("path")) for key in keys]

    def _is_open(self, page: dict[str, Any]) -> bool:
        path = str(page.get("path"))
        if page.get("depth") == 1:  # the tree's own root
            return False
        if not path.startswith(str(self.root.get("path"))):
            self.left["pages d’un autre site"] += 1
        elif page.get("live") is not True or page.get("expired"):
            self.left["brouillons et pages retirées"] += 1
        elif any(path.startswith(closed) for closed in self.closed):
            self.left["contenus privés"] += 1
        elif page.get("alias_of"):
            self.left["pages qui en répètent une autre"] += 1
        else:
            return True
        return False

    def _rows(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        """Rows that an editor put in order on a page: others that name one may be what visitors wrote."""
        found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for name, table in self.tables.items():
            for row in table.values():
                if "sort_order" in row and "page" in row and (key := self._page_key(row["page"])):
                    found.setdefault(key, []).append((name, row))
                    self.rows_of_pages.add(name)
        return found

    def _listed(self) -> list[str]:
        known = {self._type(page) for page in self.pages.values()} | {"wagtailcore.page"}
        known |= {name for name in self.tables if name.startswith("wagtailcore.")} | {"wagtailimages.image"}
        others = [name for name in sorted(self.tables) if name not in known | self.rows_of_pages]
        return [f"{len(self.tables[name])} lignes de « {cut(name, 80)} » n’ont pas été reprises." for name in others]

    def _type(self, page: dict[str, Any]) -> str:
        return ".".join(map(str, page["content_type"]))

    def _item(self, key: str, page: dict[str, Any]) -> Item:
        found, summary = Cleaned(), ""
        own = self._table(self._type(page)).get(key)
        if own is None:
            found.note(f"Ses champs ne sont pas dans le fichier : ajoutez « {self._type(page).split('.')[0]} ».")
        for name, value in (own or {}).items():
            if name in SUMMARIES and isinstance(value, str) and not summary and "<" not in value:
                summary = whole(value).strip()
            else:
                self._field(name, value, found)
        for name, row in self.rows.get(key, ()):
            words = {each: value for each, value in row.items() if each not in ("page", "sort_order") and value}
            found.note(
                f"Ligne de « {cut(name, 80)} » : {cut(whole(json.dumps(words, ensure_ascii=False)))}, non reprise."
            )
        if page.get("search_description"):
            found.note(f"Description pour les moteurs : {cut(whole(str(page['search_description'])))}")
        self._images(found)
        return Item(
            key=key,
            title=" ".join(whole(str(page.get("title") or "")).split()),
            slug=str(page.get("slug") or ""),
            parent=self._parent(page),
            address=self._address(page),
            summary=summary,
            blocks=found.blocks,
            notes=found.notes,
        )

    def _address(self, page: dict[str, Any]) -> str:
        path, root = str(page.get("url_path") or ""), str(self.root.get("url_path") or "/")
        return f"{self.site}/{path.removeprefix(root)}" if path.startswith(root) else ""

    def _parent(self, page: dict[str, Any]) -> str:
        """The home page holds all of them: under it is where they were told to come."""
        above = str(page.get("path"))[:-STEP]
        return "" if above == self.root.get("path") else self.by_path.get(above, "")

    # Values, by their form.

    def _field(self, name: str, value: Any, found: Cleaned) -> None:
        stream = _stream(value)
        if stream is not None:
            for block in stream:
                self._block(block, found)
        elif isinstance(value, str) and value.strip():
            self._text(name, value, found)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            found.note(f"Champ « {cut(name, 80)} » : {value}, non repris.")
        elif isinstance(value, (list, dict)) and value:
            found.note(f"Champ « {cut(name, 80)} » : {cut(json.dumps(value, ensure_ascii=False))}, non repris.")

    def _text(self, name: str, value: str, found: Cleaned) -> None:
        if "<" in value and ">" in value:
            self._html(value, found)
        elif len(value) > LONG or "\n" in value:
            self._plain(value, found)
        else:
            found.note(f"Champ « {cut(name, 80)} » : {cut(whole(value))}, non repris.")

    def _html(self, html: str, found: Cleaned) -> None:
        made = cleaned(html, f"{self.site}/")
        found.blocks += made.blocks
        for note in made.notes:
            found.note(note)

    def _plain(self, text: str, found: Cleaned) -> None:
        made = cleaned(text.replace("&", "&amp;").replace("<", "&lt;"), lines_are_paragraphs=True)
        found.blocks += made.blocks

    def _block(self, block: dict[str, Any], found: Cleaned) -> None:
        name, value = str(block.get("type")), block.get("value")
        if isinstance(value, str):
            if "<" in value and ">" in value:
                self._html(value, found)
            elif name in ("heading", "title", "titre", "subtitle", "intertitre"):
                self._html(f"<h2>{value.replace('&', '&amp;')}</h2>", found)
            else:
                self._plain(value, found)
        elif name == "image" and isinstance(value, (int, dict)):
            key = value.get("image") if isinstance(value, dict) else value
            alt = str(value.get("alt_text") or "") if isinstance(value, dict) else ""
            found.blocks.append({"type": "image", "src": f"image:{key}", "alt": cut(alt, 250), "caption": ""})
        elif value not in (None, [], {}, ""):
            found.note(f"Bloc « {cut(name, 80)} » : ses mots sont repris, sa forme est à revoir.")
            self._inside(name, value, found, 0)

    def _inside(self, name: str, value: Any, found: Cleaned, depth: int) -> None:
        """The words of a block that is not known, in their order."""
        if depth > 50:
            found.note(f"Bloc trop imbriqué, non repris : {cut(json.dumps(value, ensure_ascii=False))}")
        elif isinstance(value, dict):
            if isinstance(value.get("type"), str) and "value" in value:
                self._inside(value["type"], value["value"], found, depth + 1)
                return
            for key, each in value.items():
                if key not in IDLE:
                    self._inside(str(key), each, found, depth + 1)
        elif isinstance(value, list):
            for each in value:
                self._inside(name, each, found, depth + 1)
        elif isinstance(value, str) and value.strip():
            self._html(value, found) if "<" in value and ">" in value else self._plain(value, found)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            found.note(f"« {cut(name, 80)} » : {value}, non repris.")

    def _images(self, found: Cleaned) -> None:
        """By the number of their row, until here."""
        rows = self._table("wagtailimages.image")
        for block in found.blocks:
            if block["type"] == "image" and block["src"].startswith("image:"):
                row = rows.get(block["src"].removeprefix("image:"), {})
                block["src"] = f"{self.site}/media/{row['file']}" if row.get("file") else block["src"]
                block["alt"] = block["alt"] or cut(str(row.get("description") or ""), 250)


def _stream(value: Any) -> list[dict[str, Any]] | None:
    """What a StreamField is dumped as: a list of blocks, in a text."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if not isinstance(value, list) or not value:
        return None
    blocks = all(isinstance(each, dict) and isinstance(each.get("type"), str) and "value" in each for each in value)
    return value if blocks else None


def _root_url(site: dict[str, Any]) -> str:
    host, port = str(site.get("hostname") or ""), site.get("port")
    return f"https://{host}" if port in (80, 443, None) else f"http://{host}:{port}"
