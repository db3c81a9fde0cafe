"""The screen of sites refuses, in words, a name or a port that no browser can ask for."""

import pytest
from django.urls import reverse
from wagtail.models import Site


def add(client, site, **values):
    sent = {
        "hostname": "www.ville.example",
        "port": "443",
        "site_name": "",
        "root_page": str(site.root_page_id),
        **values,
    }
    return client.post(reverse("wagtailsites:add"), sent).content.decode()


@pytest.mark.parametrize(
    "name",
    ["http://x.example/", "é à/..", "x.example/", "x.example:80", "..", "-x.example", "a b", "x_y", "x.example."],
)
def test_a_name_that_is_none(sample_site, admin_client, name):
    assert "Écrivez le nom seul" in add(admin_client, sample_site, hostname=name)
    assert Site.objects.count() == 1


@pytest.mark.parametrize("port", ["-1", "0", "65536", "99999999999"])
def test_a_port_that_is_none(sample_site, admin_client, port):
    assert "de 1 à 65535" in add(admin_client, sample_site, port=port)
    assert Site.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["www.ville.example", "WWW.Ville.example", "localhost", "10.0.0.1", "[::1]", "xn--cole-9oa.example"]
)
def test_a_name_that_is_one(sample_site, admin_client, name):
    add(admin_client, sample_site, hostname=name)
    assert Site.objects.filter(hostname=name.lower(), port=443).exists()
