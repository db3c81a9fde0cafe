"""Who reads answers, and their files."""

from django.urls import path
from wagtail import hooks
from wagtail.models import Page

from form_pages.admin.answers import answer_file, forms_read_by
from form_pages.admin.applications import ApplicationState
from form_pages.admin.day_list import day_list
from form_pages.admin.kept import KeptNames


@hooks.register("filter_form_submissions_for_user")
def only_named_groups(user, editable_forms):
    """Whoever may change a form does not read its answers for all that."""
    return Page.objects.filter(pk__in=forms_read_by(user).values("pk"))


@hooks.register("register_admin_urls")
def form_addresses():
    return [
        path("formulaires/fichier/<int:pk>/", answer_file, name="answer_file"),
        path("formulaires/creneau/<int:pk>/", day_list, name="day_list"),
        path("formulaires/candidature/<int:pk>/", ApplicationState.as_view(), name="application_state"),
        path("formulaires/retenus/<int:pk>/", KeptNames.as_view(), name="kept_names"),
    ]
