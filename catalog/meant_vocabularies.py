"""Which vocabularies the code itself means: settings of the site, which an app above reads and answers here."""

from collections.abc import Callable, Mapping

USUAL = {"sector_vocabulary": "secteur", "network_vocabulary": "reseau", "structure_vocabulary": "type-structure"}

_readers: list[Callable] = []


def says_vocabularies(read):
    """``read(site)`` gives the code of each; ``site`` is None where records belong to no site in particular."""
    _readers[:] = [read]
    return read


def meant_vocabularies(site=None) -> Mapping[str, str]:
    return _readers[0](site) if _readers else USUAL


def network_vocabulary() -> str:
    """Of schools and colleges. Organizations carry it, and they belong to no site."""
    return meant_vocabularies()["network_vocabulary"]


def structure_vocabulary() -> str:
    """What an organization is: a school, an association, a service of the city."""
    return meant_vocabularies()["structure_vocabulary"]


# What the registers may choose from. Asked as a form is made: as models are loaded, nobody can tell yet.


def is_a_network():
    return {"vocabulary__code": network_vocabulary()}


def is_a_structure():
    return {"vocabulary__code": structure_vocabulary()}
