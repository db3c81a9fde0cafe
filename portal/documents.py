"""Who is served a document: whoever may read a page that shows it, or has a right on its collection."""

from collections import defaultdict

from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.references import draft_page_ids, page_references
from portal.visibility import not_expired, public_pages

RIGHTS = ("choose", "add", "change", "delete")


def may_read_document(document, request):
    return (
        _has_right_on_collection(request.user, document)
        or _is_shown_to(request, document)
        or _is_edited_by(request.user, document)
    )


def _has_right_on_collection(user, document):
    policy = policy_registry.get_by_type(get_document_model())
    return policy.user_has_any_permission_for_instance(user, RIGHTS, document)


def _is_shown_to(request, document):
    """Public pages first: they cost nothing more. A private one asks what it asks before it is read itself."""
    paths = defaultdict(set)
    for pk, path in page_references(document):
        paths[pk].add(path)
    public = public_pages().filter(pk__in=paths).specific()
    if any(page.shows(path) for page in public for path in paths[page.pk]):
        return True
    private = Page.objects.live().filter(not_expired(timezone.now()), pk__in=paths).specific()
    return any(page.shows(path) for page in private if _accepts(page, request) for path in paths[page.pk])


def _accepts(page, request):
    pages = [page, *([page.alias_of] if page.alias_of_id else [])]
    restrictions = [each for one in pages for each in one.get_view_restrictions()]
    return bool(restrictions) and all(each.accept_request(request) for each in restrictions)


def _is_edited_by(user, document):
    """Editors read their drafts with what hangs on them."""
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    ids = {pk for pk, _path in page_references(document)}
    return _edits_one(user, ids) or _edits_one(user, draft_page_ids(document))


def _edits_one(user, ids):
    pages = Page.objects.filter(pk__in=ids)
    return any(page.permissions_for_user(user).can_edit() for page in pages)
