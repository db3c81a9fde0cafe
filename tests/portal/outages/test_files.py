"""Whatever a file is called, the disk takes it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from portal.outages.files import LONGEST_NAME, within_bytes
from tests.portal.media.test_uploads import PDF, picture
from tests.portal.outages.test_answers import stored_files

LONG = "é" * 200


@pytest.mark.parametrize("name", [f"{LONG}.png", f"{LONG}.{LONG}", "x" * 300, f"{LONG}.a.png", "note.pdf"])
def test_a_name_is_counted_in_bytes(name):
    short = within_bytes(name)
    assert len(short.encode()) <= LONGEST_NAME
    assert short == name or name.startswith(short.split(".")[0])


def test_what_says_its_kind_is_kept():
    assert within_bytes(f"{LONG}.png").endswith("é.png")


def test_two_files_of_one_long_name_are_both_stored(db):
    names = {default_storage.save(default_storage.generate_filename(f"{LONG}.png"), ContentFile(b"x")) for _ in "ab"}
    assert len(names) == 2
    for name in names:
        default_storage.delete(name)


@pytest.mark.parametrize("collection", [{}, {"collection": 1}], ids=["asked again", "stored"])
@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [("wagtailimages:add_multiple", picture("png"), "png"), ("wagtaildocs:add_multiple", PDF, "pdf")],
)
def test_a_long_name_is_uploaded(sample_site, admin_client, name, content, suffix, collection):
    data = {"title": "Note", "files[]": ContentFile(content, f"{LONG}.{suffix}"), **collection}
    answer = admin_client.post(reverse(name), data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 200
    assert answer.json()["success"]


def test_what_keeps_a_file_from_being_stored_is_what_is_told(db):
    before = stored_files()
    with pytest.raises(OSError, match="too long"):
        default_storage.save("é" * 200, ContentFile(b"x"))
    assert stored_files() == before
