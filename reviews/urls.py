"""Addresses of owners who verify, and of visitors who report."""

from django.urls import path

from portal.requests.secret_addresses import PREFIX
from reviews import views

urlpatterns = [
    path(f"{PREFIX}verifier/<personal:token>/", views.verify, name="verify"),
    path(f"{PREFIX}verifier/<personal:token>/<int:pk>/", views.verify_sheet, name="verify_sheet"),
    path("verifie/", views.verified, name="verified"),
    path("signaler/", views.report_gap, name="report_gap"),
    path("signaler/merci/", views.reported, name="reported"),
    path("signaler/<slug:code>/", views.report, name="report"),
]
