"""The explorer's API: of documents and images, those of collections that the account may choose from."""

from wagtail.documents import get_document_model
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images import get_image_model
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from portal.admin.doors import of_collections


class ChoosableDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self):
        return super().get_queryset() & of_collections(self.request.user, get_document_model())


class ChoosableImages(ImagesAdminAPIViewSet):
    def get_queryset(self):
        return super().get_queryset() & of_collections(self.request.user, get_image_model())
