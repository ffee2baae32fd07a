"""One line of JSON for each request and each message of the log, with the id of the request. No reader's address is in it."""

import json
import logging
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from time import perf_counter

request_id: ContextVar[str] = ContextVar("id of the request", default="")
_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
LONGEST = 300  # letters of an address that are written


class Logged:
    """A WSGI application, with a line on standard output for each request that it has answered."""

    def __init__(self, application: Callable, number: int = 1):
        self.application, self.output = application, number

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        began, said = perf_counter(), []
        given = environ.get("HTTP_X_REQUEST_ID", "")
        number = given if _GIVEN.fullmatch(given) else os.urandom(8).hex()
        token = request_id.set(number)

        def start(status: str, headers: list, *more):
            said.append(status)
            return start_response(status, headers, *more)

        try:
            body = self.application(environ, start)
        finally:
            request_id.reset(token)
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "id": number,
            "method": environ["REQUEST_METHOD"][:20],
            "path": environ.get("PATH_INFO", "")[:LONGEST],
            "status": int(said[0][:3]) if said else 0,
            "ms": round((perf_counter() - began) * 1000, 2),
            "store": environ.get("store.how", ""),
        }
        with suppress(OSError):  # a full disk or a closed pipe is no reason to fail a reader
            os.write(self.output, json.dumps(line, separators=(",", ":")).encode() + b"\n")
        return body


class JsonFormatter(logging.Formatter):
    """A message of the log as one line of JSON; what went wrong stands in it whole."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "id": request_id.get(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configuration(json_lines: bool) -> dict:
    """Python's settings for logging: warnings and worse on standard error, as JSON or as a line to read."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "{levelname} {name}: {message}", "style": "{"},
            "json": {"()": "delivery.logs.JsonFormatter"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json" if json_lines else "line"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django.security.DisallowedHost": {
                "handlers": ["nowhere"],
                "propagate": False,
            },  # bots ask for any host: a 400 is enough
            "django.request": {"level": "ERROR"},  # what is not found stands in the line of the request
        },
    }
