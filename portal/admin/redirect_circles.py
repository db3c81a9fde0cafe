"""A redirect that leads back to its own address, alone or by way of others, turns its visitors round without end."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname


def leads_back(redirect):
    """Followed as its visitors would be, from one redirect to the next, until something else answers."""
    here, seen = redirect, set()
    while here and here.pk not in seen:
        seen.add(here.pk)
        site, paths = _target(here)
        if site and redirect.site in (None, site) and redirect.old_path in paths:
            return True
        here = _next(site, paths, redirect) if site and not _is_answered(site, paths[-1]) else None
    return False


def _target(redirect):
    """``(site, paths)`` by which redirects know where it leads; no site when a page answers, or it is elsewhere."""
    page, link = redirect.redirect_page, redirect.link
    if not link or page and page.live:
        return None, ()
    path = redirect.normalise_path(link)
    return page.get_site() if page else _our_site(link), (path, path.partition("?")[0])


def _our_site(link):
    try:
        parts = urlsplit(link)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return get_site_for_hostname(parts.hostname, port) if _is_ours(parts.hostname) else None
    except (ValueError, Site.DoesNotExist):
        return None


def _is_ours(host):
    return host in settings.ALLOWED_HOSTS or Site.objects.filter(hostname=host).exists()


def _is_answered(site, path):
    """By a page on line: no redirect is asked."""
    return Page.objects.live().filter(url_path=f"{site.root_page.url_path.rstrip('/')}{path.rstrip('/')}/").exists()


def _next(site, paths, redirect):
    others = type(redirect).get_for_site(site).exclude(pk=redirect.pk)
    ordered = others.order_by(F("site").desc(nulls_last=True), "pk")
    return next(filter(None, (ordered.filter(old_path=path).first() for path in paths)), None)


def refuse_circle(form):
    """Of a form whose fields are right, each by itself."""
    sent = {name: form.cleaned_data.get(name) for name in ("site", "redirect_page", "redirect_link")}
    path = form.Meta.model.normalise_path(form.cleaned_data["old_path"])
    if leads_back(form.Meta.model(pk=form.instance.pk, old_path=path, **sent)):
        text = _(
            "Cette cible ramène à l’adresse de départ, seule ou par d’autres redirections : on y tournerait sans fin."
        )
        form.add_error("redirect_page" if sent["redirect_page"] else "redirect_link", text)


def register():
    from wagtail.contrib.redirects.forms import RedirectForm  # which asks for models

    stock_clean = RedirectForm.clean

    def clean(form):
        cleaned = stock_clean(form)
        if not form.errors:
            refuse_circle(form)
        return cleaned

    RedirectForm.clean = clean
