"""What stands beside the buttons of a page's edit screen."""

from django import template

from portal.publication.approval import BOX

register = template.Library()

PUBLISHING = {"action-publish", "approve"}


@register.inclusion_tag("portal/admin/verified_box.html")
def verified_box(menu, form):
    """Where a button publishes, for pages that say when they were verified."""
    names = {item.name for item in (menu.default_item, *menu.menu_items) if item}
    return {"box": form[BOX] if BOX in form.fields and names & PUBLISHING else None}
