"""Files of editions are kept apart for each test."""

import pytest

from editions import models


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    for model, names in FILES.items():
        for name in names:
            monkeypatch.setattr(model._meta.get_field(name), "storage", models.private_storage())


FILES = {
    models.Issue: ("file", "archive", "folded", "document"),
    models.SheetFile: ("file",),
    models.ListFile: ("file",),
}
