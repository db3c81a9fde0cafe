"""Records of the registers that name one that goes, and what the one that stays takes of it."""

from django.core import serializers
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Page

from catalog.models import Term, TermUse
from catalog.models.former_codes import FormerCode, scope_of
from portal.fields import LinesField
from portal.references import indexed_once

OWN = {"code", "locale", "vocabulary", "translation_key", "sort_order"}  # never taken of the other
# Fields that say one thing together: half of it from each record would be wrong, or public against somebody's will.
TOGETHER = (
    ("latitude", "longitude", "precision", "radius"),
    ("holder", "holder_since", "holder_until", "holder_public"),
    ("address", "address_date"),
    ("age_min", "age_max"),
    ("source", "source_date"),
)


def groups_of(model):
    """``[[field]]``: what may be taken of one record or of the other, in the order of the record."""
    fields = [field for field in (*model._meta.concrete_fields, *model._meta.many_to_many) if _is_taken(field)]
    by_name = {field.name: field for field in fields}
    grouped = {name: group for group in TOGETHER for name in group if set(group) <= by_name.keys()}
    seen = dict.fromkeys(grouped.get(field.name, (field.name,)) for field in fields)
    return [[by_name[name] for name in group] for group in seen]


def _is_taken(field):
    return field.editable and not field.primary_key and field.name not in OWN and not isinstance(field, LinesField)


def value_of(record, field):
    if field.many_to_many:
        return sorted(getattr(record, field.name).values_list("pk", flat=True))
    return getattr(record, field.attname)


def is_empty(record, group):
    return value_of(record, group[0]) in (None, "", [])


def taken_by_default(lost, kept):
    """What the kept record lacks; nothing from what is internal into what is public."""
    if getattr(kept, "is_public", False) and not getattr(lost, "is_public", True):
        return []
    groups = groups_of(type(kept))
    return [group[0].name for group in groups if is_empty(kept, group) and not is_empty(lost, group)]


def filled(kept, lost, given):
    """``kept`` with what it takes of the other, unsaved; and ``{field: value}`` of what names many."""
    many = {}
    for group in groups_of(type(kept)):
        if group[0].name in given:
            many |= {field.name: value_of(lost, field) for field in group if field.many_to_many}
            for field in (field for field in group if not field.many_to_many):
                setattr(kept, field.attname, getattr(lost, field.attname))
    for field in kept._meta.concrete_fields:
        if isinstance(field, LinesField):
            setattr(kept, field.name, _lines(field, kept, lost))
        elif field.related_model is type(kept) and getattr(kept, field.attname) == lost.pk:
            above = getattr(lost, field.attname)
            setattr(kept, field.attname, above if above != kept.pk else None)
    return kept, many


def _lines(field, kept, lost):
    """Those of both; other names also have the names of the one that goes, as long as there is room."""
    lines = [*getattr(kept, field.name), *getattr(lost, field.name)]
    if field.name in ("aliases", "synonyms"):
        own = {str(kept).casefold(), getattr(kept, "acronym", "").casefold()}
        lines = [name for name in (*lines, *names_of(lost)) if name.casefold() not in own]
    found = []
    for line in dict.fromkeys(lines):
        if sum(map(len, found)) + len(line) + len(found) <= field.most:
            found.append(line)
    return found


def names_of(record):
    said = (str(getattr(record, name, "")) for name in ("name", "label", "title", "acronym", "short_label"))
    return list(dict.fromkeys(filter(None, said)))


def known_by(record):
    """How a file may call it: for imports."""
    words = {name: getattr(record, name, "") for name in ("email", "phone", "holder")}
    return {"names": [*names_of(record), *_other_names(record)], **words}


def _other_names(record):
    return [*getattr(record, "aliases", ()), *getattr(record, "synonyms", ())]


def note_former_code(lost, kept):
    """What led to the lost record leads to the kept one too: those codes are returned."""
    led = FormerCode.objects.of(lost)
    codes = list(led.values_list("code", flat=True))
    led.update(current=kept.code)
    FormerCode.objects.create(
        model=lost._meta.label_lower,
        scope=scope_of(lost),
        code=lost.code,
        current=kept.code,
        known_by=known_by(lost),
    )
    return codes


def relations_to(record):
    """Columns of other tables that name ``record``, those of pages, of their rows and of versions apart."""
    for relation in record._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many and _is_moved(relation):
            yield relation


def _is_moved(relation):
    model = relation.related_model
    owner = model._meta.auto_created
    if not owner:
        return not _is_of_a_page(model)
    own = any(field.m2m_field_name() == relation.field.name for field in _lists_in(model))
    return not own and not _is_of_a_page(owner)


def _lists_in(through):
    """The fields, one at most, that are stored in this table."""
    return [field for field in through._meta.auto_created._meta.many_to_many if field.remote_field.through is through]


def _is_of_a_page(model):
    """What travels in versions of a page, or is told of them."""
    if issubclass(model, Page | TermUse):
        return True
    return any(isinstance(field, ParentalKey) and field.related_model is Page for field in model._meta.concrete_fields)


def move_relations(lost, kept):
    """``[[model, key, field, had it already]]`` of what named the one and names the other."""
    moved = []
    for relation in relations_to(lost):
        model, field = relation.related_model, relation.field
        move = _move_pair if model._meta.auto_created else _move_key
        for row in list(model._base_manager.filter(**{field.name: lost})):
            moved += move(row, field, kept)
    return moved


def _move_key(row, field, kept):
    """A record does not come to depend on itself."""
    if isinstance(row, type(kept)) and row.pk == kept.pk:
        return []
    setattr(row, field.attname, kept.pk)
    row.save()
    return [[row._meta.label_lower, row.pk, field.name, False]]


def _move_pair(row, field, kept):
    """Many to many: the record that holds them, whose signals others listen to, changes its list."""
    owner, name = _list_of(row, field)
    if owner == kept:
        getattr(owner, name).remove(getattr(row, field.attname))
        return []
    lost = field.related_model._base_manager.get(pk=getattr(row, field.attname))
    had = swap_in_list(owner, name, lost, kept)
    return [[owner._meta.label_lower, owner.pk, name, had]]


def _list_of(row, field):
    many = _lists_in(type(row))[0]
    return getattr(row, many.m2m_field_name()), many.name


def swap_in_list(owner, name, lost, kept):
    """Whether the other stood there too."""
    owner = type(owner)._base_manager.get(pk=owner.pk)
    values = getattr(owner, name)
    had = values.filter(pk=kept.pk).exists()
    values.add(kept)
    values.remove(lost)
    if isinstance(owner, ClusterableModel):
        with indexed_once(owner):
            owner.save()
    return had


def as_json(record):
    return serializers.serialize("json", [record])


def problems(lost, kept, *, removes=True):
    """Why these two cannot be one, or the one not named for the other; empty when they can."""
    if lost.pk == kept.pk or type(lost) is not type(kept):
        return [_("Choisissez un autre enregistrement du même répertoire.")]
    found = hidden_by(lost, kept)
    if removes and isinstance(lost, Term):
        found += _of_terms(lost, kept)
    if removes:
        found += [_both(each) for each in relations_to(lost) if each.one_to_one and _have(each, lost, kept)]
    if removes and _hangs_between(lost, kept):
        found.append(_("« %(kept)s » dépend de « %(lost)s » par une autre : corrigez d’abord de quoi elle dépend."))
    return [reason % {"kept": kept, "lost": lost} for reason in found]


def hidden_by(lost, kept):
    """What pages show of the one, and would no longer show of the other."""
    if getattr(lost, "public", False) and not kept.public:
        return [_("« %(lost)s » est public et « %(kept)s » ne l’est pas : les pages ne montreraient plus personne.")]
    if getattr(lost, "active", False) and not kept.active:
        return [_("« %(kept)s » n’existe plus : les pages la nommeraient à tort.")]
    return []


def _of_terms(lost, kept):
    if lost.vocabulary_id != kept.vocabulary_id:
        return [_("Les deux termes sont de vocabulaires différents.")]
    if lost.children.exists() and kept.parent_id and kept.parent_id != lost.pk:
        return [_("« %(lost)s » contient d’autres termes : celui qui reste doit être sans parent.")]
    if kept.parent_id == lost.pk:
        return [_("« %(kept)s » est contenu dans « %(lost)s » : déplacez-le d’abord.")]
    if lost.matches_all != kept.matches_all:
        return [_("L’un des deux « vaut pour tout » et l’autre non : accordez-les d’abord.")]
    return []


def _have(relation, lost, kept):
    rows = relation.related_model._base_manager
    return all(rows.filter(**{relation.field.name: each}).exists() for each in (lost, kept))


def _both(relation):
    name = relation.related_model._meta.verbose_name
    return _("Chacun des deux a sa ligne « %s » : supprimez d’abord celle qui est de trop.") % name


def _hangs_between(lost, kept):
    """Whether ``kept`` depends on something that depends on ``lost``: that would then depend on itself."""
    seen, above = set(), getattr(kept, "parent", None)
    while above and above.pk not in seen and above.pk != lost.pk:
        seen.add(above.pk)
        above = above.parent
    return bool(above) and above.pk == lost.pk and kept.parent_id != lost.pk
