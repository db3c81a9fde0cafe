"""Pictures are copied beside the data; one that cannot be set names its page, one that says nothing is left out."""

import pytest

from editions.booklets.pictures import Pictures


@pytest.fixture
def pictures(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "cour d'école.png").write_bytes(b"png")
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "work"
    folder.mkdir()
    return Pictures(folder)


def test_a_picture_is_copied_once(pictures):
    image = {"src": "/media/cour%20d'%C3%A9cole.png", "alt": "La cour"}
    assert pictures("clas", image, is_decorative=False) == {"file": "/picture-0.png", "alt": "La cour"}
    assert pictures("clas", image, is_decorative=False)["file"] == "/picture-0.png"
    assert [path.read_bytes() for path in pictures.folder.iterdir()] == [b"png"]


def test_one_that_is_decorative_needs_no_alternative(pictures):
    image = {"src": "/media/cour%20d'%C3%A9cole.png", "alt": ""}
    assert pictures("clas", image, is_decorative=True) == {"file": "/picture-0.png", "alt": ""}
    assert pictures.problems == []


def test_any_other_without_alternative_names_its_page(pictures):
    assert pictures("clas", {"src": "/media/cour%20d'%C3%A9cole.png"}, is_decorative=False) is None
    assert [(each.code, each.is_fatal) for each in pictures.problems] == [("clas", False)]


@pytest.mark.parametrize(
    "address", ["/media/absente.png", "/media/../secret.png", "/static/a.png", "https://ailleurs.example/a.png", ""]
)
def test_nothing_is_read_beside_the_uploads(pictures, address):
    assert pictures("clas", {"src": address, "alt": "Un"}, is_decorative=False) is None
    assert [each.code for each in pictures.problems] == ["clas"]
