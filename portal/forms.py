"""The form of an image: its refusals say what to do."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class ImageForm(BaseImageForm):
    """Wagtail's field refuses before the model is asked: its sentences count pixels one by one and name no remedy."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
            self.fields["file"].error_messages |= {
                "file_too_many_pixels": _(
                    "Cette image est trop grande : %(limit)s millions de pixels au plus. Réduisez-la, puis déposez-la."
                )
                % {"limit": limit},
                "invalid_image_known_format": _(
                    "Le contenu de ce fichier n’est pas celui d’une image « .%(extension)s » : "
                    "enregistrez-la dans ce format."
                ),
            }
