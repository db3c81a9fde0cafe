"""Meetings in the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from meetings import secret
from meetings.admin.screens import Calendars, MeetingViewSet
from portal.admin.menus import FOLLOW_UP

register_snippet(MeetingViewSet)

screens = [path("", Calendars.as_view(), name="calendars")]


@hooks.register("register_admin_urls")
def calendar_addresses():
    return [path("mes-agendas/", include((screens, "meetings")))]


class CalendarsItem(MenuItem):
    """For whoever follows a meeting of its groups."""

    def is_shown(self, request):
        return secret.groups_of(request.user).exists()


@hooks.register(FOLLOW_UP)
def calendars_item():
    return CalendarsItem(_("Mes agendas"), reverse("meetings:calendars"), icon_name="date", order=276)
