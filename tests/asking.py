"""Ask a WSGI application as a server does, and hold both to the rules of WSGI."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import brotli
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

SECURITY = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
)  # with Strict-Transport-Security, where the site is encrypted
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}  # by the name of a coding


@dataclass(frozen=True)
class Told:
    """What a reader gets."""

    status: int
    headers: dict[str, str]
    body: bytes


def environ_of(path: str, method: str = "GET", query: str = "", host: str = "localhost", **headers: str) -> dict:
    """The request as a server puts it; the path as it is read from the line of the request, with its signs decoded."""
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode("utf-8", "surrogatepass").decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        "REMOTE_ADDR": "203.0.113.7",
        "wsgi.input": BytesIO(),
    }
    setup_testing_defaults(environ)
    return environ | {f"HTTP_{name.upper()}": value for name, value in headers.items()}


def ask(application: Callable, path: str, method: str = "GET", **more: str) -> Told:
    """The answer of an application: `headers` are those of the request with _ for -."""
    said = []

    def start(status: str, headers: list[tuple[str, str]], error=None) -> Callable:
        said[:] = [status, headers]
        return lambda written: None

    found = validator(application)(environ_of(path, method, **more), start)
    try:
        body = b"".join(found)
    finally:
        found.close()
    names = [name.lower() for name, _ in said[1]]
    assert len(set(names)) == len(names) or "set-cookie" in names, f"a header is said twice: {names}"
    return Told(int(said[0][:3]), dict(said[1]), body)


@contextmanager
def handler() -> Iterator[WSGIHandler]:
    """Django's own, which leaves the connection of a test open, as the client of Django's tests does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield WSGIHandler()
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
