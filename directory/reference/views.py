"""What is served of a reference document: the version of the day at one address, older ones at theirs, each marked.

Level 2 does not exist for whoever is in none of its groups. Files are kept by no page cache; a browser asks each time.
"""

from hashlib import sha256

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from catalog.models.former_codes import by_code
from directory.models import ReferenceDocument
from directory.reference.contacts_file import CONTENT_TYPE, contact_rows, write_contacts

GONE = 410
# Written out: Python's own table of types depends on its version and on the machine.
TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "xlsx": CONTENT_TYPE,
}
OPENED = "pdf"  # in the browser; all others are saved


def document_of(request, code):
    found = by_code(ReferenceDocument.objects.all(), code)
    if found is None or not found.is_read_by(request.user):
        raise Http404
    return found


@require_safe
def current(request, code):
    document = document_of(request, code)
    if document.code != code:
        return redirect("reference_document", document.code)
    if document.is_made:
        return _contacts(request, document)
    version = document.current
    if version is None:
        return _private(document, render(request, "directory/document_gone.html", {"document": document}, status=GONE))
    return _file(request, document, version)


@require_safe
def versions(request, code):
    document = document_of(request, code)
    if document.code != code:
        return redirect("reference_versions", document.code)
    context = {"document": document, "today": timezone.localdate(), "current": document.current}
    return _private(document, render(request, "directory/document_versions.html", context))


@require_safe
def older(request, code, pk):
    document = document_of(request, code)
    version = document.versions.filter(pk=pk, valid_from__lte=timezone.localdate()).first()
    if version is None:
        raise Http404
    return _file(request, document, version)


def _private(document, response):
    if not document.is_public:
        response["Cache-Control"] = "private, no-store"
    return response


def _file(request, document, version):
    if not version.file.storage.exists(version.file.name):
        raise Http404
    told = _told(document, f"{version.pk} {version.file.name} {version.year}")
    unchanged = get_conditional_response(request, etag=told["ETag"])
    if unchanged is not None:
        return _with(unchanged, told)
    name = f"{document.code}-{version.year}.{version.suffix}"
    response = FileResponse(version.file.open(), as_attachment=version.suffix != OPENED, filename=name)
    response["Content-Type"] = TYPES.get(version.suffix, "application/octet-stream")
    return _with(response, told)


def _contacts(request, document):
    rows = contact_rows()
    told = _told(document, repr(rows))
    unchanged = get_conditional_response(request, etag=told["ETag"])
    if unchanged is not None:
        return _with(unchanged, told)
    response = HttpResponse(write_contacts(rows), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{document.code}-{timezone.localdate()}.xlsx"'
    return _with(response, told)


def _told(document, content):
    """Headers of a file: nothing of it runs, robots leave it, a browser asks whether it is still this one."""
    return {
        "ETag": f'"{sha256(content.encode()).hexdigest()[:32]}"',
        "Cache-Control": "no-cache" if document.is_public else "private, no-store",
        "Content-Security-Policy": "default-src 'none'",
        "X-Robots-Tag": "noindex",
    }


def _with(response, headers):
    for name, value in headers.items():
        response[name] = value
    return response
