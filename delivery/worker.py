"""gunicorn's worker, but that it tells nobody what he sent, and writes no reader's address into its log."""

import logging
import socket

from gunicorn import util
from gunicorn.http.errors import (
    ExpectationFailed,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.workers.gthread import ThreadWorker

from delivery import security

STATUS = {
    LimitRequestLine: "414 URI Too Long",
    LimitRequestHeaders: "431 Request Header Fields Too Large",
    ExpectationFailed: "417 Expectation Failed",
}
OURS = (InvalidResponseHeader, InvalidResponseHeaderName)  # what gunicorn finds in our answers, not in requests
BAD = "400 Bad Request"  # also to a transfer coding that nobody knows: no request of a stranger is a mistake of ours
log = logging.getLogger(__name__)


class Worker(ThreadWorker):
    """A worker with threads."""

    def handle_error(self, req: object, client: socket.socket, addr: object, exc: BaseException) -> None:
        """Answer what is no request by the book; everything else as gunicorn does, without the reader's address."""
        if not isinstance(exc, ParseException) or isinstance(exc, OURS):
            super().handle_error(req, client, ("", -1), exc)
            return
        log.info("refused: %s", type(exc).__name__)
        status = STATUS.get(type(exc), BAD)
        body = f"{status}\n"
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
            ("Cache-Control", "no-store"),
            *security.headers(security.NOTHING, kind="text/plain", https=False),
        ]
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        try:
            util.write_nonblock(client, f"HTTP/1.1 {status}\r\n{lines}\r\n{body}".encode())
        except OSError:  # who sent it has gone
            log.debug("nobody is there to be told")
