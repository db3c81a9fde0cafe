"""``make demo``: from a bare checkout to a served site, saying each step. Standard library only: it makes .venv."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from environment import MEGABYTE, ROOT, RUNTIME, Refusal, check_disk, guarded, install, venv_python

START_LIMIT = 600  # seconds until the first answer: a first preparation takes half a minute, on a slow machine minutes


def wanted_port():
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT={text} n’est pas un numéro de port : donnez un nombre de 1024 à 65535.")
    return int(text)


def check_port(port):
    """Before anything is installed: nobody should wait two minutes to hear this."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Refusal(
                f"Le port {port} est réservé au système : choisissez-en un autre, par exemple PORT=8080."
            ) from None
        except OSError:
            raise Refusal(
                f"Le port {port} est déjà pris par un autre programme : arrêtez-le, "
                f"ou lancez « make demo PORT={port + 1} »."
            ) from None


def wait_until_served(server, address):
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=START_LIMIT).close()
        except urllib.error.HTTPError as error:
            raise Refusal(
                f"Le site répond par une erreur {error.code} : les lignes ci-dessus disent pourquoi."
            ) from None
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise Refusal("Le site n’a pas démarré : les lignes ci-dessus disent pourquoi.")


def announce(address, environment):
    password = environment["DEMO_PASSWORD"]
    mail = Path(environment["VAR_DIR"]) / "mail"
    print(
        f"\n  Le site     {address}\n"
        f"  L’admin     {address}admin/   compte : demo   mot de passe : {password}\n"
        f"  Courriels   écrits dans {mail}\n"
        "  Ctrl-C pour arrêter.\n",
        flush=True,
    )


def stop(processes):
    """Ctrl-C reaches them too; asking again is harmless, and needed when only this process was told."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def begin(environment, *arguments):
    return subprocess.Popen([venv_python(), *arguments], cwd=ROOT, env=environment)


def serve(address, environment):
    processes, told = [begin(environment, "scripts/serve_demo.py")], []

    def end(*_):
        """Raises nothing: a process that is just being started would be left behind by the exception."""
        told.append(True)
        for process in processes:
            process.terminate()

    listen(end)
    try:
        wait_until_served(processes[0], address)
        # After the first answer: the site does not wait for it.
        processes.append(begin(environment, "manage.py", "run_worker"))
        announce(address, environment)
        processes[0].wait()
    except Refusal:
        if not told:
            raise
    finally:
        stop(processes)
    if told:
        print("\n→ Arrêt du serveur", flush=True)


def interrupt(*_):
    raise KeyboardInterrupt


def listen(told):
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)


def main():
    listen(interrupt)
    port = wanted_port()
    check_port(port)
    check_disk(100 * MEGABYTE)
    install(RUNTIME)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "PORT": str(port),
        "VAR_DIR": os.path.abspath(os.environ.get("VAR_DIR") or ROOT / "var"),
        "DEMO_PASSWORD": os.environ.get("DEMO_PASSWORD") or "passerelles-demo",
    }
    serve(f"http://127.0.0.1:{port}/", environment)


if __name__ == "__main__":
    guarded(main)
