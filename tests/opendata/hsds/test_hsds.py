"""HSDS: what the specification asks of organizations, locations, services and contacts (version 3)."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from wagtail.models import Site

from opendata.dumps.folders import newest
from opendata.dumps.making import make
from opendata.hsds.making import Hsds

UUID, TEXT, NUMBER = {"type": "string", "format": "uuid"}, {"type": "string"}, {"type": "number"}
URI, DAY = {"type": "string", "format": "uri"}, {"type": "string", "format": "date"}
PHONES = {"type": "array", "items": {"type": "object", "required": ["id", "number"], "properties": {"id": UUID}}}
ADDRESS = ["id", "address_1", "city", "state_province", "postal_code", "country", "address_type"]


def shape(required, **properties):
    """Closed: a name that the specification does not have would be read by nobody."""
    properties = {"id": UUID, **properties}
    return {"type": "object", "required": ["id", *required], "properties": properties, "additionalProperties": False}


SHAPES = {
    "organizations": shape(
        ["name", "description"], name=TEXT, description=TEXT, alternate_name=TEXT, website=URI, uri=URI,
        parent_organization_id=UUID, phones=PHONES,
    ),
    "locations": shape(
        ["location_type"], location_type={"enum": ["physical", "postal", "virtual"]}, organization_id=UUID, name=TEXT,
        latitude=NUMBER, longitude=NUMBER, addresses={"type": "array", "items": {"required": ADDRESS}},
    ),
    "services": shape(
        ["name", "status"], organization_id=UUID, name=TEXT, description=TEXT, url=URI, status={"const": "active"},
        eligibility_description=TEXT, minimum_age=NUMBER, maximum_age=NUMBER, assured_date=DAY, phones=PHONES,
    ),
    "contacts": shape([], organization_id=UUID, title=TEXT, phones=PHONES),
}  # fmt: skip
PUBLISHED = os.environ.get("HSDS_SCHEMAS", "")


@pytest.fixture
def files(sample_site, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    make(sample_site, lambda *args, **kwargs: None)
    found = newest(sample_site.pk)
    return {name: json.loads(found.path(f"hsds-{name}.json").read_text(encoding="utf-8")) for name in SHAPES}


@pytest.mark.parametrize("name", SHAPES)
def test_records_are_what_the_specification_asks(files, name):
    validator = Draft202012Validator(SHAPES[name], format_checker=FormatChecker())
    assert files[name]
    assert [error.message for record in files[name] for error in validator.iter_errors(record)] == []


@pytest.mark.skipif(not PUBLISHED, reason="HSDS_SCHEMAS, a folder of the published schema, is not set")
@pytest.mark.parametrize("name", SHAPES)
def test_records_are_valid_by_the_published_schema(files, name):
    """Its files are CC BY-SA 4.0, and not of this repository: « schema/ » of github.com/openreferral/specification."""
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in Path(PUBLISHED).glob("*.json")}
    schemas = {file: {key: value for key, value in each.items() if key != "$id"} for file, each in schemas.items()}
    registry = Registry().with_resources(
        [(file, Resource.from_contents(each, _draft())) for file, each in schemas.items()]
    )
    schema = schemas[f"{name.removesuffix('s')}.json"]
    validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
    assert [error.message for record in files[name] for error in validator.iter_errors(record)] == []


def _draft():
    from referencing.jsonschema import DRAFT202012

    return DRAFT202012


def test_services_contacts_and_locations_are_of_organizations_that_are_given(files):
    known = {each["id"] for each in files["organizations"]}
    for name in ("services", "locations"):
        assert {each["organization_id"] for each in files[name]} <= known
    assert {each["organization_id"] for each in files["contacts"]} <= known


def test_identifiers_are_unique_and_stay(files):
    ids = [each["id"] for records in files.values() for each in records]
    assert len(set(ids)) == len(ids)
    assert Hsds("ville").id_of("organization", "caf") == Hsds("ville").id_of("organization", "caf")
    assert Hsds("ville").id_of("organization", "caf") != Hsds("autre").id_of("organization", "caf")


def test_ages_are_numbers(files):
    ages = [(each["minimum_age"], each.get("maximum_age")) for each in files["services"] if "minimum_age" in each]
    assert ages
    assert all(least <= (most or least) for least, most in ages)


def test_nobody_is_named(files):
    assert not any("name" in each or "email" in each for each in files["contacts"])
    assert Site.objects.exists()
