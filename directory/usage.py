"""Where a record of a register is used."""

from catalog.usage import naming_usages, page_usages, register_usages
from portal.usages import says_usages_of

says_usages_of("directory.contact")(page_usages)


@says_usages_of("directory.organization")
@says_usages_of("directory.quartier")
@says_usages_of("directory.referencedocument")
def record_usages(record):
    """What keeps a record from being deleted: pages, and records of any register that depend on it."""
    return naming_usages(record) + register_usages(record)
