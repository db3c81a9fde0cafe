"""Seminars in the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from seminars.admin.screens import SeminarView, SeminarViewSet

register_snippet(SeminarViewSet)

screens = [path("<int:pk>/", SeminarView.as_view(), name="seminar")]


@hooks.register("register_admin_urls")
def seminar_addresses():
    return [path("seminaires/", include((screens, "seminars")))]
