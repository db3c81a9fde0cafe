"""The kinds of pages, whoever made them: the ``type`` facet and every list of types start here."""

from django.db import DEFAULT_DB_ALIAS, connections
from wagtail.models import Page

from catalog.models import SheetKind, Vocabulary
from portal.pages import page_models, page_type_choices


def type_choices():
    """``(code, name)`` of the kinds that vocabularies may be carried by, whoever made them; plain pages last."""
    return _with_coded(SheetKind.objects.filter(is_coded=False))


def filter_choices() -> list[tuple[str, str]]:
    """Those the public may filter on: of the retired kinds, the ones that still have pages."""
    made = SheetKind.objects.filter(is_coded=False)
    return _with_coded(kind for kind in made if not kind.retired or sheets_of(kind).exists())


def _with_coded(kinds):
    coded = page_type_choices()
    return [*coded[:-1], *((kind.code, kind.plural) for kind in kinds), coded[-1]]


def set_up_coded_kinds(using=DEFAULT_DB_ALIAS, **kwargs):
    """A locked kind for each type of page that the code gives properties to. After each migration."""
    if SheetKind._meta.db_table not in connections[using].introspection.table_names():
        return  # migrated backwards
    for rank, model in enumerate(page_models(), start=1):
        if hasattr(model, "property_values") and not model.kind_is_content:
            look = {"tint": model.tint, "icon": model.page_icon, "order": rank}
            names = {"name": str(model.type_name), "plural": str(model.type_label), **look}
            SheetKind.objects.update_or_create(
                code=model.type_code, defaults={"is_coded": True}, create_defaults={**names, "is_coded": True}
            )


def kind_of(code):
    return SheetKind.objects.filter(code=code).first()


def offered_kinds():
    """Those a new sheet may take."""
    return SheetKind.objects.filter(is_coded=False, retired=False)


def made_models():
    """The page classes whose kind is a record, named by their ``sheet_kind``."""
    return [model for model in page_models() if model.kind_is_content]


def coded_models(kind):
    return [model for model in page_models() if model.type_code == kind.code and not model.kind_is_content]


def pages_of(kind):
    """Every page of this kind, drafts included."""
    if kind.is_coded:
        return Page.objects.type(*coded_models(kind)) if coded_models(kind) else Page.objects.none()
    ids = [pk for model in made_models() for pk in model.objects.filter(sheet_kind=kind).values_list("pk", flat=True)]
    return Page.objects.filter(pk__in=ids)


def sheets_of(kind):
    """Its pages, the model sheet apart: that one is a pattern."""
    return pages_of(kind).exclude(pk=kind.starting_id)


def page_vocabularies():
    return Vocabulary.objects.exclude(source=Vocabulary.Source.REGISTER)


def carried_by(code):
    """The vocabularies of sheets of this kind."""
    return [vocabulary for vocabulary in page_vocabularies() if code in (vocabulary.page_types or [])]


def carry(code, wanted):
    """``wanted``: primary keys. Written on the vocabularies, where the rule stands; those of the registers are left."""
    for vocabulary in page_vocabularies():
        types = list(vocabulary.page_types or [])
        if (code in types) != (vocabulary.pk in wanted):
            kept = [each for each in types if each != code]
            vocabulary.page_types = [*kept, code] if vocabulary.pk in wanted else kept
            vocabulary.save(update_fields=["page_types"])
