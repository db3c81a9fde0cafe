"""The test suite's own promises: each test starts from the state it asked for, and unknown template names fail."""

from pathlib import Path

import pytest
from django.template import Context, Origin, Template, engines
from wagtail.models import Page

from portal.models import User
from tests.templates import ROOT, UnknownName


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_a_user_behind():
    User.objects.create(username="restée")


@pytest.mark.django_db
def test_the_next_test_does_not_see_it():
    assert not User.objects.exists()
    assert Page.objects.exists(), "what migrations made is still there"


@pytest.mark.django_db(transaction=True)
def test_nor_does_a_transactional_one():
    assert not User.objects.exists()
    assert Page.objects.exists()


def render(text, path, **context):
    return Template(text, origin=Origin(str(path)), engine=engines["django"].engine).render(Context(context))


OURS = ROOT / "templates" / "essai.html"
WAGTAILS = ROOT / ".venv" / "lib" / "wagtail" / "essai.html"


@pytest.mark.parametrize("text", ["{{ inconnu }}", "{{ page.inconnu }}", "{{ inconnu|upper }}"])
def test_unknown_name_fails_in_our_templates(text):
    with pytest.raises(UnknownName, match="inconnu"):
        render(text, OURS, page=Path())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{{ inconnu|default:'rien' }}", "rien"), ("{% if inconnu %}oui{% else %}non{% endif %}", "non")],
)
def test_optional_name_is_left_alone(text, expected):
    assert render(text, OURS) == expected


def test_unknown_name_is_silent_in_wagtails_templates():
    assert render("a{{ inconnu }}b{{ inconnu|default:'c' }}", WAGTAILS) == "abc"


def test_a_file_stays_with_one_worker(request):
    """pytest-xdist tells the groups of ``tests/conftest.py`` by names that it changes: with some pytest it cannot."""
    if not hasattr(request.config, "workerinput"):
        pytest.skip("un seul processus")
    assert request.node.nodeid.endswith("@test_harness.py")
