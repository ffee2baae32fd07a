"""How gunicorn serves the guide; each value can be set by the environment variable that it names."""

import os

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "delivery.worker.Worker"
threads = int(os.environ.get("WEB_THREADS") or 4)
preload_app = True
timeout = 30
graceful_timeout = 20
keepalive = 5
control_socket_disable = True  # containers with a read-only root have no place for it
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - memory, for heartbeats only
accesslog = None  # the front writes a line for each request, without the address of the reader


def post_worker_init(worker):
    """Ask for the content version, and see that somebody makes pages ahead, before the first reader comes."""
    start = getattr(getattr(worker.wsgi, "application", worker.wsgi), "start", None)
    if start:
        start()
