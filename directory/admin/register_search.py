"""Searching a register as one speaks: without case or accents, in the words that stand for choices too (« troïka »)."""

from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from portal.text.letters import sort_key


class SpokenSearch(DjangoORMSearchHandler):
    """A register has hundreds of records: they are read, since no database folds letters as people do."""

    def search_queryset(self, queryset, search_term, **kwargs):
        words = _folded(search_term or "").split()
        if not words:
            return queryset
        names = list(self.search_fields)
        spoken = {name: dict(_choices(queryset.model, name)) for name in names}
        found = []
        for pk, *values in queryset.order_by().values_list("pk", *names).distinct():
            text = _folded(" ".join(_words(value, spoken[name]) for name, value in zip(names, values, strict=True)))
            if all(word in text for word in words):
                found.append(pk)
        return queryset.filter(pk__in=found)


def _folded(text):
    return sort_key(text.replace("\0", ""))[0]


def _choices(model, name):
    return () if "__" in name else model._meta.get_field(name).choices or ()


def _words(value, spoken):
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(spoken.get(value, value) or "")
