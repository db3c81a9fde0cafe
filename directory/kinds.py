"""The kinds of pages, whoever made them: the ``type`` facet and every list of types start here."""

from django.db import DEFAULT_DB_ALIAS, connections

from portal.pages import page_models, page_type_choices

from .models import SheetKind


def type_choices():
    """``(code, name)`` of the kinds the public may filter on and vocabularies may be carried by; plain pages last."""
    coded = page_type_choices()
    made = SheetKind.objects.filter(is_coded=False).values_list("code", "plural")
    return [*coded[:-1], *made, coded[-1]]


def set_up_coded_kinds(using=DEFAULT_DB_ALIAS, **kwargs):
    """A locked kind for each type of page that the code gives properties to. After each migration."""
    if SheetKind._meta.db_table not in connections[using].introspection.table_names():
        return  # migrated backwards
    for model in page_models():
        if hasattr(model, "property_values") and not model.kind_is_content:
            names = {"name": str(model.type_name), "plural": str(model.type_label), "tint": model.tint}
            SheetKind.objects.update_or_create(
                code=model.type_code, defaults={"is_coded": True}, create_defaults={**names, "is_coded": True}
            )
