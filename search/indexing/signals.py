"""What makes a page's entry change: each handler only notes which pages, inside the content's transaction."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from catalog.kinds import pages_of
from catalog.models import SheetKind, Term, Vocabulary
from catalog.usage import page_ids_of_term, page_ids_of_vocabulary
from directory.models import Contact, GlossaryEntry, Organization, Quartier, ReferenceDocument
from portal.cache.unseen import COLUMNS as UNSEEN_COLUMNS
from portal.memos import Memo
from portal.pages import BasePage
from portal.references import referring_page_ids
from search.indexing.sync import enqueue
from search.indexing.upkeep import refresh_words_after_commit
from search.models import Need, NeedPage

TERM_FIELDS = (
    "label",
    "code",
    "parent_id",
    "matches_all",
    "age_min",
    "age_max",
    "synonyms",
    "concerns_children",
    "description",
)
KIND_FIELDS = ("name", "tint", "sections")
VOCABULARY_FIELDS = ("code", "kind", "branches_as_facets", "source", "internal", "in_lists")

pages_to_index = Memo()


def subtree_ids(page):
    return Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)


@receiver([page_published, page_unpublished])
def page_changed(instance, **kwargs):
    enqueue([instance.pk])


@receiver(post_save)
def page_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if raw or not issubclass(sender, BasePage) or _is_of_drafts(sender, update_fields):
        return
    if instance.live or not kwargs.get("created"):
        enqueue([instance.pk])


def _is_of_drafts(model, names):
    """Whether nothing was written but what visitors never see: an entry is made of what they see."""
    return names is not None and {model._meta.get_field(name).attname for name in names} <= {*UNSEEN_COLUMNS}


@receiver(pre_delete)
def page_deleted(sender, instance, **kwargs):
    if issubclass(sender, Page):
        enqueue(list(subtree_ids(instance)))


@receiver([post_page_move, page_slug_changed])
def addresses_changed(instance, **kwargs):
    enqueue(subtree_ids(instance))


@receiver(post_page_move)
def places_changed(instance, **kwargs):
    """What stands after it in its section has moved on by one: the livret is read in the order of the tree."""
    moved = Page.objects.get(pk=instance.pk)
    enqueue(Page.objects.filter(path__gt=moved.path).descendant_of(moved.get_parent()).values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(instance, **kwargs):
    enqueue(subtree_ids(instance.page))


@receiver(post_save, sender=Site)
def site_changed(instance, **kwargs):
    enqueue(subtree_ids(instance.root_page))


def _changed(instance, fields):
    """Whether one of ``fields`` differs from the database; a new record has changed nothing yet."""
    stored = type(instance).objects.filter(pk=instance.pk).values(*fields).first()
    return bool(stored) and any(stored[name] != getattr(instance, name) for name in fields)


@receiver(pre_save, sender=Term)
def note_pages_of_term(instance, raw=False, **kwargs):
    pages_to_index.keep(instance, page_ids_of_term(instance) if not raw and _changed(instance, TERM_FIELDS) else ())


@receiver(pre_save, sender=Vocabulary)
def note_pages_of_vocabulary(instance, raw=False, **kwargs):
    changed = not raw and _changed(instance, VOCABULARY_FIELDS)
    pages_to_index.keep(instance, page_ids_of_vocabulary(instance) if changed else ())


@receiver(pre_save, sender=SheetKind)
def note_pages_of_kind(instance, raw=False, **kwargs):
    """Its cards say its name, and what its sections hide is not searched."""
    changed = not raw and _changed(instance, KIND_FIELDS)
    pages_to_index.keep(instance, list(pages_of(instance).values_list("pk", flat=True)) if changed else ())


@receiver(post_save, sender=Term)
@receiver(post_save, sender=Vocabulary)
@receiver(post_save, sender=SheetKind)
def classification_changed(instance, **kwargs):
    enqueue(pages_to_index.take(instance) or ())


@receiver(post_save, sender=Organization)
@receiver(post_save, sender=Contact)
@receiver(post_save, sender=ReferenceDocument)
def record_changed(instance, created=False, raw=False, **kwargs):
    """Of an organization, also the pages that show a contact held there."""
    if not created and not raw:
        held = instance.contacts.all() if isinstance(instance, Organization) else ()
        enqueue({pk for record in (instance, *held) for pk in referring_page_ids(record)})


@receiver(m2m_changed, sender=Organization.sectors.through)
def sectors_changed(instance, action, **kwargs):
    if action.startswith("post_") and isinstance(instance, Organization):
        record_changed(instance)


@receiver(post_save, sender=Quartier)
def quartier_changed(instance, created=False, raw=False, **kwargs):
    """Pages say where the organizations that they name are."""
    if not created and not raw:
        enqueue({pk for each in instance.organizations.all() for pk in referring_page_ids(each)})


@receiver(m2m_changed, sender=Quartier.sectors.through)
def sectors_of_quartier_changed(instance, action, **kwargs):
    if action.startswith("post_") and isinstance(instance, Quartier):
        quartier_changed(instance)


def pages_of_need(need):
    of_terms = {pk for term in need.terms.all() for pk in page_ids_of_term(term)}
    return of_terms | set(NeedPage.objects.filter(need=need).values_list("page_id", flat=True))


@receiver(post_save, sender=Need)
@receiver(pre_delete, sender=Need)
def need_changed(instance, raw=False, **kwargs):
    if not raw:
        enqueue(pages_of_need(instance))


@receiver([post_save, post_delete], sender=NeedPage)
def page_of_need_changed(instance, raw=False, **kwargs):
    if not raw:
        enqueue([instance.page_id])


@receiver(m2m_changed, sender=Need.terms.through)
def terms_of_need_changed(instance, action, pk_set, reverse, **kwargs):
    """Of terms that were taken away too: their pages are found with these words no more."""
    if action in ("post_add", "post_remove", "pre_clear") and not reverse:
        terms = instance.terms.all() if pk_set is None else Term.objects.filter(pk__in=pk_set)
        enqueue({pk for term in terms for pk in page_ids_of_term(term)})


@receiver([post_save, post_delete], sender=Term)
@receiver([post_save, post_delete], sender=GlossaryEntry)
@receiver([post_save, post_delete], sender=Need)
def words_changed(raw=False, **kwargs):
    if not raw:
        refresh_words_after_commit.ask()
