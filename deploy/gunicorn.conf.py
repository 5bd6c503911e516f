"""How gunicorn runs the site, in the demo and in production. https://gunicorn.org/reference/settings/"""

import os

wsgi_app = "portal.wsgi"
bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
# Sync workers: pages take milliseconds, and a connection to the database for each worker is enough.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
timeout = 30
graceful_timeout = 30
# A slow leak somewhere never becomes a problem.
max_requests = 10_000
max_requests_jitter = 1_000
# Loaded once before the workers fork: less memory, and a broken release fails before it takes traffic.
preload_app = False
# The heartbeat file must not be on a disk that can stall.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
# The application logs requests itself, as JSON and without addresses or query strings.
accesslog = None
errorlog = "-"
# No second way in.
control_socket_disable = True
