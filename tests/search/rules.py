"""The rules of the facets, written a second time and as plainly as can be: what any count is compared with.

Nothing here is shared with the search: vocabularies and pages are read from their tables.
"""

import random
from dataclasses import dataclass, field

from actions.models import RolloutRow
from catalog.models import PageTerm, Term, Vocabulary
from directory.models import Organization
from portal.pages import page_models
from portal.visibility import public_pages
from sheets.models import OrganizationLink, TargetAudience

OLDEST = 25
PLAIN = ("public", "theme", "type-ressource", "axe", "suite")


@dataclass(frozen=True, eq=False)
class Page:
    key: str
    type: str
    terms: dict = field(default_factory=dict)  # {vocabulary: {codes}} as chosen
    years: frozenset | None = None  # None: no age; all of 0..25: every age
    is_away: bool = False  # of another town

    @property
    def every_age(self):
        return self.years == frozenset(range(OLDEST + 1))


class Rules:
    def __init__(self, actors=()):
        self.terms = {
            vocabulary.code: {term.code: term for term in vocabulary.terms.select_related("parent")}
            for vocabulary in Vocabulary.objects.filter(is_facet=True)
        }
        self.types = list(dict.fromkeys(model.type_code for model in page_models() if not model.kind_is_content))
        self.values = {code: list(terms) for code, terms in self.terms.items()}
        self.values["age"].append("non-precise")
        self.values["ici"] = ["oui"]
        self.values["type"] = self.types
        if actors:
            self.values["acteur"] = list(actors)

    def branch(self, facet, code):
        """Values of one branch are united; every other facet is a single branch."""
        if facet != "secteur":
            return facet
        term = self.terms[facet][code]
        return f"{facet}/{term.parent.code if term.parent else code}"

    def answers(self, page, facet, code):
        if facet == "type":
            return page.type == code
        if facet == "age":
            return self._age(page, code)
        if facet == "ici":
            return not page.is_away
        carried = page.terms.get(facet, set())
        if code in carried:
            return True
        if facet == "acteur":
            return False
        if facet == "reseau" and any(self.terms["secteur"][each].matches_all for each in page.terms.get("secteur", ())):
            return True  # what is for the whole city is for all its networks
        if any(self.terms[facet][each].matches_all for each in carried):
            return not self.terms[facet][code].matches_all
        parents = {self.terms[facet][each].parent for each in carried}
        return code in {parent.code for parent in parents if parent}

    def _age(self, page, code):
        if code == "non-precise" or page.years is None:
            return code == "non-precise" and page.years is None
        if code.isdigit():
            return int(code) in page.years
        band = self.terms["age"][code]
        if band.matches_all:
            return page.every_age
        return any(band.age_min <= year <= band.age_max for year in page.years)

    def ground(self, pages):
        return Ground(self, pages)


class Ground:
    """Some pages, with the set of those that answer to each value: every question is then an operation on sets."""

    def __init__(self, rules, pages):
        self.rules, self.all = rules, set(pages)
        values = [(facet, code) for facet, codes in rules.values.items() for code in codes]
        values += [("age", str(year)) for year in range(OLDEST + 1)]
        self.answering = {value: {page for page in pages if rules.answers(page, *value)} for value in values}

    def matching(self, chosen, ignored_branch=None):
        """``chosen``: ``[(facet, code)]``, OR inside a branch and AND between branches."""
        branches = {}
        for facet, code in chosen:
            branches.setdefault(self.rules.branch(facet, code), set()).update(self.answering[facet, code])
        branches.pop(ignored_branch, None)
        return self.all.intersection(*branches.values())

    def counts(self, chosen):
        """A value's count is the total it would give as the only value of its branch; zeros are left out."""
        return {
            facet: {code: number for code in codes if (number := self._count(facet, code, chosen))}
            for facet, codes in self.rules.values.items()
        }

    def _count(self, facet, code, chosen):
        return len(self.matching(chosen, self.rules.branch(facet, code)) & self.answering[facet, code])


def pages_of_the_site():
    """The searchable public pages as their tables hold them."""
    children = set(Term.objects.filter(vocabulary__code="public", concerns_children=True).values_list("pk", flat=True))
    found = []
    for page in public_pages().specific():
        if not page.is_searchable:
            continue
        terms = {}
        for link in PageTerm.objects.filter(page=page.pk).select_related("term__vocabulary"):
            terms.setdefault(link.term.vocabulary.code, set()).add(link.term.code)
        rows = TargetAudience.objects.filter(page=page.pk).prefetch_related("publics", "levels")
        for row in rows:
            terms.setdefault("public", set()).update(term.code for term in row.publics.all())
        for code in _codes_of_places(page):
            terms.setdefault("secteur", set()).add(code)
        links = OrganizationLink.objects.filter(page=page.pk).exclude(organization=None)
        hosts = _keys_of_places(page) | _keys(links.filter(role="operator"))
        named = hosts | _keys(links) | _keys(RolloutRow.objects.filter(page=page.pk).exclude(organization=None))
        terms["acteur"] = set(Organization.objects.filter(pk__in=named).values_list("code", flat=True))
        networks = Organization.objects.filter(pk__in=hosts).exclude(network=None)
        terms["reseau"] = set(networks.values_list("network__code", flat=True))
        away = getattr(page, "is_elsewhere", False)
        found.append(Page(f"wagtailcore.page:{page.pk}", page.type_code, terms, _years(rows, children), away))
    return found


def named_actors():
    return sorted({code for page in pages_of_the_site() for code in page.terms["acteur"]})


def _keys(rows):
    return set(rows.values_list("organization", flat=True))


def _keys_of_places(page):
    """The organizations in whose walls it is; a center's page is in its own."""
    if page.type_code == "centre":
        return {page.organization_id}
    return {
        key
        for site in (page.sites.raw_data if page.type_code == "action" else ())
        for key in (site["value"]["college"], site["value"]["center"], *_listed(site["value"]["schools"]))
        if key
    }


def _codes_of_places(page):
    """An action counts for the sectors of the places where it happens: their own, or else those of their quartier."""
    if page.type_code != "action":
        return
    for organization in Organization.objects.filter(pk__in=_keys_of_places(page)):
        own = set(organization.sectors.values_list("code", flat=True))
        around = organization.quartier.sectors.values_list("code", flat=True) if organization.quartier else ()
        yield from own or around


def _listed(rows):
    return [row["value"] if isinstance(row, dict) else row for row in rows]


def _years(rows, children):
    years = set()
    for row in rows:
        if row.age_min is not None or row.age_max is not None:
            years.update(range(row.age_min or 0, (OLDEST if row.age_max is None else row.age_max) + 1))
        for level in row.levels.all():
            years.update(range(level.age_min, level.age_max + 1))
    if years:
        return frozenset(year for year in years if year <= OLDEST)
    speaks_of_children = any(term.pk in children for row in rows for term in row.publics.all())
    return frozenset(range(OLDEST + 1)) if speaks_of_children else None


def random_pages(rules, number, seed):
    chance = random.Random(seed)
    return [_random_page(rules, chance, position) for position in range(number)]


def _random_page(rules, chance, position):
    terms = {
        facet: set(chance.sample(codes, chance.choice((0, 1, 1, 2, 3))))
        for facet, codes in rules.values.items()
        if facet in (*PLAIN, "secteur")
    }
    low = chance.randrange(OLDEST)
    span = frozenset(range(low, min(OLDEST, low + chance.randint(0, 6)) + 1))
    years = chance.choice((span, span, span, None, frozenset(range(OLDEST + 1))))
    away = chance.random() < 0.2
    return Page(f"wagtailcore.page:{position + 10_000}", chance.choice(rules.types), terms, years, away)


def random_choices(rules, chance):
    """Filters as visitors might combine them: none to four facets, one to three values each."""
    chosen = []
    for facet in chance.sample(list(rules.values), chance.choice((0, 1, 1, 2, 2, 3, 4))):
        codes = [*rules.values[facet], *(map(str, range(OLDEST + 1)) if facet == "age" else ())]
        number = min(len(codes), chance.choice((1, 1, 2, 3)))
        chosen += [(facet, code) for code in chance.sample(codes, number)]
    return chosen
