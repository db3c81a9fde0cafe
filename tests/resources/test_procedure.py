"""A procedure as each reader sees it, by the address alone."""

import re

import pytest

from resources.blocks import StepBlock
from resources.procedure import Procedure

PRE = "/livret/programme-reussite-educative/"


class Block:
    def __init__(self, **value):
        self.value = StepBlock().to_python({"number": 1, "title": "Étape", "text": "Texte", **value})


def branch(code, label=""):
    return {"branch": code, "label": label, "text": code}


ALL = [Block(branches=[branch("premier-degre"), branch("second-degre", "Au collège"), branch("saisine-directe")])]


def shown(procedure):
    return [line["text"] for step in procedure.steps for line in step["branches"] if not line["hidden"]]


@pytest.mark.parametrize(
    ("role", "level", "lines"),
    [
        ("", "", ["premier-degre"]),
        ("enseignant", "second-degre", ["second-degre"]),
        ("parent", "", ["saisine-directe"]),
        ("partenaire", "second-degre", ["saisine-directe"]),
        ("<script>", "x" * 500, ["premier-degre"]),
    ],
)
def test_each_reader_has_one_way(role, level, lines):
    assert shown(Procedure(ALL, role, level)) == lines


def test_without_two_levels_teachers_see_theirs():
    procedure = Procedure([Block(branches=[branch("second-degre")])])
    assert not procedure.has_levels
    assert shown(procedure) == ["second-degre"]


def test_labels_come_from_the_block_or_from_the_branch():
    labels = [line["label"] for line in Procedure(ALL).steps[0]["branches"]]
    assert labels == ["1er degré (école)", "Au collège", "Saisine directe (famille ou partenaire)"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "role"), [("", "enseignant"), ("?role=parent", "parent"), ("?role=partenaire", "partenaire")]
)
def test_the_page_reads_the_role(client, sample_site, query, role):
    html = client.get(PRE + query).content.decode()
    assert re.search(rf'value="{role}" id="r-{role}" checked', html)
    visible = re.findall(r'<p class="boxed ([\w -]+)">', html)
    assert visible and all(role in css for css in visible)
