"""``make demo`` once .venv is there: a process reads the code, another prepares the site, the first serves it.

Reading the code takes longer than all that a second start has to do: it is done once. What prepares is a process of its
own, so that the one which serves has opened no database and no index, and keeps nothing of what was loaded.
"""

import os
import signal
import sys

import prepare_demo
from demo import check_port, wanted_port
from environment import MEGABYTE, Refusal, check_disk, guarded, say


def prepare():
    """In a process of its own, which this one waits for."""
    child = os.fork()
    if not child:
        os._exit(prepared())

    def stop(*_):
        os.kill(child, signal.SIGTERM)
        os._exit(143)

    signal.signal(signal.SIGTERM, stop)
    _child, status = os.waitpid(child, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if status:
        check_disk(20 * MEGABYTE)  # a full disk is the likelier cause, and the clearer sentence
        raise Refusal("La préparation du site a échoué. Les lignes ci-dessus disent pourquoi.")


def prepared():
    """The status of the process that prepares: zero when all is well."""
    try:
        prepare_demo.main()
    except KeyboardInterrupt:
        return 130
    except Exception:
        sys.excepthook(*sys.exc_info())
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def static_files():
    """Which ones were gathered, if any."""
    from django.conf import settings

    stamp = prepare_demo.stamp_of(settings)
    return stamp.read_text() if stamp.is_file() else ""


def main():
    import django

    django.setup()
    known = static_files()
    prepare()
    check_port(wanted_port())  # again: the preparation took a while
    say("Démarrage du serveur")
    if static_files() != known:  # their names are read with the code: both are read anew
        os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "portal.wsgi"])  # noqa: S606 - itself
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", "portal.wsgi"]
    run()


if __name__ == "__main__":
    guarded(main)
