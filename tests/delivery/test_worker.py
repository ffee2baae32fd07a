"""What gunicorn answers to what is no request: nothing of it, and no reader's address in the log."""

import logging
import socket

import pytest
from gunicorn.http.errors import (
    ExpectationFailed,
    InvalidHeader,
    InvalidRequestLine,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    UnsupportedTransferCoding,
)
from gunicorn.workers.gthread import ThreadWorker

from delivery.worker import Worker

MARK = "<zq>'zq"
REFUSED = [
    (InvalidRequestLine(MARK), "400 Bad Request"),
    (InvalidHeader(MARK), "400 Bad Request"),
    (UnsupportedTransferCoding(MARK), "400 Bad Request"),
    (LimitRequestLine(9, 5), "414 URI Too Long"),
    (LimitRequestHeaders(MARK), "431 Request Header Fields Too Large"),
    (ExpectationFailed(MARK), "417 Expectation Failed"),
]


@pytest.mark.parametrize(("error", "status"), REFUSED, ids=lambda one: type(one).__name__ if isinstance(one, Exception) else "")
def test_what_is_no_request_is_refused_in_our_own_words(error, status, caplog):
    caplog.set_level(logging.DEBUG)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Worker.handle_error(object.__new__(Worker), None, ours, ("203.0.113.9", 4711), error)
        answer = theirs.recv(10_000).decode()
    head, _, body = answer.partition("\r\n\r\n")
    first, *headers = head.split("\r\n")
    named = dict(header.split(": ", 1) for header in headers)
    assert first == f"HTTP/1.1 {status}"
    assert body == f"{status}\n"
    assert int(named["Content-Length"]) == len(body)
    assert (named["Connection"], named["Cache-Control"]) == ("close", "no-store")
    assert "frame-ancestors 'none'" in named["Content-Security-Policy"]
    assert MARK not in answer
    assert "203.0.113.9" not in caplog.text


def test_who_has_gone_is_not_told(caplog):
    caplog.set_level(logging.DEBUG)
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours:
        Worker.handle_error(object.__new__(Worker), None, ours, ("203.0.113.9", 4711), InvalidRequestLine(MARK))
    assert "203.0.113.9" not in caplog.text


@pytest.mark.parametrize(
    "error", [InvalidResponseHeader("X"), InvalidResponseHeaderName("X")], ids=lambda one: type(one).__name__
)
def test_a_mistake_in_our_own_headers_is_not_the_readers_and_is_logged(error, monkeypatch):
    seen = []
    monkeypatch.setattr(ThreadWorker, "handle_error", lambda *told: seen.append(told[1:]))
    Worker.handle_error(object.__new__(Worker), None, None, ("203.0.113.9", 4711), error)
    assert seen == [(None, None, ("", -1), error)]
