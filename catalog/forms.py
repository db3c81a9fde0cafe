"""Form fields made at request time from the vocabularies, so that a new vocabulary needs no code."""

from django import forms
from django.utils.functional import cached_property

from catalog.models import PageTerm, Vocabulary
from catalog.term_boxes import boxes_for, main_of
from portal.publication.page_form import PageForm

PREFIX = "vocab_"


def vocabularies_for(kind_code, locale_id=None):
    """Vocabularies that the editors choose terms from on pages of this kind."""
    vocabularies = Vocabulary.objects.filter(source=Vocabulary.Source.CHOSEN)
    if locale_id:
        vocabularies = vocabularies.filter(locale_id=locale_id)
    vocabularies = vocabularies.prefetch_related("terms", "properties__kinds")
    return [vocabulary for vocabulary in vocabularies if _carries(kind_code, vocabulary)]


def _carries(kind_code, vocabulary):
    """A choice property decides for its vocabulary; else the vocabulary says it."""
    for prop in vocabulary.properties.all():
        return not prop.retired and prop.applies_to(kind_code)
    return kind_code in (vocabulary.page_types or [])


class TermsField(forms.TypedMultipleChoiceField):
    """The terms of one vocabulary, by primary key."""

    is_made_for_request = True

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        choices = [(term.pk, ("— " if depth else "") + term.label) for term, depth in vocabulary.ordered_terms()]
        widget = boxes_for(len(choices)) if vocabulary.multiple else forms.Select
        super().__init__(
            label=vocabulary.label,
            help_text=vocabulary.help,
            required=False,
            coerce=int,
            choices=choices if vocabulary.multiple else [("", "—"), *choices],
            widget=widget,
        )

    def to_python(self, value):
        return super().to_python([value] if value and not isinstance(value, list | tuple) else value)

    def prepare_value(self, value):
        if not self.vocabulary.multiple and isinstance(value, list | tuple):
            return value[0] if value else None
        return value

    def has_changed(self, initial, data):
        wanted = data if isinstance(data, list | tuple) else [data] if data else []
        main = getattr(data, "main", "")
        if main and initial and str(initial[0]) != main:
            return True
        return {str(pk) for pk in initial or []} != {str(pk) for pk in wanted}


def stored_value(data, initial):
    return initial


class ClassifiedPageForm(PageForm):
    """Adds one field per vocabulary of the page's type; what is chosen travels in drafts and revisions."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = [
            link.term_id for link in sorted(self.instance.page_terms.all(), key=lambda link: link.sort_order or 0)
        ]
        for vocabulary in self.vocabularies:
            field = TermsField(vocabulary)
            own = {term.pk for term in vocabulary.terms.all()}
            self.fields[PREFIX + vocabulary.code] = field
            self.initial[PREFIX + vocabulary.code] = [pk for pk in chosen if pk in own]

    @cached_property
    def vocabularies(self):
        return vocabularies_for(self.instance.kind_code, self.instance.locale_id)

    def full_clean(self):
        """A field made, or brought back, since the form was opened keeps what is stored, as if it were read only."""
        undrawn = [field for name, field in self.fields.items() if self._is_made_and_undrawn(name, field)]
        for field in undrawn:
            field.disabled = True
        super().full_clean()
        for field in undrawn:
            field.disabled = False
            field.bound_data = stored_value  # should the form be shown again

    def _is_made_and_undrawn(self, name, field):
        return self.is_bound and hasattr(field, "is_made_for_request") and self._is_undrawn(name)

    def _is_undrawn(self, name):
        return self.fields[name].widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))

    def _post_clean(self):
        self._set_terms()
        super()._post_clean()

    def _set_terms(self):
        """Before the instance is validated: keeps the terms of vocabularies that are not in the form."""
        links = {link.term_id: link for link in self.instance.page_terms.all()}
        offered = {term.pk for vocabulary in self.vocabularies for term in vocabulary.terms.all()}
        wanted = [pk for pk in links if pk not in offered]
        for vocabulary in self.vocabularies:
            name = PREFIX + vocabulary.code
            picked = self.cleaned_data.get(name, self.initial.get(name, []))
            earlier = [pk for pk in self.initial.get(name, []) if pk in picked]  # the first term stays the main one
            ordered = earlier + [pk for pk in picked if pk not in earlier]
            main = main_of(self, name)
            wanted += sorted(ordered, key=lambda pk, main=main: str(pk) != main) if main else ordered
        rows = [links.get(pk) or PageTerm(term_id=pk) for pk in wanted]
        for order, row in enumerate(rows):
            row.sort_order = order
        self.instance.page_terms = rows
