"""The head of each column of a list is a word."""

import pytest
from wagtail.snippets.models import get_snippet_models


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.label)
def test_a_column_is_named_by_its_field(model):
    """Of ``get_…_display`` stock makes « method »; the name of the field alone is shown in words too."""
    named = [name for name in model.snippet_viewset.list_display if isinstance(name, str)]
    assert [name for name in named if name.startswith("get_")] == []
