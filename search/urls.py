"""Addresses of the search."""

from django.urls import path

from search import views

urlpatterns = [
    path("recherche/", views.search, name="search"),
    path("recherche/rss/", views.feed, name="search_feed"),
    path("recherche/export/", views.export, name="search_export"),
    path("couverture/", views.coverage, name="coverage"),
    path("f/<slug:code>/", views.short_link, name="short_link"),
    path("f/<slug:code>", views.short_link),
]
