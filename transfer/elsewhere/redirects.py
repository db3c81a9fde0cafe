"""From an old address to the page that came from it. Nobody is led there before it is published."""

from django.db.models import Q
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from transfer.elsewhere.items import parts_of

LONGEST = 255  # letters


def lead_from(address, page, index, notes):
    """Made unless something is at that address here, or already leads from it: ``notes`` say so."""
    parts, site = parts_of(address), index.get_site()
    if parts.path not in ("", "/") and _at(parts.path, site).filter(pk=page.pk).exists():
        return  # it stands there already
    if not address or parts.path in ("", "/"):
        reason = "c’était l’accueil, ou elle n’en avait pas" if not parts.query else "elle n’a pas de chemin à elle"
    elif parts.query or not parts.path.startswith("/"):
        reason = "elle n’a pas de chemin à elle"
    else:
        reason = _why_not(parts.path, site)
    if reason:
        notes.append(f"Son ancienne adresse ne mène pas ici : {reason}.")
    else:
        Redirect.add_redirect(parts.path, page, site=site)


def _why_not(path, site):
    try:
        old = Redirect.normalise_path(path)
    except ValueError:
        return "elle ne peut pas être lue"
    if len(old) > LONGEST:
        return "elle est trop longue"
    if _is_here(old, site):
        return f"« {old} » est celle d’une page d’ici"
    if Redirect.objects.filter(Q(site=site) | Q(site=None), old_path=old).exists():
        return f"« {old} » mène déjà ailleurs"
    return ""


def _at(path, site):
    """Pages that stand at this address, drafts too."""
    if site is None:
        return Page.objects.none()
    return Page.objects.filter(url_path=f"{site.root_page.url_path.rstrip('/')}/{path.strip('/')}/")


def _is_here(old, site):
    """A page, draft or not, or an address that the code has."""
    if _at(old, site).exists():
        return True
    for path in (old, f"{old}/"):
        try:
            if resolve(path).url_name != "wagtail_serve":
                return True
        except Resolver404:
            continue
    return False
