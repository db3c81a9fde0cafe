"""HTML tests: pages are rendered by Django's client and checked in one run of html-validate."""

import json
import os
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / "var" / "html-tools" / "node_modules" / ".bin" / "html-validate"
TOOL = os.environ.get("HTML_VALIDATE") or (str(INSTALLED) if INSTALLED.exists() else "")


def pytest_collection_modifyitems(items):
    missing = pytest.mark.skip(reason="html-validate manque : sudo apt-get install nodejs npm, puis make test")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("html")
            if not TOOL:
                item.add_marker(missing)


@pytest.fixture
def html_errors(tmp_path):
    """``html_errors({address: html})``: readable lines, one per error."""

    def html_errors(pages):
        files = {}
        for number, (address, html) in enumerate(pages.items()):
            file = tmp_path / f"{number}.html"
            file.write_text(html)
            files[str(file)] = address
        # Into a file: Node cuts what it writes to a pipe when it ends.
        answer = tmp_path / "answer.json"
        command = [TOOL, "--config", str(HERE / ".htmlvalidate.json"), "--formatter", f"json={answer}", *files]
        run = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert run.returncode in (0, 1) and answer.exists(), run.stderr
        return [
            "{} {line}:{column} {ruleId}: {message}".format(files[report["filePath"]], **message)
            for report in json.loads(answer.read_text())
            for message in report["messages"]
        ]

    return html_errors
