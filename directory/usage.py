"""Where an organization or a contact is used."""

from django.utils.translation import gettext_lazy as _

from catalog.usage import Usage, naming_usages, page_usages
from portal.usages import says_usages_of

says_usages_of("directory.contact")(page_usages)


@says_usages_of("directory.organization")
def record_usages(record):
    """What keeps an organization or a contact from being deleted: pages, and records that depend on it."""
    usages = naming_usages(record)
    for name, where in (("contacts", _("contact")), ("children", _("organisation"))):
        usages += [Usage(str(each), where) for each in getattr(record, name, record.__class__.objects.none()).all()]
    return usages
