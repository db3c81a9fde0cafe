"""How gunicorn serves the portal, in the demo and in production; the environment may change the first three."""

import os

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Threads: a browser that opens a connection and stays silent must not keep a whole worker.
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "portal.requests.arrivals.PatientWorker"  # slow connections hold no thread
timeout = 60
# Read once, before there are processes: they share what they only read, a fifth of the memory of two.
preload_app = True
# A new process starts with no page kept: not every two seconds on a busy day.
max_requests = 200_000
max_requests_jitter = 20_000
loglevel = "error"  # at "warning" it writes a line for each HEAD request that Django answers
control_socket_disable = True
# A path that a visitor writes in a header named SCRIPT_NAME is none: not every proxy takes it away.
forwarder_headers = ""

M_ARENA_MAX = -8  # in malloc.h


def when_ready(server):
    """What every process would make for itself. A connection to the database belongs to one process."""
    import ctypes
    import gc

    from django.db import connections
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - reads all screens of the admin
    connections.close_all()
    # glibc would keep free memory apart for each thread, five megabytes a process; other libraries know no such thing.
    if set_option := getattr(ctypes.CDLL(None), "mallopt", None):
        set_option(M_ARENA_MAX, 1)
    gc.collect()
    gc.freeze()


def post_worker_init(worker):
    """The first visitor of a process must not wait for what can be made ready before."""
    from django.db.backends.signals import connection_created

    from search.engines.registry import warm_up

    connection_created.connect(with_small_cache, weak=False)
    warm_up()


def with_small_cache(connection, **kwargs):
    """SQLite's two megabytes are one thread's own; the system keeps the file for all. Who writes much keeps them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-512")
