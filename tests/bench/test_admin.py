"""The screens that are measured are those of a filled sheet, in the portal and in the stock Wagtail."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from bench.corpus import items
from bench.loading import load
from bench.management.commands import measure_admin, measure_changes
from bench.sites import ROOT, STOCK


@pytest.fixture
def corpus(db):
    call_command("setup_site", verbosity=0)
    load(items(12))


def said(command, *arguments):
    output = StringIO()
    call_command(command.Command(), *arguments, stdout=output)
    return json.loads(output.getvalue().splitlines()[-1])


def test_the_admin_of_the_portal_is_measured(corpus, settings):
    settings.BENCH_SCREENS = "bench.screens"
    rows = said(measure_admin, "5")
    assert list(rows) == ["formulaire", "explorateur", "registre", "rapport", "brouillon", "publication"]
    assert all(row["queries"] > 0 for row in rows.values())


@pytest.mark.django_db(transaction=True)
def test_changes_that_reach_many_pages_are_measured():
    call_command("setup_site", verbosity=0)
    load(items(12))
    rows = said(measure_changes)
    assert len(rows) == 2 and all(times["waited"] > 0 for times in rows.values())


def test_the_stock_site_is_filled_and_measured(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": STOCK.settings,
        "VAR_DIR": str(tmp_path),
    }

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "12 fiches" in manage("load_stock", "12")
    rows = json.loads(manage("measure_admin", "5").splitlines()[-1])
    assert list(rows) == ["formulaire", "explorateur", "registre", "rapport", "brouillon", "publication"]
