"""Migrations say what the database holds, nothing that people read or choose from: a sentence makes none."""

from django.db.migrations.autodetector import MigrationAutodetector

NAMES = ("verbose_name", "verbose_name_plural")


class WordlessAutodetector(MigrationAutodetector):
    """Compares models without their names, help texts, refusals and choices; what it writes has none either."""

    def __init__(self, from_state, to_state, *args, **kwargs):
        super().__init__(_without_words(from_state), _without_words(to_state), *args, **kwargs)


def _without_words(state):
    state = state.clone()
    for model in state.models.values():
        model.options = {name: value for name, value in model.options.items() if name not in NAMES}
        model.fields = {name: _wordless(field) for name, field in model.fields.items()}
    return state


def _wordless(field):
    field = field.clone()
    field._verbose_name = None
    field._error_messages = None
    field.help_text = ""
    field.choices = None
    field._limit_choices_to = None
    return field
