from datetime import timedelta

import pytest

from jobs import kinds, work
from portal.models import User
from tests.jobs.kinds import KINDS


@pytest.fixture(autouse=True)
def known_kinds(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds, **{kind.code: kind for kind in KINDS}})
    monkeypatch.setattr(work, "BEAT", timedelta(0))
    work.leaving.clear()
    yield
    work.leaving.clear()


@pytest.fixture
def asker(db):
    return User.objects.create_superuser("demandeuse", "demandeuse@passerelles.example", "un mot de passe")
