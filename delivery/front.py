"""The first that a request meets: public pages are answered from the store, everything else goes on to Django.

It stands in front of Django's handler, since there a page costs a fifth of what it costs behind it (docs in DECISIONS).
"""

import logging
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import quote

from django.conf import settings
from django.http import Http404
from django.http.request import split_domain_port, validate_host

from delivery import security
from delivery.answering import answer
from delivery.away import AWAY
from delivery.reading import seconds_left
from delivery.store import NotNow, Store

log = logging.getLogger(__name__)
PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]


@lru_cache(maxsize=512)
def _allowed(host: str) -> bool:
    """Whether the site answers to that Host header."""
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=16)
def _status(code: int) -> str:
    return f"{code} {HTTPStatus(code).phrase}"


class Front:
    """A WSGI application. `public(path)` says whether an address may be one of a page; `instead(path)` where the page stands
    that an address shows in another way, or "" if there is none."""

    def __init__(self, store: Store, behind: Callable, public: Callable[[str], bool], instead: Callable[[str], str]):
        self.store, self.behind, self.public, self.instead = store, behind, public, instead
        self.https = settings.SECURE_SSL_REDIRECT
        self.plain = [*PLAIN, *security.headers(security.NOTHING, kind="text/plain", https=self.https)]

    def start(self) -> None:
        """Begin in this process, before the first request."""
        self.store.start()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if method not in ("GET", "HEAD") or not _allowed(environ.get("HTTP_HOST", "")):
            return self._behind(environ, start_response)
        if path in ("/livez", "/readyz"):
            return self._health(path, method, start_response)
        if (self.https and environ.get("HTTP_X_FORWARDED_PROTO") != "https") or environ.get("SCRIPT_NAME"):
            return self._behind(environ, start_response)
        if not self.public(path):
            return self._behind(environ, start_response)
        try:
            copy, how = self.store.find(path)
        except Http404:
            return self._behind(environ, start_response)
        except NotNow:
            return self._not_now(path, environ, start_response)
        except Exception:  # Django meets the same, and answers it as it answers all mistakes of ours
            log.exception("%s cannot be made", path)
            return self._behind(environ, start_response)
        environ["store.how"] = how
        found = answer(
            copy,
            head=method == "HEAD",
            accept_encoding=environ.get("HTTP_ACCEPT_ENCODING", ""),
            if_none_match=environ.get("HTTP_IF_NONE_MATCH", ""),
            left=seconds_left(copy.day),
            old=how == "old",
            https=self.https,
        )
        start_response(_status(found.status), found.headers)
        return [found.body]

    def _behind(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """What Django answers; to HEAD without the bytes, which it leaves to the server to drop."""
        if environ.get("PATH_INFO", "").startswith("/admin/") and self.store.watch.is_away:
            environ[AWAY] = True
        body = self.behind(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        body.close()
        return []

    def _not_now(self, path: str, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """What shows another page in another way leads to that page, for now; what is left is a 503 by Django."""
        environ["store.how"], environ[AWAY] = "none", True
        there = self.instead(path)
        if not there:
            return self._behind(environ, start_response)
        start_response(_status(302), [*self.plain, ("Location", quote(there.encode("latin-1"))), ("Content-Length", "0")])
        return [b""]

    def _health(self, path: str, method: str, start_response: Callable) -> Iterable[bytes]:
        """livez: the process answers. readyz: it can show pages; if the database does not answer, it says since when they are."""
        status, text = 200, "live" if path == "/livez" else "ready"
        if path == "/readyz":
            self.store.watch.wait(1)
        if path == "/readyz" and not self.store.watch.answers:
            whole = next(filter(self.store.shelf.is_whole, self.store.shelf.generations()), None)
            status = 200 if whole else 503
            text = f"ready with pages of {whole.day}: " if whole else "not ready: "
            text += "the database does not answer"
        body = f"{text}\n".encode()
        start_response(_status(status), [*self.plain, ("Content-Length", str(len(body)))])
        return [b"" if method == "HEAD" else body]
