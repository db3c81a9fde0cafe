"""Permanent addresses of editions, and of the file of each sheet."""

from django.urls import path, re_path

from editions import list_views, views

urlpatterns = [
    path("f/<slug:code>.pdf", views.sheet_file, name="sheet_file"),
    path("ma-liste/pdf/", list_views.ask_for_list, name="ask_for_list"),
    path("ma-liste/pdf/<slug:digest>/", list_views.list_file, name="list_file"),
    path("editions/", views.editions, name="editions"),
    path("editions/<slug:slug>/", views.newest, name="edition"),
    re_path(
        r"^editions/(?P<slug>[-\w]+)/(?P<month>\d{4}-\d{2})/(?:(?P<form>archive|a-plier|document)/)?$",
        views.monthly,
        name="edition_of_month",
    ),
]
