"""The sectors of the city: terms of the vocabulary that a setting of the site names."""

from catalog import meant_vocabularies as meant

USUAL = meant.USUAL["sector_vocabulary"]


def sector_vocabulary(site=None) -> str:
    return meant.meant_vocabularies(site)["sector_vocabulary"]


def is_a_sector():
    """What the registers may choose from."""
    return {"vocabulary__code": sector_vocabulary()}
