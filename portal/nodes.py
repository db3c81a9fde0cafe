"""Block tags that change the HTML they wrap. Django's ``simple_block_tag`` hides ``{% block %}``."""

from django.template import Node
from django.utils.safestring import mark_safe


class TransformNode(Node):
    def __init__(self, nodelist, transform):
        self.nodelist, self.transform = nodelist, transform

    def render(self, context):
        return mark_safe(self.transform(self.nodelist.render(context), context))


def wrapped(parser, end):
    """The nodes up to the closing tag, which is dropped."""
    nodelist = parser.parse((end,))
    parser.delete_first_token()
    return nodelist
