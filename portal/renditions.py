"""A resized image is a file anyone may fetch: where, when and with what the picture was taken stay in the original."""

import logging

from wagtail.images.models import SourceImageIOError
from willow.plugins.pillow import PillowImage
from willow.registry import registry

from portal.pictures import displayable

logger = logging.getLogger(__name__)

# What Pillow may read from a picture and write again; its colours (icc_profile) are kept.
PERSONAL = ("exif", "Raw profile type exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment")


def upright_without_metadata(image):
    """In place of Willow's own ``auto_orient``, the first thing done to every rendition."""
    picture = displayable(image.image)
    for name in PERSONAL:
        picture.info.pop(name, None)
    return PillowImage(picture)


class CarefulFilter:
    """A filter of Wagtail's that fails in one way, whatever the picture did, and leaves no file open."""

    def __init__(self, filter):
        self.filter = filter

    def __getattr__(self, name):
        return getattr(self.filter, name)

    def run(self, image, output, source=None):
        try:
            return self.filter.run(image, output, source)
        except Exception as error:
            output.close()
            logger.exception("Image %s : « %s » n’a pas pu être faite.", image.pk, self.spec)
            raise SourceImageIOError(str(error)) from error


def register():
    registry.register_operation(PillowImage, "auto_orient", upright_without_metadata)
