"""``{% explained %}…{% endexplained %}``: the words of the glossary are explained where they first stand."""

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from directory.glossary import Explainer, published_entries

register = template.Library()


@register.simple_block_tag(takes_context=True)
def explained(context, content):
    entries = published_entries(context.get("request"))
    return mark_safe(Explainer(entries, reverse("glossary")).explain(content))
