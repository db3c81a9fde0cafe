"""``{% explained %}…{% endexplained %}``: the words of the glossary are explained where they first stand."""

from django import template
from django.urls import reverse

from directory.glossary import Explainer, published_entries
from portal.nodes import TransformNode, wrapped

register = template.Library()


@register.tag
def explained(parser, token):
    return TransformNode(wrapped(parser, "endexplained"), explain)


def explain(html, context):
    entries = published_entries(context.get("request"))
    return Explainer(entries, reverse("glossary")).explain(html) if entries else html
