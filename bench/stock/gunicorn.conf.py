"""As many processes and threads as the portal has, and connections that stay open, as its own do."""

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = 2
threads = 4
loglevel = "error"
