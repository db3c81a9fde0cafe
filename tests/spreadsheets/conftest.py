"""Spreadsheets as people send them."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from install.setup.groups import REGISTERS
from portal.models import User
from spreadsheets.writing import FORMATS


@pytest.fixture(autouse=True)
def own_files(tmp_path, settings):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def librarian(sample_site):
    return member("referente", REGISTERS)


def member(name, group):
    user = User.objects.create_user(name, f"{name}@passerelles.example", "un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    return user


def dropped(rows, extension="xlsx", name="Liste de la mairie"):
    return SimpleUploadedFile(f"{name}.{extension}", FORMATS[extension][0](rows, name))
