"""Where meetings are read and followed."""

from django.urls import path

from meetings import views
from portal.requests.secret_addresses import PREFIX

urlpatterns = [
    path("reunions/", views.meetings, name="meetings"),
    path("reunions/agenda.ics", views.meetings_calendar, name="meetings_calendar"),
    path("reunions/<slug:code>/", views.meeting, name="meeting"),
    path("reunions/<slug:code>/agenda.ics", views.meeting_calendar, name="meeting_calendar"),
    path(f"{PREFIX}agenda/<personal:token>/", views.group_calendar, name="group_calendar"),
]
