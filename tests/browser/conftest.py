"""Browser tests: Debian's Chromium, a served copy of the sample site, pages opened the way a visitor would."""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.server import prepare, serve

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that asks for another host must fail here as it would in a closed network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items):
    missing = pytest.mark.skip(reason="Chromium manque : sudo apt-get install chromium")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": LAUNCH_ARGUMENTS}


@pytest.fixture(scope="session")
def prepared_site(tmp_path_factory):
    """The sample, loaded once; never served itself, only copied."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder


@pytest.fixture(scope="session")
def site(prepared_site, tmp_path_factory):
    """The served sample for tests that only read."""
    yield from serve(prepared_site, tmp_path_factory.mktemp("site") / "var")


@pytest.fixture(scope="module")
def editable_site(prepared_site, tmp_path_factory):
    """A served sample of this test module's own, for tests that edit."""
    yield from serve(prepared_site, tmp_path_factory.mktemp("editable") / "var")


@pytest.fixture
def open_page(browser):
    """``open_page(url, width=320, javascript=False, for_axe=True)``: a page in a browser never used before."""
    contexts = []

    def open_page(url, *, width=1280, javascript=True, for_axe=False, **options):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            bypass_csp=for_axe,  # a strict policy rightly refuses the injected axe
            locale="fr-FR",
            timezone_id="Europe/Paris",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
