"""A file as it is given: nothing of it runs, robots leave it, a browser asks whether it is still this one."""

from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response

from portal.requests.visits import keep_out

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def answer_file(request, file, name, digest):
    """``file`` is a field of a row; ``digest`` is of what it says."""
    keep_out()
    if not file or not file.storage.exists(file.name):
        raise Http404
    headers = {
        "ETag": f'"{digest[:16]}-{file.name.rpartition("/")[2]}"',
        "Cache-Control": "no-cache",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "X-Robots-Tag": "noindex",
    }
    response = get_conditional_response(request, etag=headers["ETag"])
    if response is None:
        suffix = file.name.rpartition(".")[2]
        response = FileResponse(file.open(), as_attachment=suffix != "pdf", filename=name)
        response["Content-Type"] = TYPES[suffix]
    for header, value in headers.items():
        response[header] = value
    return response
