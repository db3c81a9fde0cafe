"""What ``make demo`` does before it serves: database, sample, static files, index. Django is loaded once."""

import gc
import hashlib
import io
import logging
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")


def say(text):
    print(f"→ {text}", flush=True)


def static_digest(settings):
    """Collecting and compressing takes half a minute: do it only when a file, a package or a setting changed."""
    from django.contrib.staticfiles.finders import get_finders

    content = hashlib.sha256()
    for name in ("requirements.txt", "portal/settings/served.py"):
        content.update((ROOT / name).read_bytes())
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            file = Path(storage.path(path))
            if file.is_relative_to(ROOT) and ".venv" not in file.parts:
                status = file.stat()
                content.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return content.hexdigest()


def stamp_of(settings):
    """The file that says which static files were collected."""
    return Path(f"{settings.STATIC_ROOT}.digest")


def collect_static(settings):
    from django.core.management import call_command

    stamp = stamp_of(settings)
    digest = static_digest(settings)
    if stamp.is_file() and stamp.read_text() == digest and settings.STATIC_ROOT.is_dir():
        return
    say("Fichiers statiques : rassemblés et compressés")
    stamp.unlink(missing_ok=True)  # interrupted halfway, it must start again
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)


def main():
    import django

    django.setup()
    gc.freeze()  # what Django is made of is no garbage, and this process is soon over: half of the walks were in vain
    gc.set_threshold(100_000, 20, 20)
    logging.disable(logging.INFO)  # a line for each page made would hide the steps
    from django.conf import settings
    from django.core.management import call_command

    say("Base de données : migrations")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("reindex", if_needed=True, stdout=io.StringIO())  # the sample's pages find an index to go to
    say("Contenu d’exemple (ce qui a été modifié à la main est gardé)")
    call_command("load_sample", demo_account=True)
    collect_static(settings)
    say("Index de recherche")
    call_command("reindex", if_needed=True)


if __name__ == "__main__":
    main()
