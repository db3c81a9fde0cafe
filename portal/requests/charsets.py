"""One charset, before Django reads anything: it believes the one that a header names, for the address too.

Read otherwise, an address finds something else, which would be kept for everybody; « base64 », a charset to Python, is
an error that no middleware sees.
"""

from django.utils.http import parse_header_parameters

OURS = ("utf-8", "utf8")


class Utf8Only:
    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            environ["CONTENT_TYPE"] = ""  # of a body that nobody reads
        elif not is_utf8(environ.get("CONTENT_TYPE", "")):
            start_response("415 Unsupported Media Type", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"Envoyez ce formulaire en UTF-8."]
        return self.application(environ, start_response)


def is_utf8(content_type):
    try:
        return parse_header_parameters(content_type)[1].get("charset", OURS[0]).lower() in OURS
    except (LookupError, ValueError):
        return False
