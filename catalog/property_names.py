"""One name, one field: what a form already calls by a name, however it is written."""

from django.utils.translation import gettext as _

from catalog.kinds import coded_models, made_models
from catalog.models import SheetProperty, Vocabulary
from catalog.models.names import plain
from catalog.sections import SECTIONS


def name_problem(name, kinds, *, but=None, of_vocabulary=None):
    """Why no field of these kinds may be called ``name``; empty when it may.

    ``but``: the property that asks. ``of_vocabulary``: the vocabulary that it gives a name to, or that asks.
    """
    wanted = plain(name)
    return (
        _property_problem(wanted, kinds, but)
        or _vocabulary_problem(wanted, kinds, of_vocabulary)
        or _built_in(wanted, kinds)
    )


def _property_problem(wanted, kinds, but):
    others = SheetProperty.objects.exclude(pk=but and but.pk).prefetch_related("kinds")
    for prop in others:
        if plain(prop.label) == wanted and any(prop.applies_to(kind.code) for kind in kinds):
            if prop.retired:
                return _("« %(name)s » existe déjà, retirée : remettez-la, ou donnez un autre nom.") % {"name": prop}
            return _("Un autre champ de ces fiches s’appelle déjà « %(name)s » : donnez un autre nom.") % {"name": prop}
    return ""


def _vocabulary_problem(wanted, kinds, own):
    """A vocabulary that a property names is called as that property is."""
    codes = {kind.code for kind in kinds}
    for each in Vocabulary.objects.filter(properties=None).exclude(pk=own and own.pk):
        if plain(each.label) == wanted and codes.intersection(each.page_types or ()):
            return _("Un vocabulaire de ces fiches s’appelle déjà « %(name)s » : donnez un autre nom.") % {"name": each}
    return ""


def _built_in(wanted, kinds):
    for kind in kinds:
        for label in built_in_names(kind):
            if plain(label) == wanted:
                return _("Ces fiches ont déjà un champ « %(name)s », prévu par le portail : donnez un autre nom.") % {
                    "name": label
                }
    return ""


def repeated_names(kind_code, vocabularies):
    """Names that a form would show twice, were these the vocabularies of a kind: of two of them, or of a property."""
    own = [each for each in vocabularies if not each.properties.exists()]
    fields = [prop for prop in SheetProperty.objects.prefetch_related("kinds") if prop.applies_to(kind_code)]
    names = [str(each) for each in (*own, *fields)]
    plains = [plain(name) for name in names]
    return [name for place, name in enumerate(names) if plains[place] in plains[:place]]


def built_in_names(kind):
    """Names of the fields that the code gives to the form, and of what a kind may leave out and take back."""
    models = coded_models(kind) if kind.is_coded else made_models()
    fields = [field for model in models for field in _form_fields(model) if field.label]
    return [str(field.label) for field in fields] + [str(section.label) for section in SECTIONS.values()]


def _form_fields(model):
    return model.get_edit_handler().get_form_class().base_fields.values()
