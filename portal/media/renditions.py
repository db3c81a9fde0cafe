"""A resized image is a file anyone may fetch: where, when and with what the picture was taken stay in the original."""

import logging
from contextlib import contextmanager, nullcontext

from django.db import DatabaseError, connection, transaction
from wagtail.images.models import SourceImageIOError
from willow.plugins.pillow import PillowImage
from willow.registry import registry

from portal.media.pictures import displayable
from portal.outages.faults import outage_of
from portal.outages.files import all_or_nothing
from portal.outages.patience import impatient
from portal.requests.visits import keep_out

# What Pillow may read from a picture and write again; its colours (icc_profile) are kept.
PERSONAL = ("exif", "Raw profile type exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment")

logger = logging.getLogger(__name__)


@contextmanager
def rendition_or_none():
    """A first visit makes the sizes it shows, if nobody holds the database and the disk has room.

    Otherwise Wagtail's templates leave the picture out, and the page is not kept.
    """
    try:
        with impatient(), all_or_nothing(), _savepoint():
            yield
    except (DatabaseError, OSError) as error:
        if outage_of(error) is None:
            raise
        logger.warning("Image : taille non préparée (%s).", error)
        keep_out()
        raise SourceImageIOError(str(error)) from error


def _savepoint():
    """Inside a transaction only: one of its own would hold the database while the picture is made."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


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
