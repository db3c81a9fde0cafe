"""Doors of the admin that Wagtail leaves open to every account: each asks for a right on what is behind it."""

from django.apps import apps
from django.db.models import BigIntegerField
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.chooser import ModelLookupMixin
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.coreutils import resolve_model_string
from wagtail.models import CollectionMember, Page, Task
from wagtail.permissions import page_permission_policy, policy_registry

from portal.admin.reader import PAGE_RIGHTS, reader
from portal.inputs.keys import is_key
from portal.security import is_admin
from portal.visibility import public_pages

ANY_RIGHT = ("view", "add", "change", "delete")
ANY_COLLECTION_RIGHT = ("choose", "add", "change", "delete")


def has_right_on(user, model):
    """Any right on records of ``model`` shows them in its choosers."""
    rights = ANY_COLLECTION_RIGHT if issubclass(model, CollectionMember) else ANY_RIGHT
    return policy_registry.get_by_type(model).user_has_any_permission(user, rights)


def visible_pages(user):
    """Pages an account may know of: those of its part of the tree, and what everybody reads."""
    mine = page_permission_policy.explorable_instances(user).order_by().values("pk")
    return Page.objects.filter(pk__in=mine) | Page.objects.filter(pk__in=public_pages().order_by().values("pk"))


def seen_by_reader(pages):
    """Those of ``pages``, a queryset, that whoever reads the screen may know of; all of them off the screens."""
    user = reader()
    return pages.filter(pk__in=visible_pages(user).order_by().values("pk")) if user else pages


def of_collections(user, model, rights=("choose",)):
    """The documents or images of collections on which this account has one of these rights."""
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, rights)


def _chosen(request):
    return [int(pk) for pk in filter(is_key, request.GET.getlist("id"))]


def _none_outside(pks, records):
    """What is gone is no secret, nor what no database can hold."""
    model = records.model
    possible = {pk for pk in pks if pk <= BigIntegerField.MAX_BIGINT}
    return not model.objects.filter(pk__in=possible).exclude(pk__in=records.order_by().values("pk")).exists()


def _may_choose(request, model, rights=("choose",)):
    if not has_right_on(request.user, model):
        return False
    if not issubclass(model, CollectionMember):
        return True
    return _none_outside(_chosen(request), of_collections(request.user, model, rights))


def _sees_page(request, parent_page_id):
    """The root is where one starts from: what is below it is asked for in turn."""
    is_root = Page.objects.filter(pk=parent_page_id, depth=1).exists()
    return is_root or _none_outside([parent_page_id], visible_pages(request.user))


def _sees_pages(request):
    asked = request.GET
    seen = visible_pages(request.user)
    return _none_outside(_chosen(request), seen) and ("all" not in asked.getlist("id") or _sees_all(asked, seen))


def _sees_all(asked, seen):
    """« Tout sélectionner »: the children of a page, all that is below it for a search, or every page there is."""
    place = Page.objects.filter(pk=asked["childOf"]).first() if is_key(asked.get("childOf", "")) else None
    if "childOf" in asked and place is None:
        return True  # which is not found
    below = place.get_descendants() if place and asked.get("q") else place.get_children() if place else Page.objects
    return not below.filter(depth__gt=1).exclude(pk__in=seen.order_by().values("pk")).exists()


def _may_act_on_many(request, app_label, model_name, action):
    """The screen lists what it leaves out too, by its title."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return True  # which is not found
    if issubclass(model, Page):
        return page_permission_policy.user_has_any_permission(request.user, PAGE_RIGHTS) and _sees_pages(request)
    return _may_choose(request, model, ANY_COLLECTION_RIGHT)


def _may_move(request, page_to_move_id, destination_id):
    page, place = (Page.objects.filter(pk=pk).first() for pk in (page_to_move_id, destination_id))
    return not page or not place or page.permissions_for_user(request.user).can_move_to(place)


def _may_edit(request, page_id):
    page = Page.objects.filter(pk=page_id).first()
    return page is None or page.permissions_for_user(request.user).can_edit()


def _tasks(request, **kwargs):
    return has_right_on(request.user, Task)


def _promotions(request, **kwargs):
    return has_right_on(request.user, SearchPromotion)


DOORS = {
    "wagtail_bulk_action": _may_act_on_many,
    "wagtailadmin_choose_page_child": _sees_page,
    "wagtailadmin_choose_page_chosen_multiple": _sees_pages,
    "wagtailadmin_pages:move_confirm": _may_move,
    "wagtailadmin_pages:confirm_workflow_cancellation": _may_edit,
    "wagtailadmin_workflows:task_chooser": _tasks,
    "wagtailadmin_workflows:task_chooser_results": _tasks,
    "wagtailadmin_workflows:task_chooser_create": _tasks,
    "wagtailadmin_workflows:task_chosen": _tasks,
    "wagtailsearchpromotions:chooser": _promotions,
    "wagtailsearchpromotions:chooserresults": _promotions,
}


def opens(request, view, kwargs):
    door = DOORS.get(request.resolver_match.view_name)
    if door:
        return door(request, **kwargs)
    view_class = getattr(view, "view_class", None)
    if view_class and issubclass(view_class, ModelLookupMixin):
        model = view.view_initkwargs.get("model") or view_class.model
        return _may_choose(request, resolve_model_string(model))
    return True


class AdminDoorsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Who is not let in the admin at all is answered by Wagtail: with its login screen."""
        if not is_admin(request) or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        return None if opens(request, view, kwargs) else permission_denied(request)
