"""The whole site map on one screen."""

from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from opendata.views import home_of_api, nothing_here
from portal.accounts.screens import OwnAccount
from portal.api import api
from portal.media.preview import preview
from portal.media.serving import rendition


def health(request):
    """Only a machine that watches asks: its checks read a whole library of the names of machines."""
    from portal.health import HealthView

    return HealthView.as_view()(request)


urlpatterns = [
    # Wagtail’s own fails for the sake of it.
    path("admin/failwhale/", RedirectView.as_view(pattern_name="wagtailadmin_home"), name="wagtailadmin_error_test"),
    path("admin/account/", never_cache(require_admin_access(OwnAccount.as_view())), name="wagtailadmin_account"),
    path("admin/images/<int:image_id>/preview/<str:filter_spec>/", never_cache(require_admin_access(preview))),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/images/<path:path>", rendition),
    path("api/v1/", home_of_api, name="api_home"),
    path("api/v1/", api.urls),
    re_path("^api/", nothing_here),
    path("sante/", health, name="health"),
    path("", include("editions.urls")),
    path("", include("search.urls")),
    path("", include("directory.reference.urls")),
    path("", include("sheets.urls")),
    path("", include("events.urls")),
    path("", include("schools.urls")),
    path("", include("reviews.urls")),
    path("", include("form_pages.urls")),
    path("", include("seminars.urls")),
    path("", include("meetings.urls")),
    path("", include("letters.urls")),
    path("", include("opendata.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]

handler500 = "portal.outages.answers.handler500"
