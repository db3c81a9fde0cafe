"""Whether all that files tell is still for everybody: a set that tells of something withdrawn is no longer given."""

from functools import partial

from wagtail.models import Site

from opendata.api.registers import actual_organizations, public_functions
from opendata.api.words import public_definitions, public_vocabularies
from opendata.dumps.folders import newest
from portal.cache.sources import asked
from portal.visibility import public_pages


def current(site):
    """``(DumpSet or None, whether it may be given)``."""
    found = asked(partial(newest, site.pk))
    return found, bool(found) and not withdrawn_since(found, site)


def withdrawn_since(found, site):
    """What of it is not public any more: by kind, in one query each."""
    witness = found.witness()
    now = {
        "pages": public_pages(site).values_list("pk", flat=True),
        "contacts": public_functions().values_list("code", flat=True),
        "organizations": actual_organizations().values_list("code", flat=True),
        "properties": public_definitions().values_list("code", flat=True),
        "vocabularies": public_vocabularies().values_list("code", flat=True),
    }
    return {kind: gone for kind, keys in witness.items() if (gone := set(keys) - set(now[kind]))}


def sites():
    return Site.objects.select_related("root_page").order_by("pk")
