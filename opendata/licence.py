"""Under which licence a site gives its data: asked by every answer, read once for many."""

from opendata.models import OpenDataSettings
from portal.cache.shared import shared_by_visits


@shared_by_visits
def settings_of(site):
    """Those of nobody yet are the usual ones; a visitor's GET writes no row."""
    return OpenDataSettings.objects.filter(site=site).first() or OpenDataSettings(site=site)


def licence_of(site):
    """``{"name": …, "url": …}``, as each answer says it."""
    said = settings_of(site)
    return {"name": said.licence_name, "url": said.licence_url}
