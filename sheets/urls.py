"""Addresses of the pages made of data: who does what, what somebody keeps."""

from django.urls import path
from django.views.generic import RedirectView

from sheets import views

urlpatterns = [
    path("qui-fait-quoi/", views.who_does_what, name="who_does_what"),
    path("acteurs/", RedirectView.as_view(pattern_name="who_does_what", permanent=True)),
    path("ma-liste/", views.shortlist, name="shortlist"),
    path("jumelles/<slug:code>/", views.beside, name="beside"),
    path("acteurs/<slug:code>/", views.organization, name="organization"),
]
