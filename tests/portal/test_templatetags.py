"""What templates write again and again: dates, phones, ages, addresses, French spacing, QR codes."""

import datetime
import json
import re
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from portal.icons import sentence_icon
from portal.pages import Ages
from portal.qr import MASK, qr_svg
from portal.templatetags import portal_tags
from portal.text.ages import age_class, age_label, year_runs
from portal.text.typography import space_html, space_text

NBSP = "\N{NO-BREAK SPACE}"


def render(source, **context):
    return Template("{% load portal_tags %}" + source).render(Context(context))


def test_the_first_of_a_month_is_an_ordinal():
    assert portal_tags.french_date(datetime.date(2026, 10, 1)) == f"1er{NBSP}octobre 2026"
    assert portal_tags.french_date(datetime.date(2026, 10, 12)) == f"12{NBSP}octobre 2026"
    assert portal_tags.french_date(datetime.date(2026, 11, 1), "l j F Y") == f"dimanche{NBSP}1er novembre 2026"
    assert portal_tags.french_date(datetime.date(2027, 4, 11), "F Y") == f"avril{NBSP}2027"
    assert portal_tags.french_date(None) == ""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("03 53 01 20 01", "tel:+33353012001"),
        ("03.53.01.20.01", "tel:+33353012001"),
        ("+32 2 555 12 12", "tel:+3225551212"),
        ("3020", "tel:3020"),
        ("+33 (0)3 20 12 34 56", "tel:+33320123456"),
        ("0033 3 20 12 34 56", "tel:+33320123456"),
        ("03 20 12 34 56 poste 204", "tel:+33320123456"),
        ("03 20 12 34 56 (9h-12h)", "tel:+33320123456"),
        ("Accueil : 03 20 12 34 56", "tel:+33320123456"),
        ("03 20 12 34 56 ou 06 12 34 56 78", "tel:+33320123456"),
        ("119 (24h/24)", "tel:119"),
        ("39 19", "tel:3919"),
        ("116 117", "tel:116117"),
        ("03\u202f20\u202f12\u202f34\u202f56", "tel:+33320123456"),  # as French typography parts the pairs
        ("０３ ２０ １２ ３４ ５６", "tel:+33320123456"),  # as a Japanese keyboard writes them
        ("＋３３\u3000３ ２０ １２ ３４ ５６", "tel:+33320123456"),
        ("３９１９", "tel:3919"),
        ("٠٣ ٢٠ ١٢ ٣٤ ٥٦", "tel:+33320123456"),
        ("03 20 12 34 5", ""),  # a digit lacks
        ("voir le site", ""),
        ("ouvert de 9h à 12h", ""),
        ("", ""),
    ],
)
def test_phone_addresses(typed, address):
    assert portal_tags.tel(typed) == address


def test_each_number_of_a_text_is_a_link_and_the_rest_is_text():
    shown = render("{% phone_links text %}", text="03 20 12 34 56 <poste 204> ou 06 12 34 56 78")
    first, second = "03 20 12 34 56".replace(" ", NBSP), "06 12 34 56 78".replace(" ", NBSP)
    assert shown == (
        f'<a href="tel:+33320123456">{first}</a> <span>&lt;poste 204&gt; ou</span> '
        f'<a href="tel:+33612345678">{second}</a>'
    )


def test_what_holds_no_number_is_no_link():
    assert render("{% phone_links text %}", text="voir le site") == "<span>voir le site</span>"


@given(st.text(alphabet="0123456789 +()./-abc", max_size=40))
def test_any_text_is_shown_whole(text):
    shown = re.sub("<[^>]*>", "", portal_tags.phone_links(text))
    assert "".join(shown.split()) == "".join(text.split())


def test_a_phone_number_stays_on_one_line():
    assert portal_tags.phone(" 03 53 01 ") == f"03{NBSP}53{NBSP}01"


def test_an_email_may_wrap_and_is_escaped():
    assert portal_tags.breakable("liaison@ville.example") == "liaison@<wbr>ville.example"
    assert portal_tags.breakable("<b>@x") == "&lt;b&gt;@<wbr>x"


def test_lists_in_words_are_escaped():
    assert portal_tags.listed([]) == ""
    assert portal_tags.listed(["Alma"]) == "Alma"
    assert portal_tags.listed(["Alma", "Nautilus", "<i>"]) == "Alma, Nautilus et &lt;i&gt;"


@pytest.mark.parametrize(
    ("ages", "words", "css"),
    [
        (None, "Âge non précisé", "sans"),
        (Ages(), "Âge non précisé", "sans"),
        (Ages(every=True), "Tous les âges", "a0 b25"),
        (Ages(years=(2, 3, 4)), f"2–4{NBSP}ans", "a2 b4"),
        (Ages(years=(7,)), f"7{NBSP}ans", "a7 b7"),
        (Ages(years=(0, 1)), f"0–1{NBSP}an", "a0 b1"),
        (Ages(years=(3, 4, 11, 12, 13)), f"3–4 et 11–13{NBSP}ans", "a3 b13"),
        (Ages(years=tuple(range(16, 40))), f"16–39{NBSP}ans", "a16 b25"),
    ],
)
def test_ages(ages, words, css):
    assert (age_label(ages), age_class(ages)) == (words, css)


def test_runs_of_years():
    assert year_runs([4, 2, 3, 9]) == [(2, 4), (9, 9)]
    assert year_runs([]) == []


def test_no_break_spaces_in_text():
    assert space_text("« Quoi ? » : oui ; non ! à 50 %, n° 6") == (
        f"«{NBSP}Quoi{NBSP}?{NBSP}»{NBSP}: oui{NBSP}; non{NBSP}! à 50{NBSP}%, n°{NBSP}6"
    )


def test_markup_is_left_alone():
    html = '<a href="x ; y" title="a : b">Qui ?</a><script>a ? b : c</script><textarea>a : b</textarea><!-- a : b -->'
    assert space_html(html) == html.replace("Qui ?", f"Qui{NBSP}?")


def test_no_space_before_a_comma_or_a_full_stop():
    assert space_html("<b>Alma</b>\n, <i>Echo</i> \n. ... fin (x )") == "<b>Alma</b>, <i>Echo</i>. ... fin (x)"


def test_french_keeps_blocks_and_context():
    assert render("{% french %}{{ word }} ?{% endfrench %}", word="<b>") == f"&lt;b&gt;{NBSP}?"


def test_data_blocks_cannot_close_their_element():
    html = str(portal_tags.json_ld({"name": "</script><b>&", "value": None}))
    assert html.count("</script>") == 1
    data = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html)[1]
    assert json.loads(data) == {"name": "</script><b>&", "value": None}


def test_addresses_as_one_types_them():
    assert portal_tags.bare_address("https://ville.example/f/fiche-06") == "ville.example<wbr>/f<wbr>/fiche-06"
    assert portal_tags.site_name("https://www.citeseducatives.fr/cite") == "Site citeseducatives.fr"


@override_settings(STATIC_URL="/static/")
def test_icons_are_decoration():
    assert render("{% icon 'phone' %}") == (
        '<svg class="i" aria-hidden="true"><use href="/static/portal/assets/icons.svg#phone"/></svg>'
    )


def test_every_icon_named_in_the_code_is_in_the_sprite(settings):
    from portal import icons

    sprite = (settings.BASE_DIR / "portal/static/portal/assets/icons.svg").read_text()
    names = {*icons.TERM_ICONS, *(name for name, _words in icons.SENTENCES)}
    names |= set(
        re.findall(
            r'{% icon "([\w-]+)"', " ".join(p.read_text() for p in settings.BASE_DIR.glob("templates/**/*.html"))
        )
    )
    assert {name for name in names if f'id="{name}"' not in sprite} == set()


def test_sentences_have_a_drawing():
    assert sentence_icon("Vous pouvez appeler le PRE.") == "phone"
    assert sentence_icon("Bla.") == "info"


def drawn_beside(*terms, of="pin"):
    group = SimpleNamespace(vocabulary=SimpleNamespace(icon=of), terms=[SimpleNamespace(icon=name) for name in terms])
    return re.search(r"#([\w-]+)", portal_tags.vocabulary_icon(group))[1]


def test_a_vocabulary_whose_terms_are_on_one_side_of_the_town_says_which():
    assert drawn_beside("s-nord", "s-nord") == "s-nord"
    assert drawn_beside("s-ouest", "s-nord") == drawn_beside("s-tous") == "s-tous"
    assert drawn_beside("") == drawn_beside() == "pin"


def test_other_terms_leave_a_vocabulary_its_own_drawing():
    assert drawn_beside("sport", "culture", of="people") == "people"
    assert drawn_beside("sport", of="") == "tag"


def test_a_term_without_a_drawing_has_a_plain_one():
    plain, theme = SimpleNamespace(icon=""), SimpleNamespace(icon="sport")
    assert "#tag" in portal_tags.term_icon(plain) and "#sport" in portal_tags.term_icon(theme)


def test_a_place_without_a_sector_is_a_place_all_the_same():
    plain, side = SimpleNamespace(icon=""), SimpleNamespace(icon="s-est")
    assert "#pin" in portal_tags.term_mark(None) and "#pin" in portal_tags.term_mark(plain)
    assert "#s-est" in portal_tags.term_mark(side)


def test_a_qr_code_draws_the_squares_of_its_matrix_and_says_what_it_is():
    import segno

    svg, x, y, drawn = qr_svg("https://ville.example/f/fiche-06", "Code <QR>"), 0, 0, set()
    for letter, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.search(r' d="([^"]+)"', svg)[1]):
        if letter == "h":
            drawn |= {(x + step, y) for step in range(int(numbers))}
            x += int(numbers)
        else:
            right, down = (int(float(number)) for number in numbers.split())
            x, y = (right, down) if letter == "M" else (x + right, y + down)
    matrix = segno.make("https://ville.example/f/fiche-06", error="m", micro=False, mask=MASK).matrix
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert f'viewBox="0 0 {len(matrix)} {len(matrix)}"' in svg and 'stroke="currentColor"' in svg
    assert 'role="img" aria-label="Code &lt;QR&gt;"' in svg
