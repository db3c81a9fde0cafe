"""Every address of the admin, from the resolver, with real arguments: what a test of all screens walks.

``walk(world)`` leaves no pattern out in silence: one that has no argument here and no reason in ``LEFT_OUT`` fails.
"""

import re
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Patterns that are no screen, and why. Their name or, without one, their route.
LEFT_OUT = {
    "admin/.*/$": "answers « not found » to what no other pattern takes",
    "wagtailadmin_error_test": "fails on purpose",
    "wagtailadmin_logout": "would end the walk",
}
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Address:
    name: str  # with its namespaces; the route where there is none
    path: str

    def __str__(self):
        return f"{self.name} {self.path}"


def walk(world, every_type=True):
    """An ``Address`` for each pattern; one for each page type where screens differ by it, unless one type is enough."""
    for name, route in admin_patterns():
        if name in LEFT_OUT:
            continue
        for values in world.arguments(name, arguments_of(route), every_type):
            yield Address(name, "/" + fill(route, values) + world.parameters(name, values))


def admin_patterns():
    """``(name, route)``, once each: of two patterns of one route, only the first ever answers."""
    seen = set()
    for name, route in _patterns(get_resolver().url_patterns):
        if route.startswith("admin/") and route not in seen:
            seen.add(route)
            yield name, route


def _patterns(patterns, before="", namespaces=()):
    for each in patterns:
        route = before + str(each.pattern).removeprefix("^")
        if isinstance(each, URLResolver):
            inside = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from _patterns(each.url_patterns, route, inside)
        elif isinstance(each, URLPattern):
            yield ":".join((*namespaces, each.name)) if each.name else route, route


def arguments_of(route):
    return tuple(first or second for first, second in ARGUMENT.findall(route))


def fill(route, values):
    filled = ARGUMENT.sub(lambda found: str(values[found[1] or found[2]]), route)
    return filled.removesuffix("$").replace("\\.", ".")
