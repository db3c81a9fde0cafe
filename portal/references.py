"""Which pages refer to a record, by rows or inside blocks: Wagtail's reference index, asked the right way."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex, get_page_models


def referring_page_ids(instance):
    """Primary keys of the pages whose saved content refers to ``instance``. Other models have numbers of their own."""
    references = ReferenceIndex.get_references_to(instance).filter(
        base_content_type__in=ContentType.objects.get_for_models(*get_page_models()).values()
    )
    return {int(pk) for pk in references.values_list("object_id", flat=True).distinct()}
