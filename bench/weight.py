"""What a first visit weighs, as a browser that was never there receives it: kilobytes, headers included."""

import re
import shutil

from bench.visitor import Visitor

SHEET = re.compile(r"<loc>[^<]*(/livret/[^/<]+/)</loc>")


def first_visits(address: str) -> dict[str, float]:
    """A sheet of the livret and the search; nothing where Chromium is missing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        return {}
    from playwright.sync_api import sync_playwright

    from tests.browser.tools import visit

    visitor = Visitor(address)
    _answer, sitemap = visitor.get("/sitemap.xml")
    visitor.close()
    sheet = SHEET.search(sitemap.decode())
    paths = {"fiche": sheet[1] if sheet else "/", "recherche": "/recherche/"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        weights = {name: visit(browser, address + path).weight / 1000 for name, path in paths.items()}
        browser.close()
    return weights
