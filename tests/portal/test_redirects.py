"""A page that moved or changed its address still answers at the old one."""

from actions.models import ActionPage
from home.models import StandardPage
from tests import factories


def test_a_renamed_page_redirects_from_its_old_address(sample_site, client, django_capture_on_commit_callbacks):
    page = factories.action(slug="ancien")
    old = page.url
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "nouveau"
        page.save_revision().publish()
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer.url.endswith("/actions/nouveau/")


def test_a_moved_page_redirects_from_its_old_address(sample_site, client):
    help_page, legal = StandardPage.objects.get(code="aide"), StandardPage.objects.get(code="mentions-legales")
    old = legal.url
    legal.move(help_page, pos="last-child")
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer.url.endswith("/aide/mentions-legales/")


def test_the_short_link_follows_the_page(sample_site, client, django_capture_on_commit_callbacks):
    page = ActionPage.objects.get(code="fiche-06")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "croisement"
        page.save_revision().publish()
    assert client.get("/f/fiche-06").url.endswith("/actions/croisement/")
