"""Words explained in place: once, where they may be, without touching the markup."""

import re
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Locale

from directory.glossary import Explainer, is_acronym
from directory.models import GlossaryEntry


def entry(term, code="", expansion="Développé", explanation="Explication."):
    code = code or re.sub(r"\W+", "-", term.lower()).strip("-")
    return SimpleNamespace(term=term, code=code, expansion=expansion, explanation=explanation)


ENTRIES = [
    entry("REP"),
    entry("REP+", "rep-plus"),
    entry("EPS"),
    entry("PRE"),
    entry("ATD Quart Monde"),
    entry("tiers-lieu"),
]


def explain(html, entries=ENTRIES):
    return Explainer(entries, "/glossaire/").explain(html)


def buttons(html):
    return re.findall(r"<button[^>]*>(.*?)</button>", html)


def test_the_first_occurrence_only_with_its_explanation():
    html = explain("<p>Le PRE et encore le PRE.</p>")
    assert html == (
        '<p>Le <button class="word" type="button" popovertarget="mot-pre">PRE</button>'
        '<span id="mot-pre" popover><b>PRE</b>Développé<span class="meaning">. Explication</span>'
        '<a href="/glossaire/#pre">Tous les mots expliqués</a></span> et encore le PRE.</p>'
    )


def test_the_elided_article_belongs_to_the_button():
    assert buttons(explain("<p>Réunion de l’EPS ou d'ATD Quart Monde</p>")) == ["l’EPS", "d&#x27;ATD Quart Monde"]


@pytest.mark.parametrize(
    "text", ["le pre", "PRESSE", "xPRE", "PRE2", "PRE-collège", "post-PRE", "pre@PRE.example", "a@PRE", "PRE+"]
)
def test_no_part_of_another_word(text):
    assert buttons(explain(f"<p>{text}</p>")) == []


def test_the_longest_term_wins():
    assert buttons(explain("<p>Un collège REP+ ou REP</p>")) == ["REP+", "REP"]


def test_acronyms_mind_case_words_do_not():
    assert is_acronym("REP+") and is_acronym("ATD Quart Monde") and not is_acronym("Tiers-lieu")
    assert buttons(explain("<p>Tiers-lieu</p>")) == ["Tiers-lieu"]


@pytest.mark.parametrize(
    "wrapper",
    [
        '<a href="#">{}</a>',
        "<h2>{}</h2>",
        "<h3><b>{}</b></h3>",
        "<button>{}</button>",
        "<label>{}</label>",
        "<summary>{}</summary>",
        "<svg><text>{}</text></svg>",
        "<textarea>{}</textarea>",
        "<script>{}</script>",
        '<ol class="results"><li>{}</li></ol>',
        '<article class="contact"><p>{}</p></article>',
        "<span popover>{}</span>",
        "<!-- {} -->",
    ],
)
def test_never_where_a_button_cannot_stand(wrapper):
    html = wrapper.format("PRE")
    assert explain(html) == html
    assert buttons(explain(html + "<p>PRE</p>"))[-1:] == ["PRE"], "the next place takes it"


def test_markup_is_copied_as_it_stands():
    html = (
        '<!DOCTYPE html><p class=\'a\' DATA-x="1 > 0">A &amp; B &eacute; &#233; &lt;PRE&gt;<br/><img src=x alt="PRE">'
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg></p>'
    )
    assert explain(html, [entry("ZZZ")]) == html
    assert 'alt="PRE"' in explain(html)


def test_punctuation_stays_on_the_line_of_its_word():
    html = explain("<p>Le quartier (REP), « PRE » et EPS</p>")
    assert html.count('<span class="nb">') == 2
    assert re.search(r'<span class="nb">\(<button', html)


def test_hostile_entries_are_escaped():
    html = explain("<p>EPS</p>", [entry("EPS", expansion="<script>alert(1)</script>", explanation="")])
    assert "<script>" not in html


def test_no_entry_changes_nothing():
    assert explain("<p>PRE</p>", []) == "<p>PRE</p>"


@pytest.mark.django_db
class TestTag:
    source = "{% load glossary_tags %}{% explained %}<p>PRE et GSE</p>{% endexplained %}"

    def render(self, request):
        return Template(self.source).render(Context({"request": request}))

    def make(self, term, **fields):
        return GlossaryEntry.objects.create(term=term, locale=Locale.get_default(), **fields)

    def test_published_entries_with_something_to_say(self):
        self.make("PRE", expansion="Programme de réussite éducative", live=True)
        self.make("GSE", live=True)
        html = self.render(RequestFactory().get("/"))
        assert buttons(html) == ["PRE"]

    def test_drafts_are_not_shown(self):
        self.make("PRE", expansion="Brouillon", live=False)
        assert buttons(self.render(RequestFactory().get("/"))) == []

    def test_one_query_a_request(self, django_assert_num_queries):
        self.make("PRE", expansion="Programme", live=True)
        request = RequestFactory().get("/")
        with django_assert_num_queries(1):
            self.render(request)
            self.render(request)
