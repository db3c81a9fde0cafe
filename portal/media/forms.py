"""The form of an image: its refusals say what to do."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class ImageFileField(WagtailImageField):
    def check_image_pixel_size(self, f):
        """Only here is the file read: one cut short begins as an image should, and stock Wagtail answers 500."""
        try:
            super().check_image_pixel_size(f)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class ImageForm(BaseImageForm):
    """Wagtail's field refuses before the model is asked: its sentences count pixels one by one and name no remedy."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].__class__ = ImageFileField  # Wagtail makes this field and lets nobody choose its class
            limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
            self.fields["file"].error_messages |= {
                "file_too_many_pixels": _(
                    "Cette image est trop grande : %(limit)s millions de pixels au plus. Réduisez-la, puis déposez-la."
                )
                % {"limit": limit},
                "invalid_image": _("Ce fichier n’est pas une image, ou il est abîmé : enregistrez-la de nouveau."),
                "invalid_image_known_format": _(
                    "Le contenu de ce fichier n’est pas celui d’une image « .%(extension)s » : "
                    "enregistrez-la dans ce format."
                ),
            }

    # A file that stays is not given anew: it would be read for its size, and whoever renames a picture needs none.

    def _post_clean(self):
        if "file" not in self.changed_data:
            self.cleaned_data.pop("file", None)
        super()._post_clean()

    def _get_validation_exclusions(self):
        stays = set() if "file" in self.changed_data else {"file"}
        return super()._get_validation_exclusions() | stays
