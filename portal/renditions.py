"""A resized image is a file anyone may fetch: where, when and with what the picture was taken stay in the original."""

from PIL import ImageOps
from willow.plugins.pillow import PillowImage
from willow.registry import registry

# What Pillow may read from a picture and write again; its colours (icc_profile) are kept.
PERSONAL = ("exif", "Raw profile type exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment")


def upright_without_metadata(image):
    """In place of Willow's own ``auto_orient``, the first thing done to every rendition."""
    picture = ImageOps.exif_transpose(image.image)
    for name in PERSONAL:
        picture.info.pop(name, None)
    return PillowImage(picture)


def register():
    registry.register_operation(PillowImage, "auto_orient", upright_without_metadata)
