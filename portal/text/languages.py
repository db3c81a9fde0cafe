"""The language of what is read: an address, a page or a request decides, never a default somewhere below."""

from django.conf import settings
from django.utils.translation import get_language, get_supported_language_variant


def content_language() -> str:
    """The code of the contents' language that this request asks for: « fr »."""
    try:
        return get_supported_language_variant(get_language() or settings.LANGUAGE_CODE)
    except LookupError:
        return settings.LANGUAGE_CODE
