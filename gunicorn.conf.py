"""How gunicorn serves the portal, in the demo and in production; the environment may change the first three."""

import os

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Threads: a browser that opens a connection and stays silent must not keep a whole worker.
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "portal.requests.arrivals.PatientWorker"  # slow connections hold no thread
timeout = 60
# A new process starts with no page kept: not every two seconds on a busy day.
max_requests = 200_000
max_requests_jitter = 20_000
loglevel = "error"  # at "warning" it writes a line for each HEAD request that Django answers
control_socket_disable = True
# A path that a visitor writes in a header named SCRIPT_NAME is none: not every proxy takes it away.
forwarder_headers = ""


def post_worker_init(worker):
    """The first visitor of a process must not wait for what can be made ready before."""
    from search.engines.registry import warm_up

    warm_up()
