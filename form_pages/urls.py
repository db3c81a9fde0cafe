"""Where the forms of visitors are sent."""

from django.urls import path

from form_pages import views
from portal.requests.secret_addresses import PREFIX

urlpatterns = [
    path("formulaires/<slug:code>/", views.answer, name="form_answer"),
    path(f"{PREFIX}inscription/<personal:token>/", views.sign_up, name="sign_up"),
    path(f"{PREFIX}candidature/<personal:token>/", views.application, name="application"),
    path("formulaires/<slug:code>/merci/", views.thanks, name="form_thanks"),
]
