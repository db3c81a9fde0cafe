"""Editions in the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from editions.admin.screens import EditionView, EditionViewSet, IssueView, draft_file

register_snippet(EditionViewSet)

screens = [
    path("<int:pk>/", EditionView.as_view(), name="edition"),
    path("numero/<int:pk>/", IssueView.as_view(), name="issue"),
    path("numero/<int:pk>/fichier/", draft_file, name="file"),
    path("numero/<int:pk>/fichier/<slug:form>/", draft_file, name="form"),
]


@hooks.register("register_admin_urls")
def edition_addresses():
    return [path("editions/", include((screens, "editions")))]
