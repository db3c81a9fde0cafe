"""Addresses of the pages made of data about who does what."""

from django.urls import path
from django.views.generic import RedirectView

from sheets import views

urlpatterns = [
    path("qui-fait-quoi/", views.who_does_what, name="who_does_what"),
    path("acteurs/", RedirectView.as_view(pattern_name="who_does_what", permanent=True)),
    path("acteurs/<slug:code>/", views.organization, name="organization"),
]
