"""Where a room votes, and reads what it said."""

from django.urls import path

from seminars import views

urlpatterns = [
    path("seminaire/", views.enter, name="seminar"),
    path("seminaire/merci/", views.thanks, name="seminar_thanks"),
    path("seminaire/<int:pk>/resultats/", views.results, name="seminar_results"),
    path("seminaire/vote/<str:code>/", views.vote, name="seminar_vote"),
]
