"""Nothing stands under the key 0, nor behind the name of a model that has no table of its own."""

import re

import pytest
from django.apps import apps
from django.urls import reverse

from tests import factories
from tests.portal.admin.test_astray import KEYED, asked, filled  # noqa: F401

NAMED = [pattern for pattern in KEYED if re.search("app_(label|name)", pattern)]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["revisions_revert", "revisions_unschedule", "revisions_view"])
def test_no_page_has_a_revision_0(sample_site, admin_client, method, name):
    address = reverse(f"wagtailadmin_pages:{name}", args=[factories.action().pk, 0])
    assert getattr(admin_client, method)(address).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_key_0_brings_no_screen_down(asked, method):  # noqa: F811
    """Beside a page that is there: its other key decides."""
    page = factories.action()
    inner = {pattern: re.sub(r"<int:(?!page_id)[^>]*>", "0", pattern) for pattern in KEYED}
    addresses = {filled(each, page.pk) for each in inner.values()}
    assert not [address for address in addresses if getattr(asked, method)(address).status_code >= 500]


def test_who_has_no_account_is_asked_for_one_first(sample_site, client):
    address = reverse("wagtailadmin_pages:revisions_revert", args=[1, 0])
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", ["/admin/editing-sessions/ping/auth/user/1/1/", "/admin/pages/usage/auth/user/"])
def test_a_model_that_was_swapped_is_not_found(sample_site, admin_client, address):
    assert admin_client.post(address).status_code == 404


def test_no_model_brings_a_screen_down(asked):  # noqa: F811
    fallen = set()
    for pattern in NAMED:
        for meta in (model._meta for model in apps.get_models(include_auto_created=True, include_swapped=True)):
            named = re.sub(r"<\w+:(content_type_)?app_(label|name)>", meta.app_label, pattern)
            named = re.sub(r"<\w+:(content_type_)?model_name>", meta.model_name, named)
            address = filled(named.replace("<str:action>", "delete"), 1)
            fallen |= {address for ask in (asked.get, asked.post) if ask(address).status_code >= 500}
    assert not fallen
