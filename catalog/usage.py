"""Where a term, a kind or any record is used: what protected deletion and « utilisé par » screens say."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision

from catalog.kinds import pages_of
from catalog.models import Term, TermUse
from portal.admin.doors import seen_by_reader
from portal.admin.refusals import RESERVED, StillUsed
from portal.coded import Coded
from portal.pages import page_models
from portal.references import draft_page_ids, referring_page_ids
from portal.usages import says_usages_of

MOST_NAMED = 10


@dataclass(frozen=True)
class Usage:
    title: str
    where: str
    page: int | None = None  # its key
    seen: bool = True  # whether whoever reads may know of that page

    @property
    def edit_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page]) if self.page and self.seen else ""


def page_usages(instance):
    """Pages whose saved content refers to ``instance``, each once."""
    return usages_of_pages(referring_page_ids(instance), _("page"))


def naming_usages(record):
    """Pages that name ``record``, as they are saved or in a draft that nobody has published yet."""
    return each_page_once(page_usages(record) + usages_of_pages(draft_page_ids(record), _("brouillon")))


def term_usages(term):
    """Everything that keeps ``term`` from being deleted: pages, drafts and history, registers, child terms."""
    usages = usages_of_pages(_ids_with_rows(term) | referring_page_ids(term), _("page"))
    usages += [Usage(str(child), _("terme enfant")) for child in term.children.all()]
    usages += register_usages(term)
    return each_page_once(usages + usages_of_pages(_ids_with_revisions(term), _("brouillon ou historique")))


def kind_usages(kind):
    """What keeps a kind from being deleted: its sheets and the lists of them.

    Vocabularies and properties do not: they forget it with it.
    """
    usages = _usages(pages_of(kind).order_by("title"), lambda page: _state(page, kind))
    usages += usages_of_pages(_ids_naming(kind), _("liste de fiches"))
    usages += naming_usages(kind)
    return each_page_once(usages)


def _state(page, kind):
    return _("fiche modèle") if page.pk == kind.starting_id else _("fiche") if page.live else _("brouillon")


def _ids_naming(kind):
    """Pages that name a kind as theirs, now or in a revision: PROTECT knows nothing of the latter."""
    models = [model for model in page_models() if hasattr(model, "sheet_kind")]
    now = [pk for model in models for pk in model.objects.filter(sheet_kind=kind).values_list("pk", flat=True)]
    revisions = Revision.objects.filter(base_content_type__model="page", content__sheet_kind=kind.pk)
    return {*now, *(int(pk) for pk in revisions.values_list("object_id", flat=True).distinct())}


def refusal(instance, usages):
    """Why ``instance`` cannot be deleted, in one sentence; empty when it can."""
    if not usages:
        return ""
    seen = [f"« {usage.title} »" for usage in usages if usage.seen]
    hidden = len(usages) - len(seen)
    names = [", ".join(seen[:MOST_NAMED])] if seen else []
    names += [f"{len(seen) - MOST_NAMED} autres"] if len(seen) > MOST_NAMED else []
    names += [ngettext("%(n)d page réservée", "%(n)d pages réservées", hidden) % {"n": hidden}] if hidden else []
    return f"« {instance} » est utilisé par : {' et '.join(names)}."


def refuse_used(instance, usages):
    """For ``pre_delete``: raises what the admin says in words."""
    if usages:
        raise StillUsed(refusal(instance, usages), {instance})


@says_usages_of("catalog.term")
def term_is_used(term):
    return TermUse.objects.filter(term=term).exists() or bool(term_usages(term))


def usages_of_pages(ids, where):
    return _usages(Page.objects.filter(pk__in=ids).order_by("title"), lambda page: where)


def each_page_once(usages):
    """What is said of a page first is kept. Records that are no pages all stay."""
    said = {usage.page: usage for usage in reversed(usages)}
    return [usage for usage in usages if not usage.page or said[usage.page] is usage]


def _usages(pages, where):
    """Of each page, ``where(page)``. Those that whoever reads may not know of come last, without their title."""
    seen = set(seen_by_reader(pages).values_list("pk", flat=True))
    named = [Usage(page.title, where(page), page.pk) for page in pages if page.pk in seen]
    return named + [Usage(RESERVED, where(page), page.pk, seen=False) for page in pages if page.pk not in seen]


def page_ids_of_term(term):
    """Pages holding ``term``, or one of its children, in a row of their own."""
    return {pk for each in (term, *term.children.all()) for pk in _ids_with_rows(each)}


def page_ids_of_vocabulary(vocabulary):
    return {pk for term in vocabulary.terms.all() if term.pk for pk in _ids_with_rows(term)}


def _ids_with_rows(term):
    """Pages holding ``term`` in a row of their own, whatever the row's model (links, audiences…)."""
    rows = [relation for relation in _relations_to(term) if _is_of_a_page(relation.related_model)]
    return {pk for relation in rows for pk in _naming(term, relation).values_list("page_id", flat=True)}


def register_usages(record):
    """Records of whatever register that names ``record``, each once."""
    registers = [relation for relation in _relations_to(record) if _is_a_register(relation.related_model)]
    named = {each: None for relation in registers for each in _naming(record, relation)}
    return [Usage(str(each), each._meta.verbose_name) for each in named]


def _relations_to(record):
    relations = (field for field in record._meta.get_fields(include_hidden=True) if field.auto_created)
    return [field for field in relations if not field.concrete and field.related_model]


def _naming(record, relation):
    return relation.related_model.objects.filter(**{relation.field.name: record})


def _is_of_a_page(model):
    return any(field.name == "page" and field.related_model is Page for field in model._meta.fields)


def _is_a_register(model):
    return issubclass(model, Coded) and model is not Term


def _ids_with_revisions(term):
    pages = TermUse.objects.filter(term=term, revision__base_content_type__model="page")
    return [int(pk) for pk in pages.values_list("revision__object_id", flat=True).distinct()]
