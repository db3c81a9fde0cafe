"""A sentence that changes makes no migration; a column that changes makes one."""

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation
from wagtail import blocks

from actions.models import ActionPage
from directory.models import Contact
from portal.fields import StreamField
from portal.wordless import WordlessAutodetector
from resources.models import ResourcePage
from sheets.models import GenericSheetPage

ROOMS = {"portal", "catalog", "directory", "search", "sheets", "actions", "resources", "centers", "events", "home"}


def changes_after(change):
    """What ``makemigrations`` would write, by app, once ``change(state)`` was made to the models."""
    written = MigrationLoader(None)
    models_now = ProjectState.from_apps(apps)
    change(models_now)
    with translation.override(None):  # as Django's commands do
        return WordlessAutodetector(written.project_state(), models_now).changes(graph=written.graph)


def field(state, model, name):
    return state.models[model._meta.app_label, model._meta.model_name].fields[name]


def other_help(state):
    field(state, ResourcePage, "summary").help_text = "Autrement dit."


def other_label(state):
    field(state, ResourcePage, "summary")._verbose_name = "chapeau"


def other_refusal(state):
    field(state, ResourcePage, "summary")._error_messages = {"blank": "Un résumé, s’il vous plaît."}


def other_choices(state):
    field(state, ActionPage, "code").choices = [("a", "A")]


def other_records_to_choose(state):
    field(state, Contact, "sector")._limit_choices_to = {"label": "Nord"}


def other_name(state):
    state.models["resources", "resourcepage"].options["verbose_name"] = "ressource à lire"


@pytest.mark.parametrize(
    "change", [other_help, other_label, other_refusal, other_choices, other_records_to_choose, other_name]
)
def test_a_wording_makes_no_migration(change):
    assert changes_after(change) == {}


def test_another_block_makes_no_migration():
    def add_a_block(state):
        fields = state.models["sheets", "genericsheetpage"].fields
        fields["body"] = StreamField([("quote", blocks.TextBlock(label="Citation"))], blank=True)

    assert changes_after(add_a_block) == {}


def test_a_column_makes_one():
    def make_optional(state):
        field(state, ResourcePage, "summary").null = True

    assert list(changes_after(make_optional)) == ["resources"]


def test_the_blocks_survive_a_copy_of_the_field():
    body = GenericSheetPage._meta.get_field("body")
    assert list(body.clone().stream_block.child_blocks) == list(body.stream_block.child_blocks)


def test_a_field_of_ours_is_written_as_django_s_or_wagtail_s():
    fields = [field for model in apps.get_models() for field in model._meta.local_fields]
    rooms = {field.deconstruct()[1].split(".")[0] for field in fields if isinstance(field, models.Field)}
    assert not rooms & ROOMS
