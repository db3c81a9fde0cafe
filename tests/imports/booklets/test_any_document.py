"""Whatever a document says, it is read without an error, and each of its blocks is placed or told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.booklets.mapping import load_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Block, Document, Link, Origin

WORDS = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(
        [
            "Fiche n°1 – Titre",
            "Fiche n°2 – Autre titre (Secteur Nord)",
            "2. Chapitre",
            "Objectifs",
            "→ Public cible :",
            "Troïka :",
            "Ressources complémentaires",
            "Étape 1 : Le repérage",
            "Structure Prénom et Nom Mail Secteur\nCentre Camille EXEMPLE a@b.example Nord",
            "Enfants 11-2 ans",
            "Coordination – a@b – 03 20 00 00 01",
            "A, B et C sont les opérateurs de cette action.",
            "https://a.example/",
        ]
    ),
)
LINKS = st.lists(st.builds(Link, WORDS, st.sampled_from(["mailto:a@b.example", "https://a.example/"])), max_size=2)


@st.composite
def blocks(draw):
    kind = draw(st.sampled_from(["heading", "paragraph", "item", "row", "furniture"]))
    text = draw(WORDS)
    cells = tuple(draw(st.lists(st.one_of(WORDS, st.sampled_from(["Mail", "Structure"])), max_size=4)))
    more = {"cells": cells, "table": draw(st.integers(1, 2))} if kind == "row" else {}
    level = draw(st.integers(0, 4))
    origin = Origin(draw(st.sampled_from(["page", "line", "paragraph"])), draw(st.integers(1, 99)))
    return Block(kind, text, origin, level=level, links=tuple(draw(LINKS)), **more)


@pytest.mark.parametrize("mapping", ["cite-educative", "livret-ressources"])
@given(found=st.lists(blocks(), max_size=12), carries=st.sampled_from([(), ("headings", "links", "tables")]))
def test_each_block_is_placed_or_told(mapping, found, carries):
    report = report_of(Document("md", carries, tuple(found)), load_mapping(mapping))
    placed = [source for sheet in report["sheets"] for sources in sheet["sources"].values() for source in sources]
    placed += [source for row in report["people"] for source in row["sources"]]
    told = {json.dumps(source, sort_keys=True) for source in [*placed, *report["unplaced"]]}
    for block in found:
        assert json.dumps({block.origin.unit: block.origin.number, "text": block.text}, sort_keys=True) in told
