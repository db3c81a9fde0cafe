"""The language of contents is the request's, where the portal has it, and the portal's own otherwise."""

import pytest
from django.utils.translation import override

from portal.text.languages import content_language


@pytest.mark.parametrize(("asked", "given"), [("fr", "fr"), ("fr-be", "fr"), ("tr", "fr"), (None, "fr")])
def test_a_language_of_the_portal(asked, given):
    with override(asked):
        assert content_language() == given


def test_another_language_once_the_portal_has_it(settings):
    settings.LANGUAGES = [("fr", "Français"), ("tr", "Türkçe")]
    with override("tr"):
        assert content_language() == "tr"
