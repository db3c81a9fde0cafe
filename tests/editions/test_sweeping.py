"""What killed processes left goes; what rows name, and what is still being written, stays."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from editions.sweeping import sweep
from tests import factories
from tests.editions.making import edition, make

pytestmark = pytest.mark.usefixtures("sample_site")


def aged(path):
    long_ago = (timezone.now() - timedelta(days=60)).timestamp()
    os.utime(path, (long_ago, long_ago))


def test_work_and_files_that_no_row_names_go_once_they_are_old(settings):
    root = settings.VAR_DIR / "editions"
    issue = make(edition(factories.action("Chorale")))
    (root / "work-killed").mkdir()
    (root / "livret-orphelin.pdf").write_bytes(b"%PDF")
    (root / "livret-en-cours.pdf").write_bytes(b"%PDF")
    for path in root.iterdir():
        if path.name != "livret-en-cours.pdf":
            aged(path)
    sweep(timezone.now() - timedelta(days=30))
    kept = {file.name for file in issue.files.values()}
    assert {path.name for path in root.iterdir()} == {*kept, "livret-en-cours.pdf"}


def test_without_any_file_nothing_is_to_be_swept():
    sweep(timezone.now())
