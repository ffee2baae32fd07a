"""Load: wrk for one page as fast as it goes, and connections that go through many pages and look at every byte that comes."""

import random
import re
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Event, Lock, Thread

from bench.processes import WRK, program
from bench.sites import HOST
from delivery.encoding import unpack

CODING = "br"
LATE = 10.0  # seconds after which an answer counts as failed


@dataclass(frozen=True)
class Speed:
    """What wrk has seen: requests per second, the 99th percentile in milliseconds, how many answers came and what failed."""

    rate: float
    slow: float
    answers: int
    failed: int


def wrk(port: int, path: str, *, seconds: float, connections: int = 16) -> Speed:
    """One page for so many seconds."""
    headers = [f"Host: {HOST}", "X-Forwarded-Proto: https", f"Accept-Encoding: {CODING}"]
    line = [program(*WRK), "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    line += [part for header in headers for part in ("-H", header)]
    said = subprocess.run([*line, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    unit = {"us": 0.001, "ms": 1, "s": 1000}
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    failed = sum(map(int, errors.groups())) if errors else 0
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    answers = int(re.search(r"(\d+) requests in", said)[1])
    return Speed(rate, float(slow[1]) * unit[slow[2]], answers, failed + (int(refused[1]) if refused else 0))


class Stale(ConnectionError):
    """A connection that had been kept was closed before the answer began: a browser asks again, and so do we."""


class Known:
    """Which contents pages have; what is not known is wrong, but for the time in which it is learned."""

    def __init__(self):
        self.learning = True
        self._contents: dict[str, set[bytes]] = {}
        self._tags: dict[str, set[str]] = {}
        self._lock = Lock()

    def right(self, path: str, tag: str, body: bytes) -> bool:
        """Whether the bytes are those of the tag, and a content of the page that is known."""
        if tag != f'"{sha256(body).hexdigest()[:32]}"':
            return False
        if tag in self._tags.get(path, ()):
            return True
        content = sha256(unpack(body, CODING)).digest()  # packed smaller meanwhile, it is another tag and the same page
        with self._lock:
            contents = self._contents.setdefault(path, set())
            if self.learning:
                contents.add(content)
            if content in contents:
                self._tags.setdefault(path, set()).add(tag)
            return content in contents


@dataclass
class Seen:
    """What came back: how many answers, how many of each failure with a few examples, the slowest in seconds; `closed` are
    kept connections that were closed before an answer began, and were asked again."""

    answers: int = 0
    closed: int = 0
    slowest: float = 0.0
    failures: Counter = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return self.failures.total()

    @property
    def whole(self) -> bool:
        """Whether there were answers, and none failed."""
        return self.answers > 0 and not self.failed

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} × {kind}" for kind, count in self.failures.most_common(4))
        return f"{self.failed} of {self.answers:,}" + (f" ({kinds}; such as {self.examples[0]})" if kinds else "")


class Connection:
    """One reader with a connection that is kept as long as the server keeps it."""

    def __init__(self, port: int):
        self.port = port
        self.socket: socket.socket | None = None

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body. Raises Stale, or another OSError."""
        fresh = self.socket is None
        if fresh:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=LATE)
        request = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nAccept-Encoding: {CODING}\r\n\r\n"
        began = b""
        try:
            self.socket.sendall(request.encode())
            began = self.socket.recv(65_536)
            if not began:
                raise ConnectionResetError("closed before the answer began")
        except TimeoutError:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise (error if fresh else Stale(str(error))) from error
        try:
            return self._rest(began)
        except BaseException:
            self.close()
            raise

    def _rest(self, found: bytes) -> tuple[int, dict[str, str], bytes]:
        while b"\r\n\r\n" not in found:
            found += self._more()
        head, _, body = found.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = headers.get("content-length")
        while length is not None and len(body) < int(length):
            body += self._more()
        if length is None or headers.get("connection", "").lower() == "close":
            self.close()
        return int(first.split()[1]), headers, body

    def _more(self) -> bytes:
        more = self.socket.recv(65_536)
        if not more:
            raise ConnectionResetError("closed within the answer")
        return more

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None


class Load:
    """Readers who go through pages, each in an order of its own, until they are told to stop."""

    def __init__(self, port: int, paths: list[str], known: Known, connections: int = 16):
        self.port, self.paths, self.known = port, paths, known
        self.seen = Seen()
        self._over, self._lock = Event(), Lock()
        self._threads = [Thread(target=self._read, args=(number,), daemon=True) for number in range(connections)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> Seen:
        self._over.set()
        for thread in self._threads:
            thread.join(LATE * 2)
            if thread.is_alive():
                self._count("what a reader asked for", "never came back", 0)
        return self.seen

    def _read(self, number: int) -> None:
        order, connection = list(self.paths), Connection(self.port)
        random.Random(number).shuffle(order)  # noqa: S311 - an order, the same in every run
        while not self._over.is_set():
            for path in order:
                if self._over.is_set():
                    break
                began = time.monotonic()
                try:
                    failure = self._ask(connection, path)
                except Exception as error:  # whatever came back was no answer; a reader who broke off would see nothing more
                    connection.close()
                    failure = type(error).__name__
                self._count(path, failure, time.monotonic() - began)
        connection.close()

    def _ask(self, connection: Connection, path: str) -> str:
        """What is wrong with the answer; "" if nothing is."""
        for _ in range(2):
            try:
                status, headers, body = connection.get(path)
            except Stale:
                with self._lock:
                    self.seen.closed += 1
                continue
            except TimeoutError:
                return "no answer in 10 s"
            except OSError as error:
                return type(error).__name__
            if status != 200:
                return f"status {status}"
            return "" if self.known.right(path, headers.get("etag", ""), body) else "wrong bytes"
        return "closed twice"

    def _count(self, path: str, failure: str, took: float) -> None:
        failure = failure or ("no answer in 10 s" if took > LATE else "")
        with self._lock:
            self.seen.answers += 1
            self.seen.slowest = max(self.seen.slowest, took)
            if failure:
                self.seen.failures[failure] += 1
                self.seen.examples += [f"{failure}: {path}"] if len(self.seen.examples) < 10 else []


@contextmanager
def load(port: int, paths: list[str], known: Known, connections: int = 16) -> Iterator[Seen]:
    """Readers for as long as the block lasts; what they have seen is whole when it is left."""
    readers = Load(port, paths, known, connections)
    readers.start()
    try:
        yield readers.seen
    finally:
        readers.stop()


def learn(port: int, paths: list[str]) -> Known:
    """Every page read once. Raises RuntimeError where one does not answer as it should."""
    known, connection = Known(), Connection(port)
    for path in paths:
        try:
            status, headers, body = connection.get(path)
        except Stale:
            status, headers, body = connection.get(path)
        if status != 200 or not known.right(path, headers.get("etag", ""), body):
            raise RuntimeError(f"{path}: status {status}")
    connection.close()
    known.learning = False
    return known
