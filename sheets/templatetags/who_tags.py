"""What templates ask of the organizations that pages name."""

from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, format_html

from portal.templatetags.portal_tags import listed
from sheets.schema_org import organization

register = template.Library()
register.simple_tag(organization, name="organization_data")


@register.simple_tag(takes_context=True)
def linked_names(context, organizations):
    """The name of one organization or the names of several, which lead to their pages where the page is everybody's."""
    each = organizations if isinstance(organizations, Sequence) else [organizations]
    leads = context.get("names_lead")
    return listed([_name(one, leads) for one in each if one])


def _name(organization, leads):
    if leads and organization.active:
        return format_html('<a href="{}">{}</a>', organization.public_url, organization)
    return conditional_escape(organization)
