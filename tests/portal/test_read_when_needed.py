"""Libraries that only write or read files of jobs are not in the memory of those who serve visitors."""

import subprocess
import sys

import pytest

READ = """
import sys, django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture(scope="module")
def modules():
    done = subprocess.run([sys.executable, "-c", READ], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("library", ["openpyxl", "docx", "pypdf", "pypdfium2", "typst"])
def test_who_serves_pages_does_not_read(modules, library):
    assert "wagtail" in modules
    assert library not in modules
