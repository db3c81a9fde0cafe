"""What rules do to pages, and what puts it back: drafts, reviews, places and copies; never a publication."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, WorkflowState

from catalog.models import PageTerm, Term
from catalog.models.former_codes import by_code
from portal.text.letters import slug_of
from sheets.filling.in_bulk import save_draft, why_closed
from sheets.twins.copies import copied_data, draft_of, write_copy_in_history


class CannotBe(Exception):
    """Why an action is not done, or not undone; its text, in French, is shown in the log."""


class Later(Exception):
    """Somebody is at work on the page: it is tried again in a while. Its text says what is waited for."""


def term_of(choice):
    vocabulary, _colon, code = (choice or "").partition(":")
    term = by_code(Term.objects.filter(vocabulary__code=vocabulary), code, vocabulary)
    if term is None:
        raise CannotBe(_("le terme n’existe plus"))
    return term


def still_there(page):
    if page is None:
        raise CannotBe(_("la page où ranger n’existe plus"))
    return page


def _locked(pk):
    """The page as it is now; nobody else changes it before the end of the transaction."""
    page = Page.objects.select_for_update().filter(pk=pk).first()
    if page is None:
        raise CannotBe(_("la page n’existe plus"))
    return page.specific


def _draft_to_change(page):
    draft = page.get_latest_revision_as_object()
    reason = why_closed(page, draft, None)
    if reason:
        raise Later(reason)
    return draft


def change_term(context, term, *, gives):
    page = _locked(context.page.pk)
    if not hasattr(page, "page_terms"):
        raise CannotBe(_("une page de ce type n’a pas de termes"))
    before = page.latest_revision_id
    if not _write_term(page, term, gives=gives):
        return None
    return {"page": page.pk, "term": term.pk, "gives": gives, "before": before, "revision": page.latest_revision_id}


def _write_term(page, term, *, gives):
    draft = _draft_to_change(page)
    links = list(draft.page_terms.all())
    kept = [link for link in links if link.term_id != term.pk]
    if gives == (len(kept) < len(links)):
        return False
    draft.page_terms = [*kept, PageTerm(term=term)] if gives else kept
    for order, link in enumerate(draft.page_terms.all()):
        link.sort_order = order
    save_draft(page, draft, None, publish=False)
    page.refresh_from_db()
    return True


def put_term_back(kept):
    """The version that the rule wrote goes, where nobody wrote another since; otherwise one more version."""
    page, term = _locked(kept["page"]), Term.objects.filter(pk=kept["term"]).first()
    if page.latest_revision_id == kept["revision"] != page.live_revision_id and kept["before"]:
        back = {"latest_revision": kept["before"], "has_unpublished_changes": kept["before"] != page.live_revision_id}
        revision = page.latest_revision
        Page.objects.filter(pk=page.pk).update(
            **back, latest_revision_created_at=page.revisions.get(pk=kept["before"]).created_at
        )
        revision.delete()
    elif term is None or not _write_term(page, term, gives=not kept["gives"]):
        raise CannotBe(_("quelqu’un l’a déjà changé"))
    return _("le brouillon de « %s » est comme avant") % page.get_admin_display_title()


def workflow_of(page):
    workflow = page.get_workflow()
    if workflow is None:
        raise CannotBe(_("aucune relecture n’est prévue pour cette page"))
    return workflow


def send_to_review(page):
    page = _locked(page.pk)
    workflow = workflow_of(page)
    if page.current_workflow_state:
        return None
    if page.latest_revision_id is None:
        page.save_revision(clean=False)
    return workflow.start(page, None).pk


def cancel_review(kept):
    state = WorkflowState.objects.filter(pk=kept, status=WorkflowState.STATUS_IN_PROGRESS).first()
    if state is None:
        raise CannotBe(_("la relecture est finie"))
    state.cancel()
    return _("la relecture est annulée")


def move(page, target):
    page = _locked(page.pk)
    parent = page.get_parent()
    if parent.pk == target.pk:
        return None
    if not page.can_move_to(target):
        raise CannotBe(_("cette page ne peut pas être rangée sous « %s »") % target)
    if page.get_view_restrictions().exists() and not target.get_view_restrictions().exists():
        raise CannotBe(_("elle est réservée ici, et ne le serait plus sous « %s »") % target)
    if target.get_children().filter(slug=page.slug).exists():
        raise CannotBe(_("une page de la même adresse y est déjà"))
    page.move(target, pos="last-child")
    return {"page": page.pk, "from": parent.pk, "to": target.pk}


def move_back(kept):
    page = _locked(kept["page"])
    home = Page.objects.filter(pk=kept["from"]).first()
    if home is None or page.get_parent().pk != kept["to"]:
        raise CannotBe(_("quelqu’un l’a rangée ailleurs"))
    if home.get_children().filter(slug=page.slug).exists():
        raise CannotBe(_("une autre page a pris sa place"))
    page.specific.move(home, pos="last-child")
    return _("« %s » est rangée où elle était") % page.get_admin_display_title()


@transaction.atomic
def copy(page, target):
    page = _locked(page.pk)
    model = type(page)
    if not model.can_exist_under(target.specific):
        raise CannotBe(_("une page de ce type ne peut pas être rangée sous « %s »") % target)
    draft = draft_of(page)
    slug = find_available_slug(target, slug_of(draft.title) or "copie")
    copied = model.from_serializable_data({**copied_data(draft), "slug": slug}, check_fks=False)
    target.add_child(instance=copied)
    revision = copied.save_revision(clean=False)
    write_copy_in_history(page, copied, None)
    return {"page": copied.pk, "revision": revision.pk}


def delete_copy(kept):
    page = _locked(kept["page"])
    if page.live or page.latest_revision_id != kept["revision"]:
        raise CannotBe(_("quelqu’un a travaillé sur la copie"))
    title = page.get_admin_display_title()
    page.delete()
    return _("la copie « %s » est supprimée") % title
