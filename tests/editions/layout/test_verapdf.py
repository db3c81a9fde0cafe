"""veraPDF finds no broken rule: PDF/UA-1 in what is given, PDF/A-2a in what is archived."""

import subprocess
from pathlib import Path

import pytest

from editions.models import Edition
from tests.editions.layout.test_setting import data, set_it, sheet  # noqa: F401 - a fixture
from tests.editions.making import content_of, edition, make

pytestmark = pytest.mark.verapdf
CHECK = Path(__file__).resolve().parents[3] / "ops" / "verapdf" / "check"
FIRST_TIME = 600  # seconds: it is downloaded


@pytest.fixture(scope="session")
def check():
    try:
        subprocess.run([CHECK, "get"], check=True, capture_output=True, timeout=FIRST_TIME)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"veraPDF manque : {error}")

    def broken(flavour, pdf, folder):
        path = folder / "checked.pdf"
        path.write_bytes(pdf)
        return subprocess.run([CHECK, flavour, path], capture_output=True, text=True, timeout=FIRST_TIME).stdout

    return broken


@pytest.mark.parametrize(("flavour", "standard"), [("ua1", "ua-1"), ("2a", "a-2a")])
@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_booklet_of_everything_breaks_no_rule(check, set_it, tmp_path, flavour, standard, paper):  # noqa: F811
    assert check(flavour, set_it(everything(paper), standard), tmp_path) == ""


def test_the_editions_of_the_sample_break_no_rule(check, sample_site, tmp_path):
    for made in Edition.objects.all():
        issue = make(made)
        assert (made.slug, check("ua1", content_of(issue.file), tmp_path)) == (made.slug, "")
        assert (made.slug, check("2a", content_of(issue.archive), tmp_path)) == (made.slug, "")


def test_a_file_that_is_not_accessible_is_told_from_one_that_is(check, sample_site, tmp_path):
    """Without this one, the others would prove nothing."""
    from tests import factories

    issue = make(edition(factories.action()))
    assert "7.1" in check("ua1", content_of(issue.folded), tmp_path)


def line(text):
    return [{"t": "s", "s": text}]


def paragraph(text="Un alinéa.", kind=""):
    return {"t": "p", "k": kind, "c": line(text)}


def everything(paper):
    """Every kind of block there is."""
    blocks = [
        *(paragraph(kind=kind) for kind in ("", "quiet", "boxed", "caption")),
        {"t": "h", "c": line("Sous-titre")},
        *(
            {"t": "ul", "k": kind, "c": [[paragraph()], [paragraph()]]}
            for kind in ("ul", "ticks", "docs", "bare", "news")
        ),
        {"t": "ol", "c": [[paragraph()]]},
        {"t": "steps", "c": [{"title": line("Repérer"), "c": [paragraph(), {"t": "h", "c": line("Puis")}]}]},
        {"t": "rollout", "c": [{"k": state, "state": "Fait", "c": line("École")} for state in ("done", "now", "next")]},
        *(
            {"t": "note", "k": kind, "title": line("Note"), "c": [paragraph()]}
            for kind in ("info", "ok", "warn", "bad")
        ),
        {"t": "cards", "c": [CARD, CARD]},
        {"t": "grid", "c": [[{"t": "site", "c": [paragraph()]}], [paragraph()]]},
        {"t": "grid", "c": []},
        {"t": "facts", "c": [{"label": "Rôle", "c": [paragraph()]}, {"label": "Où", "c": [paragraph(), paragraph()]}]},
        {"t": "table", "caption": line("Qui"), "head": [line("A"), line("B")], "rows": [[line("1"), []]]},
        {"t": "p", "k": "", "c": [{"t": "b", "c": line("gras")}, {"t": "br"}, *LINKS]},
    ]
    full = sheet(
        "tout",
        changed="Modifiée",
        fresh={"text": "À vérifier", "old": True},
        notices=[{"t": "note", "k": "warn", "title": line("Ailleurs"), "c": [paragraph()]}],
        easy=[{"icon": "pin", "c": line("Venez.")}] * 3,
        brief=[
            {"icon": "age", "label": "Âge", "c": [paragraph("2–16 ans")], "ages": ["a2", "b16"]},
            {"icon": "pin", "label": "Où", "c": [{"t": "ul", "k": "bare", "c": [[paragraph()]] * 6}], "ages": []},
        ],
        sections=[{"id": "quoi", "title": "Tout", "c": blocks}],
    )
    changes = {"title": "Ce qui a changé", "groups": [{"title": "Nouvelles", "icon": "ok", "rows": [CHANGED]}]}
    centers = {"title": "Centres", "map": "", "map_alt": "", "rows": [CENTER]}
    return data(
        full,
        sheet("autre"),
        paper=paper,
        foreword=[paragraph()],
        doors=[{"icon": "book", "tint": "ressource", "number": "2", "label": "fiches"}],
        changes=changes,
        centers=centers,
        indexes=[{"title": "Index", "rows": [{"name": "AFEV", "codes": ["tout", "autre"]}]}],
        glossary=[{"term": "PRE", "text": "Programme"}],
        places={"/autre/": "autre"},
    )


LINKS = [
    {"t": "a", "href": "https://ville.example/", "c": line("dehors")},
    {"t": "to", "path": "/autre/", "href": "https://passerelles.example/autre/", "c": line("dedans")},
    {"t": "to", "path": "/loin/", "href": "https://passerelles.example/loin/", "c": line("ailleurs")},
    {"t": "small", "c": line("petit")},
    {"t": "unknown", "c": line("inconnu")},
]
CARD = {
    "t": "card",
    "title": line("Direction"),
    "role": "Ville",
    "reach": [{"icon": "phone", "c": [{"t": "a", "href": "tel:+33353010000", "c": line("03 53 01 00 00")}]}],
    "c": [paragraph()],
}
CHANGED = {"code": "tout", "title": "Fiche", "what": "Contacts"}
CENTER = {"number": "1", "name": "Centre", "code": "autre", "lines": ["1 rue"]}
