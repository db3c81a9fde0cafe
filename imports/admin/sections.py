"""Where new sheets may go: lists of one type of sheets, among those that one may add to."""

from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from imports.places import why_not_under
from portal.pages import page_models
from sheets.index import IndexPage


def sections_of(user):
    lists = [model for model in page_models() if issubclass(model, IndexPage)]
    mine = page_permission_policy.instances_user_has_permission_for(user, "add").type(*lists)
    keys = [page.pk for page in mine.specific() if not why_not_under(page, user)]
    return Page.objects.filter(pk__in=keys).order_by("path")
