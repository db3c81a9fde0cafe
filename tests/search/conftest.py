"""A site whose sheets have properties, for the tests of what the search makes of them."""

import pytest
from django.test import RequestFactory

from search.indexing.sync import sync
from search.results.listing import Listing
from tests import factories

ATELIER, BAL, CONCERT = "Atelier du port", "Bal du port", "Concert du port"


def number(value):
    return {"t": "number", "v": value}


@pytest.fixture
def property_site(sample_site):
    """Three action sheets with values, and the definitions of these values."""
    factories.prop("Durée", unit="min", facet=True, sort=True, listing=True, order=1)
    factories.prop("Gratuit", "yesno", facet=True, order=2)
    factories.prop("Début", "date", facet=True, sort=True, order=3)
    factories.prop("Coût réel", unit="€", facet=True, sort=True, listing=True, visibility="editors")
    own = {
        ATELIER: {
            "duree": number(45.5),
            "debut": {"t": "date", "v": "2027-01-05"},
            "gratuit": {"t": "yesno", "v": True},
        },
        BAL: {"duree": number(120), "gratuit": {"t": "yesno", "v": False}, "cout-reel": number(900)},
        CONCERT: {"duree": number(30), "debut": {"t": "date", "v": "2027-03-01"}},
    }
    for title, values in own.items():
        factories.action(title, property_values=values)
    sync()
    return sample_site


@pytest.fixture
def property_listing(property_site):
    def listing(address="", fixed=None, path="/recherche/"):
        return Listing.from_request(RequestFactory(SERVER_NAME="localhost").get(f"{path}?{address}"), fixed, path)

    return listing
