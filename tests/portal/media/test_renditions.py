"""What the public gets of a picture says nothing of the person who took it."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from PIL import ImageCms
from wagtail.images.models import Filter

from home.models import PortalSettings
from portal.models import Image
from resources.models import ResourcePage

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


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SITE_FILTERS = ["fill-1200x630|format-jpeg", "max-208x80|format-webp", "width-640|format-avif", "width-40|format-png"]


def stored(picture, kind, **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    image = Image(title="Photo", file=ContentFile(buffer.getvalue(), f"photo.{kind.lower()}"))
    image.full_clean()
    image.save()
    return image


def made(image, filters):
    content = io.BytesIO()
    Filter(filters).run(image, content)
    image.file.close()
    return PillowImage.open(content)


def colour(image):
    return made(image, "width-40|format-png").convert("RGB").getpixel((5, 5))


UNUSUAL = {
    "CMYK": lambda: stored(PillowImage.new("CMYK", (80, 60), (0, 255, 255, 0)), "JPEG"),
    "CMYK, sRGB profile": lambda: stored(PillowImage.new("CMYK", (80, 60), (0, 255, 255, 0)), "JPEG", icc_profile=SRGB),
    "grey of 16 bits": lambda: stored(PillowImage.new("I;16", (80, 60), 30_000), "PNG"),
    "grey with transparency": lambda: stored(PillowImage.new("LA", (80, 60), (120, 128)), "PNG"),
    "grey": lambda: stored(PillowImage.new("L", (80, 60), 120), "JPEG"),
    "palette": lambda: stored(PillowImage.new("RGB", (80, 60), "teal").convert("P"), "PNG", transparency=0),
    "two colours": lambda: stored(PillowImage.new("1", (80, 60), 1), "PNG"),
    "animation": lambda: stored(
        PillowImage.new("P", (80, 60)), "GIF", save_all=True, append_images=[PillowImage.new("P", (80, 60), 3)]
    ),
}


@pytest.mark.parametrize("name", UNUSUAL)
@pytest.mark.parametrize("filters", SITE_FILTERS)
def test_pictures_of_printers_and_scanners_are_shown(name, filters):
    assert made(UNUSUAL[name](), filters).width


def test_inks_become_the_colours_they_print():
    red, green, blue = colour(UNUSUAL["CMYK, sRGB profile"]())
    assert red > 200 and green < 60 and blue < 60


def test_sixteen_bits_of_grey_are_not_cut_off_at_white():
    assert colour(UNUSUAL["grey of 16 bits"]()) == pytest.approx((117, 117, 117), abs=2)


# Wagtail leaves the file that it was writing to Python's collector.
left_open = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@left_open
def test_a_picture_that_cannot_be_made_does_not_take_its_page_down(sample_site, client, monkeypatch):
    image = stored(PillowImage.new("RGB", (80, 60), "teal"), "JPEG")
    settings = PortalSettings.for_site(sample_site)
    settings.logo = image
    settings.save()
    sheet = ResourcePage.objects.live().first()
    sheet.cover = image
    sheet.save_revision().publish()
    monkeypatch.setattr("portal.media.renditions.PillowImage", lambda picture: 1 / 0)
    for address in ("/", sheet.url):
        assert client.get(address).status_code == 200
    assert client.get("/rien/").status_code == 404


@left_open
def test_a_picture_whose_file_is_damaged_does_not_either(sample_site, client):
    image = stored(PillowImage.new("RGB", (80, 60), "teal"), "JPEG")
    with open(image.file.path, "wb") as file:
        file.write(b"\xff\xd8\xff\xe0 cut")
    sheet = ResourcePage.objects.live().first()
    sheet.cover = image
    sheet.save_revision().publish()
    assert client.get(sheet.url).status_code == 200
