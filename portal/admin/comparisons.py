"""Two versions of a page side by side: values as their form says them, where stock writes what the database holds."""

import datetime

from django.utils.formats import localize
from django.utils.html import escape, format_html_join
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin import compare
from wagtail.utils.text import text_from_html


def shown(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Oui") if value else _("Non")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(localize(value)) if isinstance(value, datetime.date | datetime.time) else str(value)


def shown_block(block, value):
    if value is None or isinstance(value, bool) or isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return shown(value)
    if isinstance(block, blocks.ChoiceBlock):
        return shown(_label(block.field.choices, value))
    return text_from_html(block.render_basic(value))


def _label(choices, value):
    for code, label in choices:
        if isinstance(label, list | tuple) and value in dict(label):
            return dict(label)[value]
        if code == value:
            return label
    return value


class _Block:
    def htmlvalue(self, value):
        return escape(shown_block(self.block, value))

    def htmldiff(self):
        before, after = (shown_block(self.block, value) for value in (self.val_a, self.val_b))
        return compare.diff_text(before, after).to_html()


class _List:
    def htmlvalue(self, value):
        """Each of its blocks as it is shown alone: stock writes their names and values as Python has them."""
        block = self.block.child_block
        comparison = compare.get_comparison_class_for_block(block)
        rows = ((comparison(block, True, True, each, each).htmlvalue(each),) for each in value)
        return format_html_join("\n", '<div class="comparison__child-object">{}</div>', rows)


class _Field:
    def htmldiff(self):
        before, after = shown(self.val_a), shown(self.val_b)
        if before == after:
            return escape(before)
        return compare.TextDiff([("deletion", before), ("addition", after)]).to_html()


class _Text:
    def htmldiff(self):
        return compare.diff_text(shown(self.val_a), shown(self.val_b)).to_html()


class _Choice:
    def htmldiff(self):
        choices = self.field.flatchoices
        before, after = (shown(_label(choices, value)) for value in (self.val_a, self.val_b))
        if before == after:
            return escape(before)
        changes = [("deletion", before), ("addition", after)]
        return compare.TextDiff([change for change in changes if change[1]]).to_html()


def register():
    for stock, ours in (
        (compare.BlockComparison, _Block),
        (compare.CharBlockComparison, _Block),
        (compare.ListBlockComparison, _List),
        (compare.FieldComparison, _Field),
        (compare.TextFieldComparison, _Text),
        (compare.ChoiceFieldComparison, _Choice),
    ):
        for name in ("htmlvalue", "htmldiff"):
            if name in vars(ours):
                setattr(stock, name, vars(ours)[name])
