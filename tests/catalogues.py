"""Translation catalogues as they are written: Wagtail's and its neighbours', and what we say otherwise."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

import django
from django.apps import apps

OURS = Path(__file__).resolve().parents[1] / "locale_wagtail" / "fr" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
LINE = re.compile(r'^(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) )?(".*")$')


@dataclass
class Entry:
    parts: dict = field(default_factory=dict)

    @property
    def context(self):
        return self.parts.get("msgctxt")

    @property
    def msgid(self):
        return self.parts.get("msgid", "")

    @property
    def plural(self):
        return self.parts.get("msgid_plural")

    @property
    def key(self):
        return self.context, self.msgid

    @property
    def said(self):
        return [text for name, text in self.parts.items() if name.startswith("msgstr")]


def entries(path):
    """Every entry but the header; obsolete ones are comments."""
    blocks = path.read_text().split("\n\n") if path.exists() else []
    return [entry for entry in map(_entry, blocks) if entry.msgid]


def _entry(block):
    entry, name = Entry(), None
    for line in block.splitlines():
        found = LINE.match(line)
        if found:
            name = found[1] or name
            entry.parts[name] = entry.parts.get(name, "") + ast.literal_eval(found[2])
    return entry


def stock(domain, beginning=""):
    """What Django and installed applications of this name have to say, in any of their catalogues: ``{key: entry}``."""
    folders = [Path(app.path) / "locale" for app in apps.get_app_configs() if app.name.startswith(beginning)]
    folders += [] if beginning else [Path(django.__file__).parent / "conf" / "locale"]
    found = {}
    for folder in folders:
        for language in ("fr", "en"):
            found |= {each.key: each for each in entries(folder / language / "LC_MESSAGES" / f"{domain}.po")}
    return found
