"""The permanent address of a reference document, and those of its older versions."""

from django.urls import path

from directory.reference import views

urlpatterns = [
    path("documents-de-reference/<slug:code>/", views.current, name="reference_document"),
    path("documents-de-reference/<slug:code>/versions/", views.versions, name="reference_versions"),
    path("documents-de-reference/<slug:code>/versions/<int:pk>/", views.older, name="reference_version"),
]
