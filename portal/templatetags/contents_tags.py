"""``{% contents %}``, within ``{% with_contents %}…{% endwith_contents %}``: the parts of what these tags hold."""

from django import template
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from portal.nodes import TransformNode, wrapped
from portal.text.contents import contents_of

register = template.Library()

HERE = "<!--contents-->"


@register.simple_tag
def contents():
    return mark_safe(HERE)


@register.tag
def with_contents(parser, token):
    return TransformNode(wrapped(parser, "endwith_contents"), _put_in)


def _put_in(html, context):
    """What stands before the list has been read already."""
    before, _here, after = html.partition(HERE)
    parts = contents_of(after)
    return before + (get_template("components/contents.html").render({"parts": parts}) if parts else "") + after
