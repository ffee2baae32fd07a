"""A store whose database is a few values: it can change, be slow, and go away, and it tells what was made of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Lock
from time import sleep

from django.db import OperationalError
from django.http import Http404

from delivery.copies import Made
from delivery.store import Shelf, Store
from delivery.watch import Watch

RELEASE = "0123456789ab"
FLOW = "/en/flow/"


class World:
    """The content, its version and the day; `made` counts what was made."""

    def __init__(self):
        self.number, self.there = 1, True
        self.wait: Event | None = None  # until which making a page takes
        self.made: list[tuple[str, date]] = []
        self.lock = Lock()

    @property
    def version(self) -> str:
        return f"{self.number:016}-0"

    def ask(self) -> str:
        if not self.there:
            raise OperationalError("the server is gone")
        return self.version

    @contextmanager
    def snapshot(self) -> Iterator[str]:
        yield self.ask()

    def make(self, path: str, day: date) -> Made:
        with self.lock:
            self.made.append((path, day))
        if self.wait:
            self.wait.wait(10)
        self.ask()
        if "lost" in path:
            raise Http404(path)
        return Made(path, day, f"<p>{path} {day} {self.number}</p>".encode() + bytes(range(256)) * 8, language="en")

    def change(self, *stores: Store) -> None:
        """Of which these processes learn at once."""
        self.number += 1
        for store in stores:
            store.watch.learn()

    def go(self, *stores: Store) -> None:
        self.there = False
        for store in stores:
            store.watch.learn()

    def come(self, *stores: Store) -> None:
        self.there = True
        for store in stores:
            store.watch.learn()

    def text(self, copy) -> str:
        """What a copy says: its address, its day and the number of the content."""
        return copy.content().partition(b"</p>")[0].decode().removeprefix("<p>")


class Behind:
    """What stands in the place of Django: it says what it was asked for."""

    def __init__(self):
        self.asked: list[str] = []

    def __call__(self, environ, start_response):
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        start_response("404 Not Found", [("Content-Type", "text/html"), ("Content-Length", "6")])
        return Closed()


class Closed:
    """An answer that must be closed."""

    left_open = 0

    def __init__(self):
        Closed.left_open += 1

    def __iter__(self):
        return iter([b"behind"])

    def close(self):
        Closed.left_open -= 1


def store_of(world: World, folder: Path, release: str = RELEASE, is_extra=lambda path: "extra" in path) -> Store:
    """A process' store, whose watch has asked once; it asks again when a test says so."""
    watch = Watch(world.ask)
    watch.start = watch.learn
    store = Store(Shelf(folder), world.make, watch, release, lambda path: "nothing" not in path, is_extra)
    store.start()
    return store


def asked(world: World, store: Store, path: str = FLOW) -> tuple[str, str]:
    """What a reader gets who asks for an address, and where it comes from."""
    copy, how = store.find(path)
    assert copy.path == path
    return world.text(copy), how


def until(true, seconds: float = 5.0) -> bool:
    """Wait for something that another thread does."""
    for _ in range(int(seconds / 0.005)):
        if true():
            return True
        sleep(0.005)
    return False
