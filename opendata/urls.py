"""Addresses of open data."""

from django.urls import path

from opendata import views

urlpatterns = [
    path("donnees-ouvertes/", views.open_data, name="open_data"),
    path("donnees-ouvertes/fichiers/<str:name>", views.dump_file, name="dump_file"),
    path("donnees-ouvertes/api/", views.explained_api, name="explained_api"),
]
