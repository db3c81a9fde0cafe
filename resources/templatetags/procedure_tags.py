"""The procedure of a resource, for the reader the address names."""

from django import template

from resources.procedure import Procedure

register = template.Library()


@register.simple_tag
def procedure(page, request):
    return Procedure(page.procedure, request.GET.get("role", ""), request.GET.get("degre", ""))
