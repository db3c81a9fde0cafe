"""A sheet read from its page: its order, its rows, and nothing of what a screen alone needs."""

import pytest

from editions.booklets.inline import plain
from editions.booklets.reading import Reader

ROOT = "https://passerelles.example"
PAGE = """
<header><h1>Ailleurs</h1></header>
<main>
  <div class="page-head fiche"><div class="wrap">
    <nav class="breadcrumbs"><a href="/">Accueil</a></nav>
    <p class="type"><span class="num">6</span> Fiche action n° 6</p>
    <h1>Croisement des savoirs</h1><p class="lead">Trois journées.</p>
  </div></div>
  <div class="sheet-body fiche">
    <div class="flow before">
      <p class="freshness old"><svg><use href="/i.svg#warn"/></svg><span>À vérifier.</span></p>
      <div class="note warn away"><h2>Ailleurs</h2><p>Dans une autre commune.</p></div>
      <section class="easy-french"><h2 id="facile-titre">En français facile</h2>
        <ul class="l"><li><svg><use href="/i.123.svg#pin"/></svg><p>Venez.</p></li></ul></section>
    </div>
    <aside class="side"><div class="brief"><h2>L’essentiel</h2><dl>
      <div><dt><svg><use href="/i.svg#age"/></svg>Âge</dt><dd><span class="age a2 b16">2–16 ans</span></dd></div>
    </dl></div><div class="tools"><button>Imprimer</button></div></aside>
    <div class="flow">%s</div>
  </div>
</main>
<footer>Pied</footer>
"""


def no_picture(code, image, is_decorative):
    return None


def read(sections="", picture=no_picture):
    return Reader(ROOT, picture).read("fiche-06", PAGE % sections)


def section(inner):
    """The nodes of a section that holds ``inner``."""
    return read(f'<section aria-labelledby="quoi"><h2 id="quoi">Quoi</h2>{inner}</section>')["sections"][0]["c"]


def words(nodes):
    return plain(nodes)


def test_its_head_says_what_it_is():
    sheet = read()
    assert (sheet["type"], sheet["tile"], sheet["tint"]) == ("Fiche action n° 6", "6", "fiche")
    assert (sheet["title"], sheet["lead"]) == ("Croisement des savoirs", "Trois journées.")


def test_what_stands_before_its_sections_is_read_apart():
    sheet = read()
    assert sheet["fresh"] == {"text": "À vérifier.", "old": True}
    assert [(note["k"], words(note["title"])) for note in sheet["notices"]] == [("warn", "Ailleurs")]
    assert [(row["icon"], words(row["c"])) for row in sheet["easy"]] == [("pin", "Venez.")]


def test_its_essentials_keep_their_drawing_and_their_ages():
    [row] = read()["brief"]
    assert (row["icon"], row["label"], row["ages"]) == ("age", "Âge", ["a2", "b16"])


def test_a_page_that_is_no_sheet_is_not_read():
    assert Reader(ROOT, no_picture).read("accueil", "<main><h1>Accueil</h1></main>") is None


def test_a_section_without_content_is_left_out():
    assert read("<section><h2>Vide</h2><form><input></form></section>")["sections"] == []


@pytest.mark.parametrize("name", ["tools", "qr", "near", "report", "choices", "contents"])
def test_what_only_a_screen_needs_is_left_out(name):
    assert section(f'<p>Texte</p><div class="{name}"><p>Écran</p></div>') == section("<p>Texte</p>")


def test_a_holder_is_left_out():
    card = section(
        '<div class="grid"><article class="contact"><p class="role">Ville</p><h3>Direction</h3>'
        '<p class="holder">Camille Exemple</p><p class="reach"><a href="tel:+33353010000">03 53 01 00 00</a></p>'
        "</article></div>"
    )[0]["c"][0]
    assert (words(card["title"]), card["role"], card["c"]) == ("Direction", "Ville", [])
    assert [(way["icon"], words(way["c"])) for way in card["reach"]] == [("phone", "03 53 01 00 00")]


def test_steps_have_their_titles_and_their_text():
    [steps] = section('<ol class="steps"><li><h3>Repérer</h3><p>Un adulte repère.</p></li><li><p>Suite</p></li></ol>')
    assert [words(step["title"]) for step in steps["c"]] == ["Repérer", ""]
    assert [words(node["c"]) for step in steps["c"] for node in step["c"]] == ["Un adulte repère.", "Suite"]


def test_the_rollout_says_its_states():
    [rollout] = section('<ol class="rollout"><li class="done"><span class="state">Fait</span> <b>École</b></li></ol>')
    assert [(row["k"], row["state"], words(row["c"])) for row in rollout["c"]] == [("done", "Fait", "École")]


def test_a_table_has_its_head_and_as_many_cells_in_each_row():
    [table] = section("<table><caption>Qui</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>")
    assert (words(table["caption"]), [words(cell) for cell in table["head"]]) == ("Qui", ["A", "B"])
    assert [[words(cell) for cell in row] for row in table["rows"]] == [["1", ""]]


def test_a_picture_that_is_given_is_set_with_its_alternative():
    sheet = read(
        '<section><h2>Q</h2><figure class="image"><img src="/media/a.png" alt="Un plan">'
        "<figcaption>Le quartier</figcaption></figure></section>",
        picture=lambda code, image, is_decorative: {"file": "/a.png", "alt": image["alt"]},
    )
    [node] = sheet["sections"][0]["c"]
    assert (node["t"], node["file"], node["alt"], words(node["caption"])) == (
        "image",
        "/a.png",
        "Un plan",
        "Le quartier",
    )


def test_links_lead_where_paper_may_follow_them():
    [paragraph] = section(
        '<p><a href="https://ville.example/">Dehors</a> <a href="/livret/clas/">Fiche</a> '
        '<a href="/acteurs/afev/">AFEV</a> <a href="/recherche/?theme=sport">Sport</a></p>'
    )
    links = [(node["t"], node["href"]) for node in paragraph["c"] if node["t"] != "s"]
    assert links == [("a", "https://ville.example/"), ("to", f"{ROOT}/livret/clas/")]
    assert words(paragraph["c"]) == "Dehors Fiche AFEV Sport"


def test_it_tells_partners_themes_words_and_pages_that_it_names():
    sheet = read(
        '<section><h2>Q</h2><p><a href="/acteurs/afev/">AFEV</a> <a href="/recherche/?theme=sport">Sport</a> '
        '<a href="/livret/clas/#x">CLAS</a> <button class="word">PRE</button>'
        '<span popover><b>PRE</b>Programme<span class="meaning">. Un suivi.</span></span></p></section>'
    )
    assert (sheet["actors"], sheet["themes"]) == ({"afev": "AFEV"}, {"sport": "Sport"})
    assert (sheet["paths"], sheet["words"]) == ({"/livret/clas/": "CLAS"}, {"PRE": "Programme. Un suivi."})
    assert words(sheet["sections"][0]["c"][0]["c"]) == "AFEV Sport CLAS PRE"
