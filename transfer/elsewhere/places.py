"""Under which page what comes from elsewhere may stand, as pages of which type."""

from portal.inputs.pages import UNKNOWN, page_named

FIELDS = {"summary", "body"}


class NoPlace(Exception):
    """Why nothing may come there, in French."""


def place_named(words):
    found = page_named(words)
    if found is None:
        raise NoPlace(UNKNOWN % words)
    return found


def model_under(parent):
    """The plainest type of page that ``parent`` holds: with a text, and asking for no row of its own."""
    allowed = parent.specific_class.allowed_subpage_models() if parent.specific_class else []
    models = [model for model in allowed if {field.name for field in model._meta.get_fields()} >= FIELDS]
    if not models:
        raise NoPlace(f"« {parent.title} » ne reçoit pas de pages avec un texte : choisissez une liste de fiches.")
    model = min(models, key=lambda each: len(each._meta.get_fields()))
    if hasattr(model, "sheet_kind") and not getattr(parent.specific, "sheet_kind_id", None):
        raise NoPlace(f"« {parent.title} » a plusieurs types de fiches : choisissez une liste d’un seul type.")
    return model


def refuse_without_right(parent, user):
    if not parent.permissions_for_user(user).can_add_subpage():
        raise NoPlace(f"Le compte « {user} » n’a pas le droit d’ajouter une page sous « {parent.title} ».")
