"""Text is compressed on its way out, with no other server in front."""

from django.middleware.gzip import GZipMiddleware

TEXT_TYPES = ("text/", "application/json", "application/manifest+json", "application/xml", "application/rss+xml")


class CompressTextMiddleware(GZipMiddleware):
    """Images and documents are compressed already: doing it again costs time and gains nothing."""

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith(TEXT_TYPES):
            return super().process_response(request, response)
        return response
