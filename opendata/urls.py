"""Addresses of open data."""

from django.urls import path

from opendata import views

urlpatterns = [
    path("donnees-ouvertes/api/", views.explained_api, name="explained_api"),
]
