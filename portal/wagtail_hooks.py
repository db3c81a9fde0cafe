"""What the ground floor adds to Wagtail: expiry at once, private documents, safe publishing, the admin's look."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from portal.accounts.screens import BULK_ACTIONS
from portal.accounts.session_over import still_connected
from portal.admin.api import ChoosableDocuments, ChoosableImages
from portal.admin.doors import visible_pages
from portal.admin.menus import follow_up
from portal.documents import may_read_document
from portal.inputs.rich_text import DocumentLinks, PageLinks
from portal.pages import page_models
from portal.publication.drafts import CompletePagesViewSet

hooks.register("register_admin_menu_item", follow_up)

for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action, order=10)  # after Wagtail's own, which they replace


@hooks.register("before_serve_page")
def gone_when_expired(page, request, serve_args, serve_kwargs):
    """A page past its date does not answer, even if no scheduler ran."""
    if page.expire_at and page.expire_at <= timezone.now():
        raise Http404


@hooks.register("before_serve_document")
def only_documents_one_may_read(document, request):
    if not may_read_document(document, request):
        raise Http404


@hooks.register("construct_page_chooser_queryset")
def only_pages_one_may_know(pages, request):
    return pages.filter(pk__in=visible_pages(request.user).values("pk"))


@hooks.register("construct_admin_api", order=100)
def only_media_one_may_choose(router):
    """Wagtail's own list every collection to every account."""
    router.register_endpoint("documents", ChoosableDocuments)
    router.register_endpoint("images", ChoosableImages)


@hooks.register("register_rich_text_features", order=100)
def links_that_take_no_page_down(features):
    for handler in (PageLinks, DocumentLinks):
        features.register_link_type(handler)


@hooks.register("before_bulk_action")
def refuse_incomplete(request, action_type, objects, action):
    """Stock bulk publishing answers 500 on the first draft that is not complete: say which ones instead."""
    if action_type != "publish" or request.method != "POST":
        return None
    chosen = [page for page in objects if isinstance(page, Page)]
    if request.POST.get("include_descendants"):
        chosen += [child for page in chosen for child in page.get_descendants().not_live()]
    refused = []
    for page in chosen:
        problems = page.specific.get_latest_revision_as_object().publication_problems()
        if problems:
            refused.append(f"« {page.title} » : {' '.join(problems)}")
    if not refused:
        return None
    messages.error(request, f"Rien n’a été publié. {' '.join(refused)}")
    return redirect(action.next_url)


@hooks.register("before_copy_page")
def refuse_incomplete_copies(request, page):
    """A copy published at once is a publication: stock answers 500, or publishes what is below without asking."""
    if request.method != "POST" or "publish_copies" not in request.POST or "alias" in request.POST:
        return None
    pages = page.get_descendants(inclusive=True) if "copy_subpages" in request.POST else [page]
    refused = []
    for source in (each.specific_class.objects.get(pk=each.pk) for each in pages if each.live):
        problems = source.publication_problems()
        if problems:
            refused.append(f"« {source.title} » : {' '.join(problems)}")
    if not refused:
        return None
    messages.error(request, f"Rien n’a été copié. {' '.join(refused)}")
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def say_what_is_damaged(request, record):
    damaged = getattr(record, "damaged", ())
    if damaged and request.method == "GET":
        names = ", ".join(f"« {name} »" for name in damaged)
        messages.warning(
            request,
            f"Une partie de cette version n’a pas pu être lue : {names}. À la place est affiché ce qui est "
            "enregistré aujourd’hui, sans les lignes illisibles. Relisez avant d’enregistrer.",
        )


@hooks.register("register_admin_viewset")
def approve_complete_pages_only():
    return [
        type(f"{model.__name__}ViewSet", (CompletePagesViewSet,), {"model": model})(
            model._meta.label_lower.replace(".", "_")
        )
        for model in page_models()
        if not model.has_own_viewset
    ]


@hooks.register("construct_page_action_menu")
def approval_first(menu_items, request, context):
    """Of a page in review, what its validator came for."""
    approvals = [item for item in menu_items if item.name == "approve" and not item.launch_modal]
    menu_items[:] = approvals + [item for item in menu_items if item not in approvals]


@hooks.register("insert_global_admin_css")
def admin_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/admin.css"))


@hooks.register("register_admin_urls")
def session_address():
    return [path("session/", still_connected, name="still_connected")]


@hooks.register("insert_global_admin_js")
def say_when_the_session_is_over():
    return format_html(
        '<script type="module" src="{}" data-session-url="{}" data-csrf-cookie="{}"></script>',
        static("portal/admin/session.js"),
        reverse("still_connected"),
        settings.CSRF_COOKIE_NAME,
    )


@hooks.register("insert_global_admin_js")
def admin_dates():
    """At once: Wagtail's calendars are made while the page is read."""
    return format_html('<script src="{}"></script>', static("portal/admin/dates.js"))


@hooks.register("insert_global_admin_js")
def admin_scripts():
    """What was refused, what is pasted, addresses of pages, and forms that save by themselves."""
    names = ((static(f"portal/admin/{name}.js"),) for name in ("refusals", "paste", "slugs", "saving"))
    return format_html_join("", '<script src="{}" defer></script>', names)


@hooks.register("construct_help_menu")
def only_our_help(request, menu_items):
    """Wagtail's news and guide are in English, on another site."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(("editor-guide", "whats-new"))]
