"""Addresses of schools and quartiers."""

from django.urls import path

from schools import views

urlpatterns = [
    path("mon-quartier/", views.where, name="where"),
    path("quartiers/<slug:code>/", views.quartier, name="quartier"),
    path("ecoles/<slug:code>/", views.school, name="school"),
]
