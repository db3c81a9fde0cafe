"""A document is served to whoever may read a page that shows it, or has a right on its collection; to nobody else."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from install.setup.groups import COORDINATION, EDITORS, REGISTERS
from portal.models import User
from sheets.models import DocumentLink
from tests import factories

PASSWORD = "mot de passe"


@pytest.fixture
def document(sample_site, tmp_path, settings):
    """In a collection of its own, on which no group has a right."""
    settings.MEDIA_ROOT = tmp_path
    GroupCollectionPermission.objects.all().delete()
    made = factories.document()
    made.collection = Collection.get_first_root_node().add_child(name="Réservé")
    made.save()
    return made


@pytest.fixture
def page(document):
    return showing(document)


def showing(document, live=True, **values):
    page = factories.action(**values)
    if not live:
        page.unpublish()
    page.document_links = [DocumentLink(label="Guide", document=document)]
    revision = page.save_revision()
    if live:
        revision.publish()
    return page


def visitor(group="", *codenames):
    account = User.objects.create_user("visite", email="visite@passerelles.example")
    account.groups.set(Group.objects.filter(name=group))
    account.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(account)
    return client


def answer_to(client, document):
    answer = client.get(document.url)
    answer.getvalue()
    return answer


def is_served(client, document):
    return answer_to(client, document).status_code == 200


def test_who_is_in_the_group_of_a_private_page(document, page, client):
    readers = Group.objects.create(name="Partenaires")
    factories.restrict(page.page_ptr, "groups").groups.add(readers)
    assert not is_served(client, document)
    member = visitor("Partenaires")
    assert is_served(member, document)
    readers.user_set.clear()
    assert not is_served(member, document)


def test_who_is_logged_in(document, page, client):
    factories.restrict(page.page_ptr)
    assert not is_served(client, document)
    assert is_served(visitor(), document)


def test_who_gave_the_password(document, page, client):
    restriction = factories.restrict(page.page_ptr, "password", password=PASSWORD)
    assert not is_served(client, document)
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    client.post(address, {"password": PASSWORD, "return_url": page.url})
    assert is_served(client, document)


def test_every_restriction_above_counts(document, page, client):
    factories.restrict(page.page_ptr)
    factories.restrict(page.get_parent(), "password", password=PASSWORD)
    assert not is_served(visitor(), document)


def test_a_private_page_that_is_gone_opens_nothing(document, page):
    factories.restrict(page.page_ptr)
    page.unpublish()
    assert not is_served(visitor(), document)


def test_an_account_of_the_admin_alone_opens_nothing(document):
    showing(document, live=False)
    assert not is_served(visitor("", "access_admin"), document)


def test_who_edits_the_draft_that_names_it(document):
    showing(document, live=False)
    assert is_served(visitor(EDITORS), document)


def test_who_edits_no_page_does_not(document):
    showing(document, live=False)
    assert not is_served(visitor(REGISTERS), document)


def test_editors_do_not_open_what_no_page_of_theirs_names(document):
    assert not is_served(visitor(EDITORS), document)


@pytest.mark.parametrize("right", ["choose_document", "change_document", "add_document"])
def test_a_right_on_the_collection_opens_it(document, right):
    permission = Permission.objects.get(codename=right, content_type__app_label="wagtaildocs")
    group = Group.objects.get(name=COORDINATION)
    client = visitor(COORDINATION)
    assert not is_served(client, document)
    GroupCollectionPermission.objects.create(group=group, collection=document.collection, permission=permission)
    assert is_served(client, document) or right == "add_document"  # adding is a right on one's own


def test_the_privacy_of_the_collection_stands(document, page, client):
    assert is_served(client, document)
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert answer_to(client, document).status_code == 302


def test_what_is_not_everybody_s_is_kept_by_nobody(document, page, client):
    restriction = factories.restrict(page.page_ptr, "password", password=PASSWORD)
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    client.post(address, {"password": PASSWORD, "return_url": page.url})
    answer = answer_to(client, document)
    assert answer["Cache-Control"] == "private, no-store"
    assert not is_served(Client(), document)
