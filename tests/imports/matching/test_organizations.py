"""Organizations by their names, addresses and phones."""

from directory.models import Organization
from imports.matching.organizations import Organizations
from schools.models import School


def made(name, **values):
    return Organization.objects.create(name=name, **values)


def test_a_name_a_sigle_and_another_name_find_one_record(db):
    record = made("Association Les Passeurs", acronym="ALP", aliases=["Passeurs du livre"])
    known = Organizations()
    for words in ("association les PASSEURS", "A.L.P.", "Passeurs du livre", record.code):
        assert known.match(words).found.pk == record.pk


def test_a_school_is_found_by_its_own_code(db):
    record = made("École des Tilleuls")
    School.objects.create(organization=record, uai="0590123A", code="tilleuls")
    assert Organizations().match("0590123A").found.pk == record.pk


def test_near_ones_are_asked_about_and_are_five_at_most(db):
    for number in range(8):
        made(f"Centre social des Fleurs {number}")
    match = Organizations().match("Centre social des Fleurs")
    assert (match.state, len(match.near)) == ("near", 5)


def test_an_address_or_a_phone_under_another_name_is_asked_about(db):
    record = made("Service des sports", email="sports@ville.example", phone="03 53 01 00 07")
    known = Organizations()
    for match in (
        known.match("Bureau", email="SPORTS@ville.example"),
        known.match("Bureau", phone="+33 3 53 01 00 07"),
    ):
        assert (match.state, [each.pk for each in match.near]) == ("near", [record.pk])


def test_two_of_one_name_are_told_apart_by_their_address(db):
    made("École du Parc", email="un@ecole.example")
    other = made("École du Parc", email="deux@ecole.example")
    known = Organizations()
    assert known.match("École du Parc").state == "near"
    assert known.match("École du Parc", email="deux@ecole.example").found.pk == other.pk


def test_a_name_that_nobody_has_is_new(db):
    assert Organizations().match("Fanfare municipale").state == "new"
