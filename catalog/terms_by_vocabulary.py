"""Boxes of terms of all vocabularies, each vocabulary folded away unless something in it is ticked."""

from django import forms
from django.template.loader import render_to_string

from catalog.models import Vocabulary


class TermsByVocabulary(forms.CheckboxSelectMultiple):
    """For a ``ModelMultipleChoiceField`` of terms, which come in the order of their vocabularies."""

    def optgroups(self, name, value, attrs=None):
        labels, groups = dict(Vocabulary.objects.values_list("pk", "label")), {}
        for _group, [option], _index in super().optgroups(name, value, attrs):
            groups.setdefault(option["value"].instance.vocabulary_id, []).append(option)
        return [(labels[key], options, any(each["selected"] for each in options)) for key, options in groups.items()]

    def render(self, name, value, attrs=None, renderer=None):
        return render_to_string("catalog/admin/terms_by_vocabulary.html", self.get_context(name, value, attrs))
