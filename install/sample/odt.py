"""A short text as an OpenDocument file: what a school opens, fills in and prints. The same text makes the same file."""

import io
import zipfile
from xml.sax.saxutils import escape

MIMETYPE = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0" '
    f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{OFFICE}:office:1.0" '
    f'xmlns:text="{OFFICE}:text:1.0" office:version="1.2"><office:body><office:text>'
)
FOOT = "</office:text></office:body></office:document-content>"
DAY = (1980, 1, 1, 0, 0, 0)  # the first that an archive knows


def write_odt(title, lines):
    body = f'<text:h text:outline-level="1">{escape(title)}</text:h>'
    body += "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        # First, and not compressed: the format wants it so.
        archive.writestr(zipfile.ZipInfo("mimetype", DAY), MIMETYPE)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml", DAY), MANIFEST)
        archive.writestr(zipfile.ZipInfo("content.xml", DAY), HEAD + body + FOOT)
    return file.getvalue()
