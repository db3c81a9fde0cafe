"""A booklet of three hundred sheets: what reading it takes in each format, and matching it and writing its drafts.

    .venv/bin/python -m bench.booklets [SHEETS]      # on a portal of its own, filled with the sample (VAR_DIR)

Seconds are of the processor, so that what else the machine does counts little; memory is the most that a process held.
A PDF is measured where Chromium is there to print it.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

from imports.booklets.mapping import load_mapping, shipped_text
from jobs.apart import read_apart
from tests.imports.booklets.making import DATA, make

READER = "bench.weighed:weighed"
PATIENCE = 300  # seconds of the clock: the machine may do something else
CHROMIUM = Path("/usr/bin/chromium")
FORMATS = ("docx", "odt", "md", "html", "txt", "pdf")


def markdown_of(sheets):
    """The first sheet of the test's booklet, cut in two by a page, as many times."""
    text = (DATA / "livret.md").read_text("utf-8")
    sheet = text[text.index("# COOPÉRER") : text.index("# AGIR")]
    return "\n".join(
        sheet.replace("n°1", f"n°{number}")
        .replace("Ateliers", f"Ateliers {number}")
        .replace("familles", f"{number} fois")
        for number in range(1001, 1001 + sheets)
    )


def printed(markdown, folder):
    page, path = make("html", markdown, folder), folder / "livret.pdf"
    options = ["--headless", "--no-sandbox", "--generate-pdf-document-outline", f"--print-to-pdf={path}"]
    subprocess.run([CHROMIUM, *options, page.as_uri()], check=True, capture_output=True, timeout=300)
    return path


def read(path):
    """(seconds, megabytes, report) of the process that reads and understands it, with its usual limits but of time."""
    said = read_apart(READER, path, load_mapping("cite-educative").to_json(), seconds=PATIENCE)
    return said["seconds"], said["megabytes"], said["report"]


def tell(what, seconds, megabytes, more=""):
    print(f"{what:28} {seconds:7.1f} s {megabytes:7.0f} MB  {more}".rstrip(), flush=True)


def written(report):
    from actions.models import ActionIndexPage
    from imports.drafts.comparing import changes_of
    from imports.drafts.writing import write
    from imports.matching.registers import Registers
    from imports.models import Batch, BatchSheet
    from imports.reading import keep
    from portal.models import User

    def done(what, begun, more=""):
        tell(what, time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, more)
        return time.process_time()

    user, place = User.objects.filter(is_superuser=True).first(), ActionIndexPage.objects.first()
    batch = Batch.objects.create(
        title="Trois cents", mapping_text=shipped_text("cite-educative"), parent=place, by=user
    )
    begun = time.process_time()
    keep(batch, report)
    begun = done("rows of the batch", begun)
    changes = changes_of(batch, list(batch.sheets.all()))
    begun = done("matching, all sheets", begun, f"{len(changes)} compared")
    batch.sheets.update(decision=BatchSheet.Decision.ACCEPTED)
    registers = Registers.of_batch(batch)
    for pk in batch.sheets.values_list("pk", flat=True):
        write(pk, user, registers)
    done("drafts", begun, f"{batch.sheets.filter(state='written').count()} written")


def main(sheets):
    django.setup()
    markdown, reports = markdown_of(sheets), {}
    with tempfile.TemporaryDirectory() as name:
        for kind in FORMATS if CHROMIUM.exists() else FORMATS[:-1]:
            folder = Path(name)
            path = printed(markdown, folder) if kind == "pdf" else make(kind, markdown, folder)
            seconds, megabytes, reports[kind] = read(path)
            found = f"{len(reports[kind]['sheets'])} sheets"
            tell(f".{kind}, {path.stat().st_size // 1024} kB", seconds, megabytes, found)
    written(reports["docx"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 300)
