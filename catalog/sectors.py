"""Which vocabulary holds the sectors of the city: a setting of the site, which an app above reads and answers here."""

from collections.abc import Callable

USUAL = "secteur"

_readers: list[Callable] = []


def says_sector_vocabulary(read):
    """``read(site)`` gives the code; ``site`` is None where records belong to no site in particular."""
    _readers[:] = [read]
    return read


def sector_vocabulary(site=None) -> str:
    return _readers[0](site) if _readers else USUAL


def is_a_sector():
    """What the registers may choose from. Asked as a form is made: as models are loaded, nobody can tell yet."""
    return {"vocabulary__code": sector_vocabulary()}
