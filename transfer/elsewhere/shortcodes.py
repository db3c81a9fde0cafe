"""« [gallery ids="1,2"] »: what plugins of WordPress put in a text. Their marks go and are told, their words stay.

« [sic] » and « [voir p. 3] » are words. Pure.
"""

from __future__ import annotations

import re

from transfer.elsewhere.cleaning import cut

_ONE = re.compile(r"\[(/?)([A-Za-z][A-Za-z0-9_-]*)((?:\s[^\[\]]*)?)\]")
_IDS = re.compile(r"""\bids?\s*=\s*["'“”]?([\d,\s]+)""")
_GUTENBERG = re.compile(r"<!--\s+wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)(\s+\{.*?\})?\s+(/?)-->", re.DOTALL)
ALONE = {"contact-form", "contact-form-7", "gallery", "playlist", "products", "recent_posts", "sitemap"}
SILENT = {"caption", "embed", "wp_caption"}  # what they hold says it all
PLAIN = {"more", "nextpage", "separator", "spacer", "paragraph", "heading", "list", "list-item", "group", "column"}


def without_shortcodes(text: str) -> tuple[str, list[str]]:
    """The text, and each mark that went, as it stood."""
    ended = {name.lower() for slash, name, _words in _ONE.findall(text) if slash}
    notes: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        slash, name, words = found[1], found[2].lower(), found[3]
        if not (name in ended or name in ALONE or "=" in words):
            return found[0]
        if name == "gallery" and (ids := _IDS.search(words)):
            return "".join(f'<img src="attachment:{key}">' for key in re.findall(r"\d+", ids[1]))
        if name not in SILENT and not slash:
            notes.append(f"Code court que ce portail n’a pas : {cut(found[0])}")
        return "" if name in SILENT else " "

    return _ONE.sub(replaced, text), list(dict.fromkeys(notes))


def unknown_blocks(text: str) -> list[str]:
    """Blocks of the editor that show what is not in the text, and those of plugins."""
    notes = []
    for name, words, slash in _GUTENBERG.findall(text):
        if slash and name not in PLAIN:
            notes.append(f"Bloc que ce portail n’a pas : {name} {cut(words)}".rstrip())
        elif "/" in name and not name.startswith("core/"):
            notes.append(f"Bloc « {name} » : ses mots sont repris, sa forme est à revoir.")
    return list(dict.fromkeys(notes))


def is_of_blocks(text: str) -> bool:
    return "<!-- wp:" in text
