"""What the public gets of a picture says nothing of the person who took it."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from wagtail.images.models import Filter

from portal.models import Image

pytestmark = pytest.mark.django_db

ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("filters", ["original", "width-40", "fill-40x20|format-jpeg", "format-png", "format-webp"])
def test_renditions_keep_neither_place_nor_description(kind, filters):
    exif = PillowImage.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = 6, "Devant chez moi"  # 6: held upright, stored lying
    exif[GPS] = {1: "N", 2: (50.0, 41.0, 24.0)}
    buffer = io.BytesIO()
    options = {"comment": b"chez moi"} if kind == "JPEG" else {}
    PillowImage.new("RGB", (80, 60), "teal").save(buffer, kind, exif=exif, **options)
    picture = Image(title="Photo", file=ContentFile(buffer.getvalue(), f"photo.{kind.lower()}"))
    picture.save()

    content = io.BytesIO()
    Filter(filters).run(picture, content)
    picture.file.close()
    assert b"chez moi" not in content.getvalue()
    shown = PillowImage.open(content)
    assert not shown.getexif()
    if "fill" not in filters:
        assert shown.height > shown.width
