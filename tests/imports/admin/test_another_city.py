"""Another city's booklet: tables for sheets, no numbers, ages in words. What an editor types is enough to read it."""

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.batches import mapping_text
from imports.booklets.mapping import read_mapping
from imports.measuring import measure
from imports.reading import read_file
from tests.imports.booklets.making import DATA, make

TYPED = (DATA / "guide-description.yaml").read_text("utf-8")
EXPECTED = yaml.safe_load((DATA / "guide.yaml").read_text("utf-8"))


@pytest.fixture(params=["docx", "odt", "html", "md"])
def booklet(request, tmp_path):
    return make(request.param, (DATA / "guide.md").read_text("utf-8"), tmp_path)


def test_it_is_described_tried_and_read_as_a_person_reads_it(desk, booklet):
    file = SimpleUploadedFile(booklet.name, booklet.read_bytes())
    said = {"name": "Guide de Bourg", "text": TYPED}
    form = desk.post(reverse("descriptions:add"), {**said, "essayer": "1", "trial_file": file}).context["form"]
    assert [sheet["title"] for sheet in form.trial.sheets] == ["Le bus des contes", "Mots partagés", "Club des curieux"]
    desk.post(reverse("descriptions:add"), said)
    scores = measure(read_file(booklet, read_mapping(mapping_text("Guide de Bourg"))), EXPECTED)
    assert {name: score for name, score in scores.items() if score.wrong or score.lost} == {}
    assert scores["doubts"].right == 4
