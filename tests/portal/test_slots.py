"""Slots: what a page shows of an app that stands above it, and that it does not know."""

import pytest
from django.template import Context, Template, engines

from portal import slots


@pytest.fixture
def filled(monkeypatch):
    monkeypatch.setattr(slots, "_fillings", {"side": []})
    return slots.fill


def draw(text, **context):
    template = Template("{% load portal_tags %}" + text, engine=engines["django"].engine)
    return template.render(Context(context))


def test_a_slot_that_nobody_fills_shows_nothing(filled):
    assert draw("[{% slot 'side' %}]") == "[]"


def test_fillings_are_shown_in_the_order_they_came(filled):
    filled("side", "a.html")
    filled("side", "b.html")
    assert slots.templates_of("side") == ("a.html", "b.html")


def test_a_template_fills_a_slot_once(filled):
    filled("side", "a.html")
    filled("side", "a.html")
    assert slots.templates_of("side") == ("a.html",)


@pytest.mark.parametrize("use", [lambda: slots.fill("nowhere", "a.html"), lambda: slots.templates_of("nowhere")])
def test_a_slot_that_no_page_has_is_an_error(filled, use):
    with pytest.raises(KeyError):
        use()


@pytest.mark.django_db
def test_a_filling_knows_what_the_page_knows(client, sample_site):
    """The home app's, at the end of a sheet: its link names the sheet."""
    html = client.get("/actions/fiche-26/").content.decode()
    assert "Signaler une erreur sur cette page" in html and "/signaler/fiche-26/" in html
