"""Spreadsheets as people send them."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from install.setup.groups import REGISTERS
from portal.models import User
from spreadsheets.models import Upload
from spreadsheets.writing import FORMATS


@pytest.fixture(autouse=True)
def own_files(tmp_path, monkeypatch):
    """Where dropped files are kept during one test."""
    storage, folder = Upload._meta.get_field("file").storage, str(tmp_path / "spreadsheets")
    for name in ("base_location", "location"):
        monkeypatch.setitem(storage.__dict__, name, folder)


@pytest.fixture
def librarian(sample_site):
    return member("referente", REGISTERS)


def member(name, group):
    user = User.objects.create_user(name, f"{name}@passerelles.example", "un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    return user


def dropped(rows, extension="xlsx", name="Liste de la mairie"):
    return SimpleUploadedFile(f"{name}.{extension}", FORMATS[extension][0](rows, name))
