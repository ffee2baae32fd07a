"""What the store is measured against: a bare Django view and a bare WSGI function that return the bytes of one page.

Both send exactly the status, headers and body that the file named by BENCH_ANSWER holds, and write the same line for each
request. gunicorn runs them as `bench.bare:django()` and `bench.bare:wsgi()`.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

from delivery.logs import Logged

VARIABLE = "BENCH_ANSWER"


def write(path: Path, headers: list[tuple[str, str]], body: bytes) -> None:
    """Keep an answer for them."""
    path.write_text(json.dumps({"headers": headers, "body": body.hex()}), encoding="utf-8")


def read() -> tuple[list[tuple[str, str]], bytes]:
    """The answer that was kept: headers and body."""
    found = json.loads(Path(os.environ[VARIABLE]).read_text(encoding="utf-8"))
    return [(name, value) for name, value in found["headers"]], bytes.fromhex(found["body"])


def wsgi() -> Callable:
    """A function, and nothing else."""
    headers, body = read()

    def application(environ: dict, start_response: Callable) -> list[bytes]:
        start_response("200 OK", headers)
        return [body]

    return Logged(application)


def django() -> Callable:
    """A view behind a single address, without any middleware."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import re_path

    kept, body = read()
    headers = dict(kept)

    def view(request) -> HttpResponse:
        return HttpResponse(body, headers=headers)

    addresses = type("Addresses", (), {"urlpatterns": [re_path("", view)]})
    settings.configure(ROOT_URLCONF=addresses, ALLOWED_HOSTS=["*"], SECRET_KEY="bare", USE_I18N=False)  # noqa: S106 - signs nothing
    return Logged(get_wsgi_application())
