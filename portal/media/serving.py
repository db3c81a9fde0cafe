"""Serving resized images, with no other server in front."""

from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.views.static import serve

# Written out: Python's own table of types depends on its version and on the machine.
RENDITION_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def rendition(request, path):
    """A resized image. Beside this folder lie originals, which stay private, and documents, which have a view."""
    content_type = RENDITION_TYPES.get(Path(path).suffix.lower())
    if content_type is None or ".." in Path(path).parts:
        raise Http404
    response = serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
    response["Content-Type"] = content_type
    response["Cache-Control"] = "public, max-age=31536000, immutable"  # another crop or size has another name
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
