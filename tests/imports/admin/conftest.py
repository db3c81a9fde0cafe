import pytest
from django.test import Client

from install.setup.groups import EDITORS
from tests.imports.making import member


@pytest.fixture
def editor(sample_site, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return member(EDITORS, "redactrice")


@pytest.fixture
def desk(editor):
    """The browser of somebody who may import."""
    client = Client()
    client.force_login(editor)
    return client
