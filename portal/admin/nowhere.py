"""Addresses of the admin with nothing behind them, which stock takes for others and answers with a 500."""

from django.apps import apps

APP_NAMES = "app_label", "app_name", "content_type_app_name"
MODEL_NAMES = "model_name", "content_type_model_name"


def leads_nowhere(values):
    """Given what an address names: a key that no record has, or a model that has no records of its own."""
    return any(map(is_no_key, values.values())) or names_no_table(values)


def is_no_key(value):
    """Keys begin at 1. Stock asks « if revision_id », and takes 0 for none given."""
    return type(value) is int and value == 0


def names_no_table(values):
    app, name = _first(values, APP_NAMES), _first(values, MODEL_NAMES)
    try:
        model = apps.get_model(app, name) if app and name else None
    except LookupError:
        return False  # which each screen answers itself
    return model is not None and has_no_table(model)


def has_no_table(model):
    """That of another stands for a swapped model (« auth.user ») and for a proxy."""
    meta = model._meta
    return bool(meta.swapped or meta.proxy or meta.abstract or not meta.managed)


def _first(values, names):
    return next((values[name] for name in names if name in values), None)
