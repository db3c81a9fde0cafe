"""Addresses of open data."""

from django.urls import path

from opendata import views
from opendata.embedding import views as embedding

urlpatterns = [
    path("donnees-ouvertes/", views.open_data, name="open_data"),
    path("donnees-ouvertes/fichiers/<str:name>", views.dump_file, name="dump_file"),
    path("donnees-ouvertes/api/", views.explained_api, name="explained_api"),
    path("integrer/recherche/", embedding.search, name="embedded_search"),
    path("integrer/liste/<slug:code>/", embedding.live_list, name="embedded_list"),
    path("integrer/fiche/<slug:code>/", embedding.sheet, name="embedded_sheet"),
    path("oembed/", embedding.oembed, name="oembed"),
]
