"""Own user, image and document models: swapping them after the first migration would be painful."""

import secrets
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from portal.media.renditions import CarefulFilter, rendition_or_none
from portal.media.uploads import check_upload, validate_document, validate_image


class User(AbstractUser):
    """A person of the editorial team. Visitors have no account."""


def _uploader():
    """Wagtail's own models stay in the project: the same reverse names would clash."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("déposé par"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )


class Image(AbstractImage):
    tags = TaggableManager(blank=True, verbose_name=_("mots-clés"), related_name="portal_images")
    uploaded_by_user = _uploader()
    admin_form_fields = WagtailImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def clean(self):
        super().clean()
        check_upload(self, validate_image)

    def generate_rendition_file(self, filter, *, source=None):
        """A picture that cannot be made does not take its page down: Wagtail shows one that is missing instead."""
        file = super().generate_rendition_file(CarefulFilter(filter), source=source)
        self.files_being_made.append(file)
        return file

    def create_rendition(self, filter):
        with rendition_or_none(), self._closing_files():
            return super().create_rendition(filter)

    def create_renditions(self, *filters):
        with rendition_or_none(), self._closing_files():
            return super().create_renditions(*filters)

    @contextmanager
    def _closing_files(self):
        """Wagtail makes renditions in temporary files, and leaves them open."""
        files = self.files_being_made = []
        try:
            yield
        finally:
            self.__dict__.pop("files_being_made", None)  # images are pickled, open files cannot be
            for file in files:
                file.close()


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename):
        """A plain file anyone may fetch: its name cannot be guessed.

        The secret stands here and in front: Wagtail cuts the name of the original to make room for the filters.
        """
        return super().get_upload_to(f"{secrets.token_hex(8)}-{filename}")


class Document(AbstractDocument):
    tags = TaggableManager(blank=True, verbose_name=_("mots-clés"), related_name="portal_documents")
    uploaded_by_user = _uploader()
    admin_form_fields = WagtailDocument.admin_form_fields

    is_public = True  # where a page that anyone may read names it: ``portal.documents`` then serves it

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        if self.file:  # Wagtail finds a fault in the extension of what is not there
            super().clean()
        check_upload(self, validate_document)


def random_step():
    return secrets.randbelow(2**31) + 1


class VisibleChange(models.Model):
    """Something visitors may see has changed: written in the transaction of the change, see ``portal.cache.changes``.

    Steps are random: a database put back from a backup does not meet the sums of its other history again.
    """

    step = models.BigIntegerField(default=random_step)

    class Meta:
        verbose_name = _("changement visible")
        verbose_name_plural = _("changements visibles")

    def __str__(self):
        return f"{self.pk} +{self.step}"


class Attempt(models.Model):
    """How often something was asked by somebody whom only a hash of that day knows: ``portal.accounts.throttle``."""

    key = models.CharField(max_length=64, unique=True)
    times = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("essai compté")
        verbose_name_plural = _("essais comptés")
        default_permissions = ()

    def __str__(self):
        return f"{self.created:%Y-%m-%d %H:%M} ×{self.times}"


class PersonalLink(models.Model):
    """A link that somebody was sent, known by a hash of it: ``portal.accounts.personal_links``."""

    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("lien personnel")
        verbose_name_plural = _("liens personnels")
        default_permissions = ()
        indexes = [models.Index(fields=["purpose", "subject"])]

    def __str__(self):
        return f"{self.purpose} {self.subject}"


class Sent(models.Model):
    """What a visitor sent and is not to be done twice: ``portal.accounts.sent_once``."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("envoi")
        verbose_name_plural = _("envois")
        default_permissions = ()

    def __str__(self):
        return self.digest
