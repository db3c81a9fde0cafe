"""The ``ages`` lists of the sample's files are what the audiences of the loaded sheets give."""

import pytest

from actions.models import ActionPage
from install.sample.read import read_yaml
from resources.models import ResourcePage
from search.queries.taxonomy import NO_AGE, YEARS, load_taxonomy

RECORDS = [(ActionPage, record) for record in read_yaml("actions")["actions"]] + [
    (ResourcePage, record) for record in read_yaml("resources")["resources"]
]
EVERY_AGE = "tous-ages"


@pytest.mark.parametrize(("model", "record"), RECORDS, ids=[record["code"] for _model, record in RECORDS])
def test_ages_come_from_the_audiences(sample_site, model, record):
    page = model.objects.get(code=record["code"])
    codes = load_taxonomy().age_codes(page.ages)
    bands = [code for code in codes if code not in YEARS and code != NO_AGE]
    assert ([EVERY_AGE] if EVERY_AGE in bands else bands) == record["ages"]
    assert page.search_ages() == page.ages


def test_every_sheet_says_whom_it_is_for(sample_site):
    assert all(page.audiences.exists() for model in (ActionPage, ResourcePage) for page in model.objects.all())
