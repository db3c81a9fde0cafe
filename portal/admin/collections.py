"""A collection that is not empty stays, and says what it holds: stock answers an empty page to whoever asks late."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.admin.views.collections import Delete

from portal.admin.refusals import StillUsed

stock_post = Delete.post


def post(view, request, pk):
    view.object = get_object_or_404(view.get_queryset(), id=pk)
    held = [str(each["count_text"]) for each in view.get_collection_contents()]
    if held:
        text = _("Rien n’a été supprimé : la collection « %(name)s » n’est pas vide. Elle contient : %(held)s.")
        raise StillUsed(text % {"name": view.object.name, "held": ", ".join(held)}, {view.object})
    return stock_post(view, request, pk)


def register():
    Delete.post = post
