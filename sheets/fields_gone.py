"""What was typed in a field that the sheet no longer has: given back with a sentence, instead of lost in silence.

A form may be open while a property is withdrawn, a section closed, or the sheet given another kind. What it sends
unchanged is no matter; what was changed there has no place any more, and only who typed it can say where it goes.
"""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalog.models import SheetProperty, Term, Vocabulary
from catalog.property_types import TYPES, clean_cell, form_field
from catalog.term_boxes import MAIN
from portal.inputs.keys import is_key
from sheets.properties.values import cells_of

_PART = re.compile(rf"{MAIN}$|_\d$")


def gone_properties(form, prefix: str) -> Iterator[tuple[str, str]]:
    """``(label, typed)`` for each property that is sent changed and has no field."""
    sent = {name.removeprefix(prefix): name for name in _without_field(form, prefix)}
    known = {prop.code: prop for prop in SheetProperty.objects.filter(code__in=sent)} if sent else {}
    cells = cells_of(form.instance.property_values)
    for code, name in sent.items():
        typed, prop = form.data.get(name, ""), known.get(code)
        if prop and prop.type in TYPES and not prop.is_choice:
            if not _is_stored(form, name, prop, cells.get(code)):
                yield prop.label, typed
        elif typed and typed != str(cells.get(code, {}).get("v", "")):
            yield code, typed


def _is_stored(form, name: str, prop: SheetProperty, cell: dict | None) -> bool:
    prop.required = False
    raw = form_field(prop).widget.value_from_datadict(form.data, form.files, name)
    try:
        return clean_cell(prop, raw) == cell
    except ValidationError:
        return False


def gone_terms(form, prefix: str) -> Iterator[tuple[str, str]]:
    """The same for vocabularies: the terms that were ticked."""
    sent = {name.removeprefix(prefix): name for name in _without_field(form, prefix) if not name.endswith(MAIN)}
    vocabularies = Vocabulary.objects.filter(code__in=sent, locale=form.instance.locale_id) if sent else ()
    for code in sent.keys() - {vocabulary.code for vocabulary in vocabularies}:
        if form.data.get(sent[code]):
            yield code, _labels_of(form.data.getlist(sent[code]))
    carried = {str(link.term_id) for link in form.instance.page_terms.all()} if sent else set()
    for vocabulary in vocabularies:
        own = {str(term.pk): term.label for term in vocabulary.terms.all()}
        ticked = [key for key in form.data.getlist(sent[vocabulary.code]) if key in own]
        if set(ticked) != carried & own.keys():
            yield vocabulary.label, ", ".join(own[key] for key in ticked)


def _labels_of(keys: list[str]) -> str:
    labels = Term.objects.filter(pk__in=filter(is_key, keys)).values_list("label", flat=True)
    return ", ".join(labels)


def _without_field(form, prefix: str) -> list[str]:
    """A widget may send more than its name: « …-main », « …_0 »."""
    return [name for name in form.data if name.startswith(prefix) and _PART.sub("", name) not in form.fields]


def changed_in(form, section) -> Iterator[str]:
    """What is sent changed in a section, asked before its fields leave the form: texts, or nothing to quote."""
    for name in section.fields:
        if name in form.fields and not form._is_undrawn(name):
            field = form.fields[name]
            sent = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            if field.has_changed(form.get_initial_for_field(field, name), sent):
                yield sent if isinstance(sent, str) else ""
    for name in section.formsets:
        formset = form.formsets.get(name)
        if formset is not None and f"{formset.prefix}-TOTAL_FORMS" in form.data and formset.has_changed():
            yield ""


def sentence(label: str, typed: str) -> str:
    gone = _(
        "« %s » n’est plus dans cette fiche : le champ a été retiré pendant que vous écriviez. Rien n’est enregistré."
    )
    text = typed.strip()
    kept = _("Vous y aviez mis : « %s ». Copiez-le si vous en avez besoin, puis enregistrez de nouveau.") % text
    unseen = _(
        "Revenez à l’écran précédent pour copier ce que vous y aviez changé, ou enregistrez de nouveau sans lui."
    )
    return f"{gone % label} {kept if text else unseen}"
