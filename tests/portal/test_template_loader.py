"""Templates lose their indents as they are loaded, and never a space between two words."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from portal.template_loader import without_indents

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONG_SENTENCES = re.compile(r"{% blocktranslate(?![^%]* trimmed)[^%]*%}(?:(?!{% endblocktranslate).)*\n", re.DOTALL)


@pytest.mark.parametrize(
    ("written", "loaded"),
    [
        ("<ul>\n  <li>Un</li>\n</ul>", "<ul>\n<li>Un</li>\n</ul>"),
        ("un\n  deux", "un\ndeux"),
        ("  {% if a %}\n    un\n  {% endif %}\n  deux", "{% if a %}un\n{% endif %}deux"),
        ("un\n{% for each in all %}\n  deux\n{% endfor %}\n", "un\n{% for each in all %}deux\n{% endfor %}"),
        ("un{% if a %}\n  deux{% endif %}", "un{% if a %}\ndeux{% endif %}"),
        ('{% load i18n %}\n{% url "home" as path %}\n<p>', '{% load i18n %}{% url "home" as path %}<p>'),
        (
            "{# why #}\n{% comment %}\n  Why.\n{% endcomment %}\n<p>",
            "{# why #}{% comment %}\n  Why.\n{% endcomment %}<p>",
        ),
        ('  {% include "a.html" %}\n  {{ b }}\n', '{% include "a.html" %}\n{{ b }}'),
    ],
)
def test_what_a_template_loses(written, loaded):
    assert without_indents(written) == loaded


@pytest.mark.parametrize("element", ["pre", "textarea", "script", "style"])
def test_spaces_that_are_seen_are_kept(element):
    written = f"<{element} id='a'>\n  un\n    deux\n</{element}>\n"
    assert without_indents(written) == written.rstrip()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_two_words_of_ours_are_joined(path):
    written = path.read_text(encoding="utf-8")
    assert words(without_indents(written)) == words(written)


def words(source):
    """What spaces part, once the tags are gone."""
    return re.sub(r"{% comment %}.*?{% endcomment %}|{[%#].*?[%#]}", "", source, flags=re.DOTALL).split()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_sentence_of_several_lines_is_trimmed(path):
    """Its indents would be part of what is translated."""
    assert not LONG_SENTENCES.search(path.read_text(encoding="utf-8"))


def test_the_site_loads_them_so():
    assert "\n " not in get_template("base.html").template.source
