from pathlib import Path

import pytest

from portal.models import User
from resources.models import ResourceIndexPage

DATA = Path(__file__).parent / "data"


@pytest.fixture
def admin(db):
    return User.objects.create_superuser("admin", "admin@passerelles.example", "un mot de passe")


@pytest.fixture
def index(sample_site):
    return ResourceIndexPage.objects.get()
