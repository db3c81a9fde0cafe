"""Readers and the report, against bytes that a machine makes up: nothing but ``Illegible`` may be raised.

Not part of the suite: atheris is for x86 Linux only, so it is installed by hand, beside the project.

    .venv/bin/pip install --target /tmp/atheris atheris
    PYTHONPATH=/tmp/atheris nice -n 19 .venv/bin/python -m tests.imports.fuzzing /tmp/corpus -max_total_time=600

The first byte of an input says how it becomes a file: as it is, or as the words of a .docx or of an .odt. What it finds
is kept in ``tests/imports/documents/test_found_by_fuzzing.py``, with the smallest file that shows it.
"""

import io
import resource
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["imports", "markdown_it", "bs4"]):
    from imports.booklets.mapping import load_mapping
    from imports.booklets.report import report_of
    from imports.documents.blocks import Document
    from imports.documents.reading import read_document
    from jobs.apart import Illegible

from tests.imports.booklets.making import DATA, make

MEMORY = 2 * 1024 * 1024 * 1024  # the fuzzer's own included
MAPPINGS = tuple(map(load_mapping, ("cite-educative", "livret-ressources")))
FILE = Path(tempfile.mkdtemp()) / "livret"


def archive(inside, kind):
    """A .docx or an .odt whose words are these."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        if kind == "odt":
            made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            made.writestr("content.xml", inside)
        else:
            made.writestr("[Content_Types].xml", "<Types/>")
            made.writestr("word/document.xml", inside)
    return content.getvalue()


def file_of(data):
    how, rest = data[:1], data[1:]
    return {b"W": lambda: archive(rest, "docx"), b"O": lambda: archive(rest, "odt")}.get(how, lambda: rest)()


def try_one(data):
    FILE.write_bytes(file_of(data))
    try:
        document = Document.from_json(read_document(FILE))
    except Illegible:
        return
    for mapping in MAPPINGS:
        report_of(document, mapping)


def sow(folder):
    """The test's booklet in each format, to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    markdown = (DATA / "livret.md").read_text("utf-8")
    for name in ("md", "html"):
        (folder / name).write_bytes(b"." + make(name, markdown, folder).read_bytes())
    for name, inside, mark in (("docx", "word/document.xml", b"W"), ("odt", "content.xml", b"O")):
        with zipfile.ZipFile(make(name, markdown, folder)) as made:
            (folder / name).write_bytes(mark + made.read(inside))
    (folder / "pdf").write_bytes(b"." + (DATA / "livret.pdf").read_bytes())


if __name__ == "__main__":
    sow(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
