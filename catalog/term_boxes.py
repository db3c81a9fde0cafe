"""The boxes of a vocabulary in a form: which of the ticked terms is the main one, and a search where they are many."""

from collections import Counter

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from portal.inputs.boxes import DrawnBoxes

MANY = 150  # terms: beyond, a box each makes a screen that nobody reads
MAIN = "-main"


class Picked(list):
    """What is ticked, the main one first when the form says which it is."""

    main = ""


class TermBoxes(DrawnBoxes):
    class Media:
        js = ["catalog/term_boxes.js"]

    def value_from_datadict(self, data, files, name):
        picked = Picked(super().value_from_datadict(data, files, name) or ())
        main = data.get(name + MAIN, "")
        if main in picked:
            picked.main = main
            picked.sort(key=lambda value: value != main)
        return picked

    def render(self, name, value, attrs=None, renderer=None):
        ticked = [str(each) for each in value or ()]
        labels = {str(key): label for key, label in self.choices}
        boxes = super().render(name, value, attrs, renderer)
        main = self._main_select(name, [(key, labels[key]) for key in ticked if key in labels])
        return format_html("<div data-term-boxes>{}{}</div>", boxes, main)

    def _main_select(self, name, ticked):
        """The first one, unless another is chosen; shown where there is a choice."""
        options = format_html_join("", '<option value="{}">{}</option>', ticked)
        hidden = "" if len(ticked) > 1 else " hidden"
        return format_html(
            '<label class="main-term"{}>{} <select name="{}">{}</select></label>',
            hidden,
            _("Le principal"),
            name + MAIN,
            options,
        )


class SearchedTermBoxes(TermBoxes):
    """Only what is ticked has its box; the others are found by typing."""

    def render(self, name, value, attrs=None, renderer=None):
        return format_html("{}{}", super().render(name, value, attrs, renderer), self._search(name, list(self.choices)))

    def optgroups(self, name, value, attrs=None):
        ticked, every = {str(each) for each in value}, self.choices
        self.choices = [choice for choice in every if str(choice[0]) in ticked]
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = every

    def _search(self, name, every):
        options = format_html_join("", '<option value="{}" data-key="{}"></option>', told_apart(every))
        return format_html(
            '<div data-term-search="{}"><label>{} <input type="text" list="{}-terms" autocomplete="off"></label>'
            '<datalist id="{}-terms">{}</datalist></div>',
            name,
            _("Ajouter un terme : écrivez son nom"),
            name,
            name,
            options,
        )


def told_apart(choices):
    """``(label, key)``; a name that two terms have is given with its key."""
    labels = [str(label).removeprefix("— ") for _key, label in choices]
    twice = {label for label, number in Counter(labels).items() if number > 1}
    return [
        (f"{label} ({key})" if label in twice else label, key)
        for label, (key, _label) in zip(labels, choices, strict=True)
    ]


def boxes_for(number):
    return SearchedTermBoxes if number > MANY else TermBoxes


def main_of(form, name):
    """The main term that the form says, or None: what was first then stays so."""
    widget = form.fields[name].widget
    value = widget.value_from_datadict(form.data, form.files, form.add_prefix(name)) if form.is_bound else None
    return getattr(value, "main", "") or None
