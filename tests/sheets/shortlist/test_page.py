"""The page of a list: what it shows, what it says is missing, what it leaves nowhere."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cache.changes import read_generation
from portal.cache.middleware import kept
from sheets.models import ContactLink
from tests import factories
from tests.portal.test_leaks import STATES

pytestmark = pytest.mark.django_db


def read(client, codes):
    return client.get("/ma-liste/", {"f": codes}).content.decode()


def shown(html):
    return re.findall(r'<article class="kept-sheet[^>]* id="([^"]+)"', html)


def test_sheets_come_in_the_order_asked_each_once(client, sample_site):
    html = read(client, "echo,clas,echo,fiche-06,aide")
    assert shown(html) == ["echo", "clas", "fiche-06", "aide"]
    assert '<a href="#clas">' in html and html.count("<svg role") == 5


def test_an_address_that_somebody_pasted_is_read(client, sample_site):
    html = client.get("/ma-liste/?f=echo&f=https%3A%2F%2Fportail.example%2Flivret%2Fprogramme-reussite-educative%2F")
    assert shown(html.content.decode()) == ["echo", "programme-reussite-educative"]


def test_unknown_ones_are_said_and_written_safely(client, sample_site):
    html = read(client, "clas,nulle-part,<b>")
    assert "2 fiches ne sont pas en ligne" in html and "nulle-part, &lt;b&gt;" in html


@pytest.mark.parametrize("state", STATES)
def test_a_page_that_is_not_public_is_as_good_as_unknown(
    client, sample_site, state, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.action("Zibeline")
    assert "Zibeline" in read(client, page.code)
    with django_capture_on_commit_callbacks(execute=True):
        state(page)
    html = read(client, page.code)
    assert "Zibeline" not in html and "Une fiche n’est pas en ligne" in html


def test_it_has_thirty_sheets_at_most(client, sample_site):
    codes = [f"fiche-{number:02}" for number in range(1, 28)] + ["clas", "echo", "alma", "nautilus", "hommelet"]
    html = read(client, ",".join(codes))
    assert shown(html) == codes[:30] and "Les 2 dernières sont laissées de côté." in html


def test_each_sheet_leaves_the_list_by_a_link(client, sample_site):
    html = read(client, "clas,echo")
    assert re.search(r'href="/ma-liste/\?f=echo" aria-label="Retirer : Accompagnement', html.replace("\xa0", " "))


def test_its_address_is_given_to_others_by_plain_links(client, sample_site):
    html = read(client, "clas,echo")
    address = "%2Fma-liste%2F%3Ff%3Dclas%2Cecho"
    for start in ("mailto:?subject=", "sms:?&amp;body=", "https://wa.me/?text="):
        assert re.search(rf'href="{re.escape(start)}[^"]*{address}"', html), start


def test_whom_to_call_stands_on_each(client, sample_site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.action(live=False)
        contact = factories.contact("Accueil", public=True, phone="03 53 01 44 44")
        page.contact_links = [ContactLink(contact=contact)]
        page.save_revision().publish()
    assert "tel:+33353014444" in read(client, page.code)
    assert read(client, "clas").count("tel:+33353012001") == 3  # the strip, the sheet, the foot


def test_nothing_of_it_is_kept_or_written(client, sample_site):
    kept.clear()
    before = read_generation()
    answer = client.get("/ma-liste/?f=clas,echo")
    assert not any(len(shelf) for shelf in kept._shelves.values())
    assert "public" not in answer.get("Cache-Control", "") and not answer.cookies
    assert read_generation() == before
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_its_queries_do_not_grow(client, sample_site):
    def queries(codes):
        read(client, codes)
        with CaptureQueriesContext(connection) as asked:
            read(client, codes)
        return len(asked)

    few = queries("fiche-02,fiche-03,interpretariat,echo,nautilus")
    actions = ",".join(f"fiche-{number:02}" for number in range(1, 12))
    assert queries(f"{actions},programme-reussite-educative,interpretariat,echo,alma,nautilus") <= few


def test_results_and_sheets_lead_to_it(client, sample_site):
    assert 'href="/ma-liste/?f=clas">Garder</a>' in client.get("/recherche/?q=clas").content.decode()
    assert 'href="/ma-liste/?f=clas"' in client.get("/f/clas/", follow=True).content.decode()
