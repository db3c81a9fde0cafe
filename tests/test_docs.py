"""What the documents say stands in the repository. Those that tell history keep the names of their day."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HISTORY = {"CHANGELOG.md", "decisions.md"}
DOCUMENTS = [path for pattern in ("*.md", "docs/*.md", "ops/*/*.md") for path in sorted(ROOT.glob(pattern))]
OF_TODAY = [path for path in DOCUMENTS if path.name not in HISTORY]
A_FOLDER_OR_A_FILE = re.compile(r"`([\w.-]+/(?:[\w.-]+/)*(?:[\w.-]+\.\w+)?)(?:: [^`]+)?`")
A_LINK = re.compile(r"\]\(([^)#:]+)\)")


def outside_blocks(text):
    return re.sub(r"(?ms)^```.*?^```$", "", text)


@pytest.mark.parametrize("document", OF_TODAY, ids=lambda path: path.name)
def test_files_and_folders_that_are_named_exist(document):
    named = A_FOLDER_OR_A_FILE.findall(outside_blocks(document.read_text()))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    links = A_LINK.findall(outside_blocks(document.read_text()))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_each_layer_is_on_the_map():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = " | ".join(layer for contract in contracts for layer in contract.get("layers", ()))
    documented = {path.rstrip("/") for path in A_FOLDER_OR_A_FILE.findall((ROOT / "docs/architecture.md").read_text())}
    places = [name.replace(".", "/") for name in layers.split(" | ")]
    assert [place for place in places if not {place, f"{place}.py"} & documented] == []


def test_deployment_gives_the_same_settings_in_both_languages():
    english, french = (settings_of(ROOT / "docs" / name) for name in ("deploy.md", "deploy.fr.md"))
    assert english == french and len(english) > 10


def test_deployment_gives_the_same_commands_in_both_languages():
    english, french = (commands_of(ROOT / "docs" / name) for name in ("deploy.md", "deploy.fr.md"))
    assert english == french


def settings_of(document):
    return [
        re.findall(r"`(\w+)`", row.split("|")[1]) for row in document.read_text().splitlines() if row.startswith("| `")
    ]


def commands_of(document):
    """Without what each language says in its own words: comments, descriptions, the address to clone."""
    blocks = "".join(re.findall(r"(?ms)^```\w+$(.*?)^```$", document.read_text()))
    said = r"(?m)\s+# .*$|^Description=.*$|(?<=git clone )\w+"
    return re.sub(said, "", blocks)
