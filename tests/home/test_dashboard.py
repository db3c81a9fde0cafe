"""The first screen of the admin: the portal's own name, no way out to a guide in another language."""

from wagtail.models import Site

from home.models import PortalSettings


def test_the_dashboard_bears_the_name_of_the_portal(sample_site, admin_client):
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    settings.name = "Le portail de Roubaix"
    settings.save()
    html = admin_client.get("/admin/").content.decode()
    assert '<h1 class="w-h1 w-mt-0">Le portail de Roubaix</h1>' in " ".join(html.split()).replace("> ", ">").replace(
        " <", "<"
    )
    assert "guide.wagtail.org" not in html
