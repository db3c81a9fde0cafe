"""The mixin of pages that carry terms: the fields of their form, and what the page shows of its classification."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.db.models import Prefetch
from django.utils.functional import cached_property

from catalog.forms import ClassifiedPageForm
from catalog.models import PageTerm
from portal.reading.prefetched import is_read


@dataclass(frozen=True)
class TermGroup:
    vocabulary: object
    terms: list


class ClassifiedMixin(models.Model):
    """A page that carries terms of the vocabularies its type is listed in."""

    base_form_class = ClassifiedPageForm

    class Meta:
        abstract = True

    @cached_property
    def own_terms(self):
        """``{vocabulary code: [Term]}`` as chosen on the page itself, in the order chosen."""
        chosen = defaultdict(list)
        links = self.page_terms.all()
        if hasattr(links, "select_related") and not is_read(self, "page_terms"):
            links = links.select_related(*PageTerm.shown_with)
        for link in sorted(links, key=lambda link: link.sort_order or 0):
            chosen[link.term.vocabulary.code].append(link.term)
        return chosen

    def chosen_terms(self):
        """``{vocabulary code: [Term]}``: page types add what they derive."""
        return self.own_terms

    @cached_property
    def term_groups(self):
        """What the page shows of its classification: ``[TermGroup]`` in the order of the vocabularies."""
        chosen = self.chosen_terms()
        groups = [TermGroup(terms[0].vocabulary, terms) for terms in chosen.values() if terms]
        groups = [group for group in groups if not group.vocabulary.internal]
        return sorted(groups, key=lambda group: (group.vocabulary.order, group.vocabulary.label))

    @classmethod
    def search_lookups(cls):
        links = PageTerm.objects.select_related(*PageTerm.shown_with)
        return [*super().search_lookups(), Prefetch("page_terms", links)]

    def search_terms(self):
        public = {code: terms for code, terms in self.chosen_terms().items() if not terms[0].vocabulary.internal}
        return {code: [term.code for term in terms] for code, terms in public.items()}
