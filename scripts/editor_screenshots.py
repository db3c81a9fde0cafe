"""Takes the pictures of docs/editors.md from a served copy of the sample: ``python scripts/editor_screenshots.py``."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.server import DEMO_PASSWORD, prepare, serve  # noqa: E402

IMAGES = ROOT / "docs" / "images"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main():
    folder = Path(tempfile.mkdtemp())
    prepare(folder / "prepared")
    server = serve(folder / "prepared", folder / "var")
    site = next(server)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1100, "height": 720}, locale="fr-FR")
            log_in(page, site)
            walk(page, site)
            browser.close()
    finally:
        server.close()
        shutil.rmtree(folder)


def log_in(page, site):
    page.goto(f"{site.url}/admin/login/")
    page.fill("[name=username]", "demo")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def walk(page, site):
    open_sheet(page, site)
    keep(page, "fiche-contenu")
    page.get_by_role("tab", name="Public et classement").click()
    keep(page, "fiche-classement")
    page.locator(".footer [data-w-dropdown-target=toggle]").last.click()
    keep(page, "fiche-publier")
    page.goto(f"{site.url}/admin/vocabulaires/new/")
    page.fill("#id_label", "Langue parlée")
    page.check("#id_is_facet")
    keep(page, "vocabulaire")
    page.goto(f"{site.url}/admin/directory/organization/")
    keep(page, "organisations")
    page.goto(f"{site.url}/admin/a-verifier/")
    keep(page, "a-verifier")


def open_sheet(page, site):
    page.goto(f"{site.url}/admin/pages/search/?q=croisement")
    page.get_by_role("link", name="croisement").first.click()


def keep(page, name):
    page.wait_for_timeout(700)
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
