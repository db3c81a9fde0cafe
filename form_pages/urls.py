"""Where the forms of visitors are sent."""

from django.urls import path

from form_pages import views

urlpatterns = [
    path("formulaires/<slug:code>/", views.answer, name="form_answer"),
    path("formulaires/<slug:code>/merci/", views.thanks, name="form_thanks"),
]
