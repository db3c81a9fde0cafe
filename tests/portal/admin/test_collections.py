"""A collection that something was put in meanwhile stays, and says what it holds."""

from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Collection

from tests import factories


def delete(client, collection):
    return client.post(reverse("wagtailadmin_collections:delete", args=[collection.pk]))


def test_a_collection_that_is_not_empty_says_so(sample_site, admin_client):
    collection = Collection.get_first_root_node().add_child(name="Affiches")
    document = factories.document()
    document.collection = collection
    document.save()
    answer = delete(admin_client, collection)
    assert answer.status_code == 302
    (message,) = get_messages(answer.wsgi_request)
    assert "« Affiches » n’est pas vide. Elle contient : 1 document." in str(message)
    assert Collection.objects.filter(pk=collection.pk).exists()


def test_an_empty_one_goes(sample_site, admin_client):
    collection = Collection.get_first_root_node().add_child(name="Affiches")
    delete(admin_client, collection)
    assert not Collection.objects.filter(pk=collection.pk).exists()
