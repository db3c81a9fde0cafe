"""What is wrong with a text of blocks is said in French, of the whole as of each block; a list of lines stays one."""

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from actions.models import ActionPage
from catalog.models import Term
from directory.models import GlossaryEntry
from portal.fields import LinesField, StreamField
from portal.pages import page_models
from tests import factories
from tests.editing import drawn_form, edit_url, errors_of, send

WORD = blocks.CharBlock()


def refusal(value, **options):
    field = StreamField([("word", WORD)], **options).formfield()
    with pytest.raises(ValidationError) as refused:
        field.clean(field.block.to_python(value))
    return refused.value.messages


def test_a_block_that_is_wrong():
    assert refusal([{"type": "word", "value": ""}]) == ["un bloc est à corriger."]


def test_a_text_that_is_missing():
    assert refusal([]) == ["Champ requis."]


def test_every_text_of_blocks_is_such_a_field():
    fields = [field for model in page_models() for field in model._meta.fields]
    stock = [f for f in fields if f.get_internal_type() == "JSONField" and hasattr(f, "stream_block")]
    assert stock
    assert all(isinstance(field, StreamField) for field in stock)


def test_the_form_says_it_in_french(sample_site, admin_client):
    page = factories.action()
    data = drawn_form(admin_client, edit_url(page))
    name = next(field.name for field in page._meta.fields if isinstance(field, StreamField))
    kind = next(iter(page._meta.get_field(name).stream_block.child_blocks))
    data.update({f"{name}-count": "1", f"{name}-0-deleted": "", f"{name}-0-order": "0", f"{name}-0-type": kind})
    data.update({f"{name}-0-value": "null", "action-publish": "1"})
    answer = send(admin_client, edit_url(page), data)
    assert errors_of(answer)[name] == ["un bloc est à corriger."]
    assert "Validation error" not in answer.content.decode()


def lines(count):
    return "\n".join(f"mot {number}" for number in range(count))


@pytest.mark.parametrize("model", [Term, GlossaryEntry])
def test_synonyms_are_a_few_words(model):
    """A text pasted there was analysed with each page of the term: minutes of work for one save."""
    field = model._meta.get_field("synonyms").formfield()
    assert field.clean(lines(50)) == lines(50).splitlines()
    with pytest.raises(ValidationError, match="c’est trop : 1000 au plus"):
        field.clean("mot " * 75_000)


def test_a_list_of_lines_is_no_book():
    field = ActionPage._meta.get_field("objectives").formfield()
    assert len(field.clean(lines(200))) == 200
    with pytest.raises(ValidationError, match="c’est trop : 10000 au plus"):
        field.clean(lines(5000))


def test_a_line_that_holds_what_no_text_may_is_refused():
    field = LinesField("mots").formfield()
    with pytest.raises(ValidationError) as refused:
        field.clean("avant\nun\0deux")
    assert refused.value.messages == ["Le caractère nul n’est pas autorisé."]
    assert field.clean("avant\nun deux") == ["avant", "un deux"]
