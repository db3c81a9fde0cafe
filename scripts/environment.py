"""Makes ``.venv`` and installs the locked requirements in it, only when they changed. Standard library only.

``python scripts/environment.py [--dev]``: with ``--dev``, what tests and checks need too.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
RUNTIME = ("requirements.txt",)
DEV = ("requirements.txt", "requirements-dev.txt")
MEGABYTE = 1024 * 1024
INSTALL_NEEDS = 600 * MEGABYTE


class Refusal(Exception):
    """Something the person at the keyboard has to change: shown as one sentence, without a traceback."""


def say(text):
    print(f"→ {text}", flush=True)


def check_disk(needed, folder=ROOT):
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Refusal(
            f"Le disque est presque plein : il faut {needed // MEGABYTE} Mo libres dans {folder}, "
            f"il en reste {free // MEGABYTE}."
        )


def venv_python():
    return VENV / "bin" / "python"


def digest(names):
    """What the installation depends on: the locks, the Python that .venv was made with, and where it was made."""
    content = hashlib.sha256(str(VENV).encode())
    for name in names:
        content.update((ROOT / name).read_bytes())
    content.update((VENV / "pyvenv.cfg").read_bytes())
    return content.hexdigest()


def works():
    """A .venv that was moved, copied from elsewhere or half made is no use: its pip does not even start."""
    try:
        run = subprocess.run([venv_python(), "-m", "pip", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return run.returncode == 0 and str(VENV) in run.stdout


def is_installed(names, stamp):
    """``make demo`` is content with what ``make test`` installed."""
    lines = stamp.read_text().split() if stamp.is_file() else []
    return (VENV / "pyvenv.cfg").is_file() and digest(names) in lines


def install(names):
    stamp = VENV / "installed"
    if is_installed(names, stamp):
        return
    check_disk(INSTALL_NEEDS)
    if not works():
        say(f"Création de .venv avec Python {sys.version.split()[0]}")
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", VENV], "Python n’a pas pu créer .venv.")
    say("Installation des paquets verrouillés (une à deux minutes la première fois)")
    requirements = [part for name in names for part in ("-r", ROOT / name)]
    command = [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run([*command, "--require-hashes", *requirements], "pip n’a pas pu installer les paquets.")
    # Both lines at once for --dev: the runtime lock is part of it.
    stamp.write_text("\n".join({digest(names), digest(RUNTIME)}) + "\n")


def run(command, failure, **options):
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **options.pop("env", {})}
    status = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=environment, check=False, **options
    ).returncode
    if status:
        check_disk(20 * MEGABYTE)  # a full disk is the likelier cause, and the clearer sentence
        raise Refusal(f"{failure} Les lignes ci-dessus disent pourquoi.")


def guarded(main):
    """Run ``main``; a refusal is one sentence and exit code 1, an interruption says nothing more."""
    try:
        main()
    except Refusal as refusal:
        sys.exit(f"✗ {refusal}")
    except OSError as error:
        sys.exit(f"✗ {error.strerror} : {error.filename or ROOT}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    guarded(lambda: install(DEV if "--dev" in sys.argv[1:] else RUNTIME))
