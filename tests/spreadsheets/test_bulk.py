"""Many lines: the engines are asked once, and files are not kept for ever."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from directory.models import Organization
from jobs.sweep import KEPT, prune
from search.indexing.sync import sync_after_commit
from spreadsheets.models import Upload
from tests import factories
from tests.spreadsheets.test_lines import applied, checked


@pytest.mark.django_db(transaction=True)
def test_the_engines_are_asked_once(sample_site, monkeypatch):
    monkeypatch.setattr("jobs.turns.TURN", 0)  # each line is a transaction
    rows = [["Code", "Description"]]
    for number in range(3):
        made = factories.organization()
        factories.action(organization_links=[factories.operator(made)])
        rows.append([made.code, f"Phrase {number}"])
    preview = checked("organisations", rows)
    with patch.object(sync_after_commit, "function") as asked:
        assert applied("organisations", preview)["written"] == 3
    assert asked.call_count == 1
    assert Organization.objects.filter(description__startswith="Phrase").count() == 3


def test_a_file_is_forgotten_a_month_after_the_last_action_on_it(sample_site, tmp_path):
    old, new = (
        Upload.objects.create(table="rues", filename="rues.csv", file=ContentFile(b"x", f"{name}.csv"))
        for name in ("vieux", "neuf")
    )
    Upload.objects.filter(pk=old.pk).update(touched=timezone.now() - KEPT - timedelta(days=1))
    prune()
    assert [upload.pk for upload in Upload.objects.all()] == [new.pk]
    assert [path.name for path in (tmp_path / "spreadsheets").rglob("*.csv")] == ["neuf.csv"]
