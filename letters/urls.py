"""Letters: asked for from a search, confirmed and left by personal link."""

from django.urls import path

from letters import views
from portal.requests.secret_addresses import PREFIX

urlpatterns = [
    path("lettre/", views.ask_for, name="letter"),
    path("lettre/demandee/", views.asked, name="letter_asked"),
    path(f"{PREFIX}lettre/<personal:token>/", views.join, name="lettre"),
    path(f"{PREFIX}lettre-fin/<personal:token>/", views.go, name="lettre_fin"),
]
