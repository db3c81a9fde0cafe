"""Plain data to PDF, in a process of its own (``jobs/apart.py``): no Django, no network, no file written."""

import base64
import json
import os
from pathlib import Path

import typst

from jobs.apart import Illegible

HERE = Path(__file__).resolve().parent
MODEL, FONTS = HERE / "booklet.typ", HERE / "fonts"
DATA = "data.json"
ACCESSIBLE, ARCHIVE = "ua-1", "a-2a"


def set_booklet(folder, standard):
    """``folder`` holds ``data.json`` and the pictures it names. The PDF in base 64, or which sheets are refused."""
    os.environ["RAYON_NUM_THREADS"] = "1"  # threads set the same line side by side: memory would grow with processors
    try:
        pdf = base64.b64encode(_compiled(folder, standard, _read(folder)["timestamp"]))
    except typst.TypstError as error:
        return {"refused": _culprits(folder, standard, _read(folder), error)}
    return {"pdf": pdf.decode("ascii")}


def _read(folder):
    return json.loads((folder / DATA).read_text(encoding="utf-8"))


def _compiled(folder, standard, timestamp, data=None):
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    model = MODEL.read_bytes()
    if data is not None:  # this process writes no file
        text = json.dumps(data)
        model = model.replace(b'json("/data.json")', b"json(bytes(sys.inputs.data))")
    else:
        text = ""
    compiler = typst.Compiler(model, root=folder, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"data": text})
    return compiler.compile(format="pdf", pdf_standards=[standard], timestamp=timestamp)


def _culprits(folder, standard, data, error):
    """Each sheet is set alone, to name those that cannot be; none of them: the booklet itself."""
    found = []
    for part in data["parts"]:
        for sheet in part["sheets"]:
            alone = {**data, "single": True, "places": {}, "parts": [{**part, "sheets": [sheet]}]}
            try:
                _compiled(folder, standard, data["timestamp"], alone)
            except typst.TypstError as refusal:
                found.append({"code": sheet["code"], "why": _said(refusal)})
    if not found:
        raise Illegible(_said(error))
    return found


def _said(error):
    return " ".join([error.message, *error.hints])
