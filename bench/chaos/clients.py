"""Slow, idle and greedy clients beside readers: through nginx as documented no page fails; alone, what gunicorn bears."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from bench.chaos.scene import CONNECTIONS, Scene
from bench.load import load
from bench.memory import WORKER
from bench.processes import children, memory
from bench.servers import gunicorn, proxy
from bench.sites import HOST
from bench.tables import Table, say

SECONDS = 6  # for which a crowd stays; alone half as long
HEAD = f"Host: {HOST}\r\nX-Forwarded-Proto: https\r\n"


def measure(scene: Scene) -> list[Table]:
    """Behind nginx everything must hold; alone it is told, and only memory is bounded."""
    tables = []
    for alone in (False, True):
        where = "alone" if alone else "behind nginx"
        table = Table(f"Slow and greedy clients, {where}", scene.about)
        for name, crowd in CROWDS.items():
            say(f"  {name}, {where}")
            with gunicorn(scene.site) as server:  # a fresh one, so that each crowd is answerable for its own
                if alone:
                    _beside(table, scene, name, crowd, server.port, [server.pid], strict=False)
                    continue
                with proxy(scene.site.folder / f"proxy-{len(table.lines)}", server.port) as front:
                    _beside(table, scene, name, crowd, front.port, [server.pid, front.pid], strict=True)
        tables.append(table)
    return tables


def _beside(table: Table, scene: Scene, name: str, crowd: Callable, port: int, pids: list[int], *, strict: bool) -> None:
    """Readers beside a crowd: what fails for them, and how much memory the servers take."""
    with load(port, scene.paths, scene.known, CONNECTIONS) as seen:
        time.sleep(1)
        answered = seen.answers
        with coming(crowd, port) as told:
            time.sleep(SECONDS if strict else SECONDS / 2)
            answered = seen.answers - answered
            most = max(memory(one) for pid in pids for one in (pid, *children(pid)))
        if not strict:  # for readers who wait behind the crowd
            time.sleep(2)
    goal = {"goal": "0", "met": not seen.failed} if strict else {}
    table.add(
        f"{name}: failed responses to readers", f"{seen}; {answered:,} answered meanwhile, slowest {seen.slowest:.1f} s", **goal
    )
    table.add(f"{name}: memory of the largest process", f"{most:.0f} MB", f"≤ {WORKER} MB", most <= WORKER)
    if told:
        table.add(f"{name}: what they got", ", ".join(f"{count} × {what}" for what, count in sorted(told.items())))


@contextmanager
def coming(crowd: Callable, port: int) -> Iterator[dict[str, int]]:
    """A crowd for as long as the block lasts; what it got."""
    over, told = Event(), {}
    thread = Thread(target=crowd, args=(port, over, told), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        over.set()
        thread.join(30)


def slowloris(port: int, over: Event, told: dict) -> None:
    """200 connections whose headers never end."""
    _dripping(port, over, 200, f"GET /en/ HTTP/1.1\r\n{HEAD}".encode(), b"X-More: 1\r\n")


def idle(port: int, over: Event, told: dict) -> None:
    """1,000 connections that say nothing."""
    _dripping(port, over, 1000, b"", b"")


def slow_bodies(port: int, over: Event, told: dict) -> None:
    """100 connections that announce a body and send it letter by letter."""
    _dripping(port, over, 100, f"POST /en/ HTTP/1.1\r\n{HEAD}Content-Length: 100000\r\n\r\n".encode(), b"x")


def slow_readers(port: int, over: Event, told: dict) -> None:
    """100 connections that ask for page after page and read nothing."""
    request = f"GET /en/sources/ HTTP/1.1\r\n{HEAD}Accept-Encoding: identity\r\n\r\n".encode()
    _dripping(port, over, 100, request * 20, b"", receive=4096)


def _dripping(port: int, over: Event, count: int, first: bytes, then: bytes, receive: int = 0) -> None:
    """So many connections that send something, and then a little every second; who is closed comes again."""
    held: list[socket.socket] = []
    while not over.is_set():
        while len(held) < count and not over.is_set():
            with suppress(OSError):
                held.append(_connected(port, first, receive))
        for one in list(held):
            try:
                if then:
                    one.sendall(then)
            except OSError:
                one.close()
                held.remove(one)
        over.wait(1)
    for one in held:
        one.close()


def _connected(port: int, first: bytes, receive: int) -> socket.socket:
    one = socket.socket()
    if receive:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    one.settimeout(2)
    one.connect(("127.0.0.1", port))
    with suppress(TimeoutError):
        one.sendall(first)
    return one


def long_headers(port: int, over: Event, told: dict) -> None:
    """Headers of a megabyte, one after the other."""
    _greedy(port, over, told, f"GET /en/ HTTP/1.1\r\n{HEAD}X-Long: ".encode(), b"a" * 2**20)


def many_headers(port: int, over: Event, told: dict) -> None:
    """Fifty thousand headers."""
    _greedy(port, over, told, f"GET /en/ HTTP/1.1\r\n{HEAD}".encode(), b"X-Some: thing\r\n" * 50_000)


def long_bodies(port: int, over: Event, told: dict) -> None:
    """Bodies of 50 MB, sent to a page as fast as they are taken."""
    length = 50 * 2**20
    _greedy(port, over, told, f"POST /en/ HTTP/1.1\r\n{HEAD}Content-Length: {length}\r\n\r\n".encode(), b"b" * length)


def _greedy(port: int, over: Event, told: dict, first: bytes, then: bytes) -> None:
    while not over.is_set():
        said = b""
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as one:
            with suppress(OSError):  # the server need not take it all
                one.sendall(first)
                one.sendall(then)
            said = one.recv(100)
        answer = said.split(b" ")[1].decode() if said.startswith(b"HTTP/") else "closed"
        told[answer] = told.get(answer, 0) + 1


CROWDS = {
    "200 with headers that never end": slowloris,
    "100 with bodies that never end": slow_bodies,
    "100 who read nothing": slow_readers,
    "1,000 idle connections": idle,
    "headers of 1 MB": long_headers,
    "50,000 headers": many_headers,
    "bodies of 50 MB": long_bodies,
}
