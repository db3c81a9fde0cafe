"""Addresses of the pages made of data."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from home import views
from home.sitemaps import DataSitemap, PublicSitemap

urlpatterns = [
    path("glossaire/", views.glossary, name="glossary"),
    path("changements/", views.changes, name="changes"),
    path("changements/rss/", views.changes_feed, name="changes_feed"),
    path("changements/<int:year>/<int:month>/", views.changes_of, name="changes_of"),
    path("plan-du-site/", views.site_map, name="site_map"),
    path("favicon.ico", views.favicon),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicSitemap, "data": DataSitemap}}, name="sitemap"),
]
