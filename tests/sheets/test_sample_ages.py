"""The ``ages`` lists of the sample's files are what the audiences of the loaded sheets give."""

import pytest

from actions.models import ActionPage
from home.sample.read import read_yaml
from resources.models import ResourcePage
from sheets.ages import bands_of

RECORDS = [(ActionPage, record) for record in read_yaml("actions")["actions"]] + [
    (ResourcePage, record) for record in read_yaml("resources")["resources"]
]
BANDS = {
    term["code"]: (term["age_min"], term["age_max"])
    for vocabulary in read_yaml("vocabularies")["vocabularies"]
    if vocabulary["code"] == "age"
    for term in vocabulary["terms"]
    if not term.get("matches_all")
}


@pytest.mark.parametrize(("model", "record"), RECORDS, ids=[record["code"] for _model, record in RECORDS])
def test_ages_come_from_the_audiences(sample_site, model, record):
    page = model.objects.get(code=record["code"])
    derived = ["tous-ages"] if page.ages and page.ages.every else bands_of(page.ages, BANDS)
    assert derived == record["ages"]
    assert page.search_ages() == page.ages


def test_every_sheet_says_whom_it_is_for(sample_site):
    assert all(page.audiences.exists() for model in (ActionPage, ResourcePage) for page in model.objects.all())
