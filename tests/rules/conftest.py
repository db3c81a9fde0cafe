"""The sample site without its ready rules, and without what they noted of its making."""

import pytest

from rules.models import Rule


@pytest.fixture
def no_rule(sample_site):
    Rule.objects.all().delete()
