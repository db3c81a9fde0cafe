"""One damaged page must not keep the others out of search."""

import json

import pytest
from django.db import connection

from actions.models import ActionPage
from search.indexing.entries import refresh_entries
from search.indexing.sync import sync
from search.models import Entry

pytestmark = pytest.mark.django_db


def test_a_page_with_damaged_content_leaves_search_and_the_others_are_indexed(sample_site):
    damaged, sound = ActionPage.objects.live()[:2]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE actions_actionpage SET body = %s WHERE page_ptr_id = %s",
            [json.dumps([{"type": "callout", "value": None}]), damaged.pk],
        )
    ActionPage.objects.filter(pk=sound.pk).update(summary="Résumé tout neuf")
    refresh_entries([damaged.pk, sound.pk])
    assert not Entry.objects.filter(page=damaged.pk).exists()
    assert Entry.objects.get(page=sound.pk).card["summary"] == "Résumé tout neuf"
    sync()
