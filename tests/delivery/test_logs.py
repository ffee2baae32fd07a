"""One line for each request, by which it can be found again and its reader not."""

import json
import logging
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime

import pytest
from asking import ask, environ_of
from demands import missing
from tiny_store import FLOW

from delivery import logs
from delivery.front import Front
from delivery.logs import JsonFormatter, Logged, request_id

KEYS = ["time", "id", "method", "path", "status", "ms", "store"]


@pytest.fixture
def pipe():
    """A place to write to, and what was written there."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)

    def lines() -> list[dict]:
        try:
            return [json.loads(line) for line in os.read(reading, 1_000_000).decode().splitlines()]
        except BlockingIOError:
            return []

    yield writing, lines
    os.close(reading)
    os.close(writing)


def hello(environ, start_response):
    environ["store.how"] = "hit"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request_id.get().encode()]


def test_a_request_is_one_line_of_json(pipe):
    writing, lines = pipe
    told = ask(Logged(hello, writing), FLOW)
    (line,) = lines()
    assert list(line) == KEYS
    assert (line["method"], line["path"], line["status"], line["store"]) == ("GET", FLOW, 200, "hit")
    assert 0 <= line["ms"] < 5000
    assert datetime.fromisoformat(line["time"]).utcoffset() is not None
    assert line["id"] == told.body.decode(), "what is logged on the way has the same id"
    assert len(line["id"]) == 16
    assert request_id.get() == ""


def test_nothing_in_a_line_leads_to_the_reader(pipe):
    writing, lines = pipe
    secrets = {
        "cookie": "sessionid=abcdef",
        "referer": "https://example.org/",
        "user_agent": "Mozilla/9",
        "x_forwarded_for": "198.51.100.4",
    }
    ask(Logged(hello, writing), FLOW, query="name=Nguyen&token=1", **secrets)
    text = json.dumps(lines())
    for word in ("203.0.113.7", "Nguyen", "token", "198.51.100.4", "abcdef", "example.org", "Mozilla"):
        assert word not in text


@pytest.mark.parametrize("given", ["0123abcd", "a" * 64, "7f3b-11ee_X"])
def test_the_id_that_a_server_in_front_gave_is_kept(pipe, given):
    writing, lines = pipe
    ask(Logged(hello, writing), FLOW, x_request_id=given)
    assert lines()[0]["id"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "0123abcd\n", '"},{"x":"', "0123 abcd", "日本日本日本日本", "0123abcd;x"]
)
def test_an_id_that_is_none_is_not_kept(pipe, given):
    writing, lines = pipe
    ask(Logged(hello, writing), FLOW, x_request_id=given)
    (line,) = lines()
    assert line["id"] != given


def test_two_requests_have_two_ids(pipe):
    writing, lines = pipe
    for _ in range(50):
        ask(Logged(hello, writing), FLOW)
    assert len({line["id"] for line in lines()}) == 50


@pytest.mark.parametrize("path", ["/" + "a" * 5000, '/"}\n{"x":1}', "/\r\n\x00\x1b[31m", "/日本/", "/\\u0000"])
def test_no_address_makes_a_second_line_or_a_long_one(pipe, path):
    writing, lines = pipe
    ask(Logged(hello, writing), path)
    (line,) = lines()
    assert len(line["path"]) <= 300
    assert len(json.dumps(line)) < 3000


def test_what_fails_leaves_no_id_behind(pipe):
    writing, _ = pipe
    with pytest.raises(ZeroDivisionError):
        Logged(lambda environ, start: 1 / 0, writing)(environ_of(FLOW), None)
    assert request_id.get() == ""


def full() -> int:
    """A device on which nothing has room."""
    return os.open("/dev/full", os.O_WRONLY)


def broken() -> int:
    """A pipe whose reader has gone."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def stuffed() -> int:
    """A socket that takes nothing more and does not wait."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with suppress(BlockingIOError):
        while True:
            ours.send(bytes(65_536))
    held.append(theirs)
    return ours.detach()


held: list[socket.socket] = []


@pytest.mark.parametrize("output", [full, broken, stuffed])
def test_an_output_that_takes_nothing_fails_nobody(output):
    if output is full and not os.path.exists("/dev/full"):
        missing("WITH A FULL LOG: no /dev/full here, which every Linux has", "DEMAND_FULL_DISK")
    number = output()
    try:
        assert ask(Logged(hello, number), FLOW).status == 200
    finally:
        os.close(number)
        while held:
            held.pop().close()


def test_an_output_that_is_closed_fails_nobody():
    number = os.dup(1)
    os.close(number)
    assert ask(Logged(hello, number), FLOW).status == 200


def test_a_line_says_where_the_page_came_from(pipe, tiny, world, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    writing, lines = pipe
    front = Front(tiny, hello, lambda path: path.startswith("/en/"), lambda path: FLOW if "with" in path else "")
    for path in (FLOW, FLOW, "/livez"):
        ask(Logged(front, writing), path)
    world.change(tiny)
    world.go(tiny)
    for path in (FLOW, "/en/with/"):
        ask(Logged(front, writing), path)
    assert [(line["store"], line["status"]) for line in lines()] == [
        ("made", 200),
        ("hit", 200),
        ("", 200),
        ("old", 200),
        ("none", 302),
    ]


def test_a_message_of_the_log_is_one_line_with_the_id_of_its_request_and_the_whole_trace():
    def record(exc_info=None):
        return logging.LogRecord("delivery", logging.WARNING, __file__, 1, "%s went\nwrong 日本", ("it",), exc_info)

    token = request_id.set("0123abcd")
    try:
        text = JsonFormatter().format(record())
    finally:
        request_id.reset(token)
    assert "\n" not in text
    line = json.loads(text)
    assert (line["id"], line["level"], line["logger"], line["message"]) == (
        "0123abcd",
        "WARNING",
        "delivery",
        "it went\nwrong 日本",
    )
    assert "trace" not in line
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        text = JsonFormatter().format(record(sys.exc_info()))
    assert "\n" not in text
    assert "ZeroDivisionError" in json.loads(text)["trace"]
    assert json.loads(text)["id"] == ""


def test_the_lines_go_to_the_output_of_the_process_by_default():
    assert Logged(hello).output == 1
    assert logs.LONGEST <= 300
