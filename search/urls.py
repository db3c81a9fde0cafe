"""Addresses of the search."""

from django.urls import path

from search import views

urlpatterns = [
    path("recherche/", views.search, name="search"),
    path("f/<slug:code>/", views.short_link, name="short_link"),
    path("f/<slug:code>", views.short_link),
]
