"""Every public page of the sample, and the states of search, are HTML without an error."""

import pytest

from portal.visibility import public_pages

pytestmark = pytest.mark.django_db

SEARCHES = [
    "/recherche/",
    "/recherche/?q=parentalite",
    "/recherche/?q=parentalité&secteur=cite-nord&age=7&tri=date",
    "/recherche/?q=zzzzzzzz",
    "/recherche/?q=<b>&inconnu=1&page=999",
]
OTHERS = ["/cette-page-n-existe-pas/", "/qui-fait-quoi/", "/acteurs/afev/", "/acteurs/cs-echo/"]
OTHERS += ["/reunions/", "/reunions/commission-territoire-nord/"]
OTHERS += ["/ma-liste/", "/ma-liste/?f=clas,fiche-06,echo,aide,nulle-part,%3Cb%3E"]
OTHERS += [
    "/jumelles/fiche-06/",
    "/livret/clas/?quartier=alma",
    "/mon-quartier/",
    "/quartiers/barbieux/",
    "/ecoles/college-rosa-parks/",
]
OTHERS += ["/quartiers/fresnoy-mackellerie/?rue=rue-de-rome", "/ecoles/ecole-leo-lagrange/", "/couverture/"]


def test_the_checker_sees_faults(html_errors):
    faulty = (
        '<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><p><div></p><img src="a.png"></body></html>'
    )
    assert html_errors({"fautive": faulty})


def test_every_public_page(client, sample_site, html_errors):
    addresses = [page.get_url() for page in public_pages().specific()]
    assert len(addresses) > 60, "the whole sample"
    errors = html_errors({address: client.get(address).content.decode() for address in addresses})
    assert not errors, "\n".join(errors[:40])


@pytest.mark.parametrize("address", SEARCHES + OTHERS)
def test_states(client, sample_site, html_errors, address):
    errors = html_errors({address: client.get(address).content.decode()})
    assert not errors, "\n".join(errors[:40])
