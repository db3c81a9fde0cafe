"""Forms of visitors: an interpreter asked for on a phone without JavaScript, and places that move up by themselves."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.editors import log_in
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

ASK, SIGN_UP = "/demander-un-interprete/", "/inscription-plan-laicite/"
PATIENCE = 2100  # milliseconds: whoever sends in less than two seconds is taken for a robot
ANSWERS = """
import json
from form_pages.models import Answer
print(json.dumps([answer.form_data for answer in Answer.objects.filter(page__slug="demander-un-interprete")]))
"""
MAILS = """
import json
from jobs.models import Mail
print(json.dumps(list(Mail.objects.filter(about="inscription").order_by("pk").values_list("to", "subject", "text"))))
"""
# Where each line of the words of a choice begins.
LINES = """choice => {
    const range = document.createRange();
    range.selectNodeContents(choice.lastChild);
    return [...range.getClientRects()].filter(line => line.width > 1).map(line => line.left);
}"""


def read(site, script):
    return json.loads(site.manage("shell", "-v", "0", "-c", script))


def ask(page):
    page.get_by_label("Votre établissement").fill("École de l’exemple, rue du Canal")
    page.get_by_label("Votre fonction").fill("Direction")
    page.get_by_label("Votre courriel professionnel").fill("direction@ecole.example")
    page.get_by_label("Langue").select_option("Une autre langue")
    page.get_by_label("Date du rendez-vous").fill("2040-05-12")
    page.get_by_label("L’après-midi").check()
    page.get_by_label("Sur place").check()
    page.wait_for_timeout(PATIENCE)
    page.get_by_role("button", name="Envoyer la demande").click()


def test_a_school_asks_for_an_interpreter_on_a_phone_without_javascript(open_page, editable_site):
    page = open_page(f"{editable_site.url}{ASK}", width=320, javascript=False)
    assert page.locator("form h2").all_inner_texts() == ["Votre école", "Votre besoin"]
    ask(page)
    expect(page.locator("#fautes")).to_be_focused()
    page.locator("#fautes").get_by_role("link", name=re.compile("^Laquelle")).click()
    expect(page.get_by_label("Langue")).to_have_value("Une autre langue")
    assert_no_horizontal_scroll(page)
    page.get_by_label("Laquelle").fill("Soninké")
    page.get_by_role("button", name="Envoyer la demande").click()
    page.get_by_role("heading", level=1, name="Merci, c’est envoyé", exact=True).wait_for()
    [answer] = read(editable_site, ANSWERS)
    assert (answer["langue"], answer["laquelle"]) == ("Une autre langue", "Soninké")
    assert not page.context.cookies()


@pytest.mark.parametrize("address", [ASK, SIGN_UP, "/appel-identite-remarquable/", "/nous-ecrire/"])
def test_each_form_of_the_sample_is_accessible_and_fits_with_its_errors_too(open_page, editable_site, address):
    page = open_page(f"{editable_site.url}{address}", width=320, for_axe=True)
    assert_accessible(page)
    assert_no_horizontal_scroll(page)
    page.locator("main button[type=submit]").click()
    expect(page.locator("#fautes")).to_be_focused()
    assert_accessible(page)
    assert_no_horizontal_scroll(page)


def test_only_the_question_is_bold_and_a_long_choice_wraps_under_its_words(open_page, site):
    page = open_page(f"{site.url}{ASK}", width=320)
    choice = page.locator("label", has_text="L’après-midi")
    assert choice.evaluate("each => getComputedStyle(each).fontWeight") == "400"
    box, lines = choice.locator("input").bounding_box(), choice.evaluate(LINES)
    assert len(lines) > 1
    assert min(lines) > box["x"] + box["width"]


def sign_up(page, number):
    page.get_by_label("Votre structure").fill(f"Structure {number}")
    page.get_by_label("Votre fonction").fill("Animation")
    page.get_by_label("Votre courriel professionnel").fill(f"p{number}@structure.example")
    page.get_by_label("Esprit critique").check()
    page.get_by_role("button", name="S’inscrire").click()
    page.get_by_role("heading", name="Merci, c’est envoyé").wait_for()


def link_of(mails, number):
    [*_before, text] = [text for to, _subject, text in mails if to == f"p{number}@structure.example"]
    return re.search(r"http\S+(/lien/inscription/\S+)", text)[1]


def test_of_fifteen_for_twelve_places_two_cancel_and_the_right_two_move_up(open_page, editable_site):
    site = editable_site
    first = open_page(f"{site.url}{SIGN_UP}", javascript=False)
    pages = [first, *(first.context.new_page() for _number in range(14))]
    for page in pages[1:]:
        page.goto(first.url)
    first.wait_for_timeout(PATIENCE)
    for number, page in enumerate(pages):
        sign_up(page, number)
    before = read(site, MAILS)
    assert [to for to, subject, _text in before if "attente" in subject] == [
        f"p{number}@structure.example" for number in (12, 13, 14)
    ]
    for number in (3, 7):
        first.goto(f"{site.url}{link_of(before, number)}")
        first.get_by_role("button", name="Annuler mon inscription").click()
        first.get_by_text("Votre inscription est annulée.").wait_for()
    after = read(site, MAILS)[len(before) :]
    assert [to for to, _subject, text in after if "Une place s’est libérée" in text] == [
        "p12@structure.example",
        "p13@structure.example",
    ]
    for number, words in ((12, "Vous avez une place."), (13, "Vous avez une place."), (14, "au rang 1")):
        first.goto(f"{site.url}{link_of(before + after, number)}")
        assert words in first.locator("main").inner_text()
    assert not first.context.cookies()
    read_the_list_of_the_day(log_in(open_page, site, "demo", for_axe=True), site)


def read_the_list_of_the_day(page, site):
    """From the answers, as a coordinator does, onto paper."""
    page.goto(f"{site.url}/admin/forms/")
    page.get_by_role("link", name="Catalogue du Plan laïcité : s’inscrire").click()
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name=re.compile("Esprit critique")).click()
    names = page.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert names == [f"Structure {number}" for number in range(15) if number not in (3, 7)]
    assert_accessible(page)
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Retour aux réponses").is_visible()
