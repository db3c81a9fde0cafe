"""Readers for tests of ``jobs.apart``: one that reads, and those that hostile files make of the best."""

import os
import sys
import time

from jobs.apart import Illegible


def words(path):
    return path.read_text("utf-8").split()


def refuses(path):
    raise Illegible("Ce fichier est protégé : enregistrez-le sans mot de passe.")


def fails(path):
    raise ZeroDivisionError(path.read_text("utf-8"))


def takes_all_memory(path):
    return len(bytearray(2 * 1024 * 1024 * 1024))


def never_ends(path):
    while True:
        time.sleep(1)


def computes_for_ever(path):
    while True:
        pass


def aborts(path):
    os.abort()


def says_something_else(path):
    os.write(1, b"{")
    os._exit(0)


def writes(path):
    path.with_suffix(".new").write_text("trace")


def talks_too_much(path):
    return "a" * 1000


def talks_for_ever(path):
    while True:
        os.write(1, b"a" * 10_000)


def falls_silent(path):
    os.close(1)
    never_ends(path)


def environment(path):
    return [sorted(os.environ), "django" in sys.modules]
