"""A page as somebody names it in a command: by its key, or by the end of its address."""

from wagtail.models import Page

from portal.inputs.keys import is_key

UNKNOWN = "Aucune page n’est « %s » : donnez sa clé, ou la fin de son adresse."


def page_named(words):
    """None where there is none; of several with that end, the highest in the tree."""
    if is_key(words):
        return Page.objects.filter(pk=int(words)).first()
    return Page.objects.filter(url_path__endswith=f"/{words.strip('/')}/").order_by("depth").first()
