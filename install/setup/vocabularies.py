"""How the portal's own vocabularies behave. Their terms are content; this is only their first setting."""

from dataclasses import dataclass

SHEETS = ("action", "ressource", "evenement")


@dataclass(frozen=True)
class Behaviour:
    order: int
    page_types: tuple[str, ...] = ()
    source: str = "chosen"
    is_facet: bool = True
    multiple: bool = True
    branches_as_facets: bool = False
    in_lists: bool = False
    opens_first: bool = False


BEHAVIOURS = {
    "secteur": Behaviour(10, (*SHEETS, "centre"), branches_as_facets=True, opens_first=True),
    "age": Behaviour(20, SHEETS, source="age", opens_first=True),
    "public": Behaviour(30, SHEETS, source="audience", opens_first=True),
    "theme": Behaviour(40, SHEETS),
    "type-ressource": Behaviour(50, ("action", "ressource"), multiple=False),
    "axe": Behaviour(60, ("action",), multiple=False),
    "suite": Behaviour(70, ("action", "ressource"), multiple=False, in_lists=True),
    "type-structure": Behaviour(90, source="register", is_facet=False),
    "reseau": Behaviour(95, source="register"),
}

# Publics for whom a sheet without age means « tous les âges ».
CHILDREN_PUBLICS = frozenset({"tous-publics", "enfants", "adolescents", "jeunes-adultes", "parents"})

# An empty site keeps the terms any city can use, and leaves its territory and programme to its editors.
COMMON_TERMS = {"secteur": {"toute-la-ville"}, "axe": set(), "reseau": set()}
