"""Settings by environment: production refuses what is unsafe, in a clear sentence; the demo needs nothing."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD_KEY = "k3y-" + "0123456789abcdefghij" * 3
GOOD = {"SECRET_KEY": GOOD_KEY, "ALLOWED_HOSTS": "passerelles.ville.example"}


def load(name, tmp_path, *read, **environment):
    """Import settings in a process of their own; returns the values read, or the last line of the refusal."""
    code = f"import json, portal.settings.{name} as s; print(json.dumps([str(getattr(s, n)) for n in {list(read)!r}]))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(run.stdout) if run.returncode == 0 else run.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("key", ["", "court", "a" * 60, "django-insecure-" + GOOD_KEY, "dev-only-" + GOOD_KEY])
def test_production_refuses_a_weak_key(tmp_path, key):
    assert "SECRET_KEY manque, est trop courte" in load("production", tmp_path, **{**GOOD, "SECRET_KEY": key})


@pytest.mark.parametrize("hosts", ["", "*", "passerelles.ville.example,*"])
def test_production_refuses_open_hosts(tmp_path, hosts):
    assert "ALLOWED_HOSTS est vide ou contient" in load("production", tmp_path, **{**GOOD, "ALLOWED_HOSTS": hosts})


def test_production_refuses_debug(tmp_path):
    assert "DEBUG est activé" in load("production", tmp_path, **GOOD, DEBUG="on")


def test_production_is_strict(tmp_path):
    names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_NAME")
    assert load("production", tmp_path, *names, **GOOD) == ["False", "True", "True", "True", "__Host-sessionid"]
    assert load("production", tmp_path, "CSRF_COOKIE_NAME", **GOOD) == ["__Host-csrftoken"]
    assert load("production", tmp_path, "SECURE_HSTS_SECONDS", **GOOD) == ["31536000"]


def test_addresses_in_mails_come_from_the_first_host(tmp_path):
    assert load("production", tmp_path, "WAGTAILADMIN_BASE_URL", **GOOD) == ["https://passerelles.ville.example"]


def test_forwarded_headers_are_believed_only_behind_a_proxy(tmp_path):
    assert "SECURE_PROXY_SSL_HEADER" in load("production", tmp_path, "SECURE_PROXY_SSL_HEADER", **GOOD)
    behind = load("production", tmp_path, "SECURE_PROXY_SSL_HEADER", **GOOD, TRUSTED_PROXY_COUNT="1")
    assert behind == ["('HTTP_X_FORWARDED_PROTO', 'https')"]


def test_production_passes_the_deployment_check(tmp_path):
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            **GOOD,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_settings_are_read_from_the_env_file(tmp_path):
    file = tmp_path / "env"
    file.write_text(f"SECRET_KEY={GOOD_KEY}\nALLOWED_HOSTS=a.example,b.example\nSITE_NAME=Les Passerelles\n")
    read = load("production", tmp_path, "ALLOWED_HOSTS", "WAGTAIL_SITE_NAME", ENV_FILE=str(file))
    assert read == ["['a.example', 'b.example']", "Les Passerelles"]


def test_database_url_chooses_postgresql(tmp_path):
    url = "postgres://user:secret@db.example:5432/portail"
    [databases] = load("production", tmp_path, "DATABASES", **GOOD, DATABASE_URL=url)
    assert "postgresql" in databases and "db.example" in databases and "transaction_mode" not in databases


def test_any_folder_name_holds_the_sqlite_database(tmp_path):
    folder = tmp_path / "été #1 100%?"
    [databases] = load("production", folder, "DATABASES", **GOOD)
    assert "été #1 100%?/portal.sqlite3" in databases and "IMMEDIATE" in databases


def test_the_demo_makes_its_key_once_and_keeps_it_private(tmp_path):
    first = load("demo", tmp_path, "SECRET_KEY")
    assert first == load("demo", tmp_path, "SECRET_KEY")
    assert len(first[0]) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_the_demo_never_touches_a_citys_database(tmp_path):
    [databases] = load("demo", tmp_path, "DATABASES", DATABASE_URL="postgres://user:secret@db.example/portail")
    assert "sqlite3" in databases and "db.example" not in databases


def test_the_demo_answers_to_this_machine_only(tmp_path):
    assert load("demo", tmp_path, "ALLOWED_HOSTS", "DEBUG", ALLOWED_HOSTS="*") == [
        "['127.0.0.1', 'localhost']",
        "False",
    ]
