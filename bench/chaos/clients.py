"""Slow, idle and greedy clients beside readers: through nginx as documented no page fails; alone, what gunicorn bears."""

import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event

from bench.chaos.scene import CONNECTIONS, Scene
from bench.load import load
from bench.memory import WORKER
from bench.processes import children, established, memory, wait_until
from bench.servers import gunicorn, proxy
from bench.sites import HOST
from bench.tables import Table, say

TITLES = tuple(f"Slow and greedy clients, {where}" for where in ("behind nginx", "alone"))
SECONDS = 6  # for which a whole crowd stays; alone half as long
GATHERING = 10  # seconds for it to come
SLOWEST = 2  # seconds that a reader behind nginx may wait beside it
HEAD = f"Host: {HOST}\r\nX-Forwarded-Proto: https\r\n"


def measure(scene: Scene) -> list[Table]:
    """Behind nginx everything must hold; alone it is told, and only memory is bounded."""
    tables = []
    for title, alone in zip(TITLES, (False, True), strict=True):
        table = Table(title, scene.about)
        for name in CROWDS:
            say(f"  {title}: {name}")
            with gunicorn(scene.site) as server:  # a fresh one, so that each crowd is answerable for its own
                if alone:
                    _beside(table, scene, name, server.port, [server.pid], strict=False)
                    continue
                with proxy(scene.site.folder / f"proxy-{len(table.lines)}", server.port) as front:
                    _beside(table, scene, name, front.port, [server.pid, front.pid], strict=True)
        tables.append(table)
    return tables


@dataclass
class Crowd:
    """What a crowd says of itself: how many came (of those who stay: were there at once), and what they got."""

    came: int = 0
    got: Counter = field(default_factory=Counter)


def _beside(table: Table, scene: Scene, name: str, port: int, pids: list[int], *, strict: bool) -> None:
    """Readers beside a crowd: what fails for them, and how much memory the servers take."""
    one, count = CROWDS[name]
    with load(port, scene.paths, scene.known, CONNECTIONS) as seen:
        time.sleep(1)
        before = _family(pids)
        with coming(one, port, count) as crowd:
            wait_until(lambda: crowd.came >= count, GATHERING)
            answered = seen.answers
            time.sleep(SECONDS if strict else SECONDS / 2)
            answered = seen.answers - answered
            most, same = max(map(memory, _family(pids))), _family(pids) == before
        if not strict:  # for readers who wait behind the crowd
            time.sleep(2)
    table.add(f"{name}: came", f"{crowd.came:,}", f"≥ {count:,}", crowd.came >= count)
    good = answered > 0 and seen.whole and seen.slowest <= SLOWEST
    told = f"{seen}; {answered:,} answered meanwhile, slowest {seen.slowest:.1f} s"
    table.add(f"{name}: failed responses to readers", told, *((f"0, the slowest ≤ {SLOWEST} s", good) if strict else ()))
    used = f"{most:.0f} MB" + ("" if same else ", and not the same processes as before")
    table.add(f"{name}: memory of the largest process", used, f"≤ {WORKER} MB", same and most <= WORKER)
    if crowd.got:
        table.add(f"{name}: what they got", ", ".join(f"{number} × {what}" for what, number in sorted(crowd.got.items())))


def _family(pids: list[int]) -> list[int]:
    return [one for pid in pids for one in (pid, *children(pid))]


@contextmanager
def coming(crowd: Callable, port: int, count: int) -> Iterator[Crowd]:
    """A crowd of so many for as long as the block lasts. Raises what ended it before."""
    over, told = Event(), Crowd()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(crowd, port, over, told, count)
        try:
            yield told
        finally:
            over.set()
        done.result()


def slowloris(port: int, over: Event, told: Crowd, count: int) -> None:
    """Connections whose headers never end."""
    _dripping(port, over, told, count, f"GET /en/ HTTP/1.1\r\n{HEAD}".encode(), b"X-More: 1\r\n")


def idle(port: int, over: Event, told: Crowd, count: int) -> None:
    """Connections that say nothing."""
    _dripping(port, over, told, count, b"", b"")


def slow_bodies(port: int, over: Event, told: Crowd, count: int) -> None:
    """Connections that announce a body and send it letter by letter."""
    _dripping(port, over, told, count, f"POST /en/ HTTP/1.1\r\n{HEAD}Content-Length: 100000\r\n\r\n".encode(), b"x")


def slow_readers(port: int, over: Event, told: Crowd, count: int) -> None:
    """Connections that ask for page after page and read nothing."""
    request = f"GET /en/sources/ HTTP/1.1\r\n{HEAD}Accept-Encoding: identity\r\n\r\n".encode()
    _dripping(port, over, told, count, request * 20, b"", receive=4096)


def _dripping(port: int, over: Event, told: Crowd, count: int, first: bytes, then: bytes, receive: int = 0) -> None:
    """So many connections that send something, and then a little every second; who is closed comes again.

    A server may close them when it has had enough; but so many must be there at one time, and for a second.
    """
    held: list[socket.socket] = []
    try:
        while not over.is_set():
            there = established(port)
            for one in [one for one in held if one.getsockname()[1] not in there]:
                one.close()
                held.remove(one)
            told.came = max(told.came, len(held))
            with suppress(OSError):  # who cannot come now comes in a second
                while len(held) < count and not over.is_set():
                    held.append(_connected(port, first, receive))
            for one in held:
                with suppress(OSError):
                    one.sendall(then)
            over.wait(1)
    finally:
        for one in held:
            one.close()


def _connected(port: int, first: bytes, receive: int) -> socket.socket:
    one = socket.socket()
    if receive:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    one.settimeout(2)
    try:
        one.connect(("127.0.0.1", port))
        with suppress(TimeoutError):
            one.sendall(first)
    except OSError:
        one.close()
        raise
    return one


def long_headers(port: int, over: Event, told: Crowd, count: int) -> None:
    """Headers of a megabyte, one after the other."""
    _greedy(port, over, told, f"GET /en/ HTTP/1.1\r\n{HEAD}X-Long: ".encode(), b"a" * 2**20)


def many_headers(port: int, over: Event, told: Crowd, count: int) -> None:
    """Fifty thousand headers."""
    _greedy(port, over, told, f"GET /en/ HTTP/1.1\r\n{HEAD}".encode(), b"X-Some: thing\r\n" * 50_000)


def long_bodies(port: int, over: Event, told: Crowd, count: int) -> None:
    """Bodies of 50 MB, sent to a page as fast as they are taken."""
    length = 50 * 2**20
    _greedy(port, over, told, f"POST /en/ HTTP/1.1\r\n{HEAD}Content-Length: {length}\r\n\r\n".encode(), b"b" * length)


def _greedy(port: int, over: Event, told: Crowd, first: bytes, then: bytes) -> None:
    """One after the other, as often as it goes."""
    while not over.is_set():
        said = b""
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as one:
            with suppress(OSError):  # the server need not take it all
                one.sendall(first)
                told.came += 1
                one.sendall(then)
            said = one.recv(100)
        told.got[said.split(b" ")[1].decode() if said.startswith(b"HTTP/") else "closed"] += 1


CROWDS = {  # who comes, and how many of them at least
    "200 with headers that never end": (slowloris, 200),
    "100 with bodies that never end": (slow_bodies, 100),
    "100 who read nothing": (slow_readers, 100),
    "1,000 idle connections": (idle, 1000),
    "headers of 1 MB": (long_headers, 1),
    "50,000 headers": (many_headers, 1),
    "bodies of 50 MB": (long_bodies, 1),
}
