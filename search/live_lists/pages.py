"""Which public pages a public page shows by a live list, read of all lists at once."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page

from portal.pages import page_models
from portal.visibility import public_pages
from search.live_lists.blocks import ListingBlock, listing_of


def pages_listed() -> dict[int, set[int]]:
    """``{key of a page: {keys of the pages whose lists show it}}``."""
    listed = defaultdict(set)
    for key, value in _lists():
        for _hit, entry in listing_of(value).found.entries:
            listed[entry.page_id].add(key)
    return dict(listed)


def _lists() -> Iterator[tuple[int, dict]]:
    """``(key, value)`` of each list of a public page."""
    public = public_pages().values("pk")
    for model in page_models():
        for field in _streams(model):
            text = Cast(field.name, TextField())
            pages = model.objects.alias(as_text=text).filter(pk__in=public, as_text__contains='"listing"')
            for page in pages.iterator(chunk_size=100):
                blocks = getattr(page, field.name)
                yield from ((page.pk, each.value) for each in blocks if isinstance(each.block, ListingBlock))


def _streams(model: type[Page]) -> list[StreamField]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, StreamField)
        and any(isinstance(block, ListingBlock) for block in field.stream_block.child_blocks.values())
    ]
