"""Where new sheets may go: lists that take sheets, among those that one may add to."""

from wagtail.permissions import page_permission_policy

from portal.pages import page_models
from sheets.index import IndexPage
from sheets.models import SheetPage


def sections_of(user):
    lists = [model for model in page_models() if issubclass(model, IndexPage) and _takes_sheets(model)]
    mine = page_permission_policy.instances_user_has_permission_for(user, "add")
    return mine.type(*lists).order_by("path").specific()


def _takes_sheets(model):
    return any(issubclass(each, SheetPage) and each.is_creatable for each in model.allowed_subpage_models())
