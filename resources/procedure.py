"""Which lines of a procedure a reader needs: teachers follow their level's way, families and partners ask directly."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from resources.blocks import BRANCHES

ROLES = {"enseignant": _("Enseignant·e"), "parent": _("Parent"), "partenaire": _("Partenaire")}
LEVELS = {"premier-degre": _("en maternelle ou élémentaire"), "second-degre": _("au collège ou au lycée")}
READERS = {
    "premier-degre": ("enseignant",),
    "second-degre": ("enseignant",),
    "saisine-directe": ("parent", "partenaire"),
}


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    chosen: bool


class Procedure:
    """A procedure as one reader sees it. Unknown values of the parameters count as the first one."""

    def __init__(self, stream, role="", level=""):
        self.stream = stream
        self.role = role if role in ROLES else next(iter(ROLES))
        self.level = level if level in LEVELS else next(iter(LEVELS))

    @cached_property
    def branches(self):
        return {branch["branch"] for block in self.stream for branch in block.value["branches"]}

    @property
    def has_branches(self):
        return bool(self.branches)

    @property
    def has_levels(self):
        return LEVELS.keys() <= self.branches

    @property
    def roles(self):
        return [Choice(code, label, code == self.role) for code, label in ROLES.items()]

    @property
    def levels(self):
        return [Choice(code, label, code == self.level) for code, label in LEVELS.items()]

    @cached_property
    def steps(self):
        return [self._step(block.value) for block in self.stream]

    def _step(self, value):
        names = ("title", "text", "actors", "delay", "documents", "outcomes")
        return {
            **{name: value[name] for name in names},
            "branches": [self._branch(branch) for branch in value["branches"] if branch["branch"] in READERS],
        }

    def _branch(self, value):
        code = value["branch"]
        level = code if code in LEVELS and self.has_levels else ""
        return {
            "label": value["label"] or str(dict(BRANCHES)[code]),
            "text": value["text"],
            "classes": " ".join(filter(None, (*READERS[code], level))),
            "hidden": self.role not in READERS[code] or (level and level != self.level),
        }
