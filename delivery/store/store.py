"""The pages of one process: from its memory, from the shelf of its host, or made at once.

A page of an older generation is served only where the database fails, or where making a new one takes too long.
"""

import logging
import os
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, TimeoutError
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from time import monotonic

from django.db import Error, close_old_connections
from django.http import Http404

from delivery import reading
from delivery.copies import Copy, Made, packed
from delivery.snapshot import snapshot
from delivery.store.shelf import Generation, Shelf
from delivery.watch import Watch

MEMORY = 32 * 1024 * 1024  # bytes of copies that a process keeps
LOOK_AGAIN = 15  # seconds after which a copy that was packed quickly is looked up again: it may be smaller by now
MAKERS = 4  # pages that a process makes at the same time
DEADLINE = 2.0  # seconds that a reader waits for a new page where there is an older one
PATIENCE = 25.0  # and where there is none
log = logging.getLogger(__name__)

Is = Callable[[str], bool]


class NotNow(Exception):
    """The page cannot be made, since the database does not answer, and there is no older copy of it."""


@dataclass(slots=True)
class Kept:
    """A copy in memory: since when, and whether it is of an earlier generation, shown only where a newer one cannot be made."""

    copy: Copy
    since: float
    old: bool = False


class Store:
    """Serves the copies of a site. `make(path, day)` makes a page, or raises Http404 where there is none; `can_be(path)` says,
    without the database, whether there may be one, and `is_extra(path)` of which the shelf keeps only so many."""

    def __init__(self, shelf: Shelf, make: Callable[[str, date], Made], watch: Watch, release: str, can_be: Is, is_extra: Is):
        self.shelf, self.make, self.watch, self.release = shelf, make, watch, release
        self.can_be, self.is_extra = can_be, is_extra
        self._memory: dict[str, Kept] = {}
        self._size = 0
        self._generation: Generation | None = None
        self._before = ""  # the content version of the newest kept pages, until the database has told its own
        self._lock = Lock()
        self._making: dict[tuple[Generation, str], Future] = {}
        self._makers: ThreadPoolExecutor | None = None
        self._process = 0

    def start(self) -> None:
        """Begin in this process: after a fork nothing of a thread is left."""
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                self._makers = ThreadPoolExecutor(MAKERS, thread_name_prefix="page")
                self.watch.start()

    def find(self, path: str) -> tuple[Copy, str]:
        """The copy of an address and where it comes from: "hit" (kept), "made" (now) or "old" (a newer one could not be made).

        Raises Http404 where there is no such page, NotNow where it cannot be known.
        """
        if self._process != os.getpid():
            self.start()
        day, version = reading.today(), self.watch.version or self._before
        now = self._generation
        if now is None or now.day != day or now.version != version:
            now = self._turn(day)
        kept = self._memory.get(path)
        if kept is not None:
            recent = monotonic() - kept.since < LOOK_AGAIN
            if not kept.old and (kept.copy.final or recent):
                return kept.copy, "hit"
            if kept.old and recent and not self.watch.answers:
                return kept.copy, "old"
        return self._fetch(path, now, kept)

    def _turn(self, day: date) -> Generation:
        """The present generation; all in memory is old if it is a new one. Without a database it is that of the newest pages."""
        if self.watch.version is None and not self._before:
            self.watch.wait(DEADLINE)
            self._before = next((one.version for one in self.shelf.generations()), "")
        now = Generation(day, self.watch.version or self._before, self.release)
        with self._lock:
            if now != self._generation:
                self._generation = now
                for kept in self._memory.values():
                    kept.old, kept.since = True, -LOOK_AGAIN
        return now

    def _fetch(self, path: str, now: Generation, kept: Kept | None) -> tuple[Copy, str]:
        copy = self.shelf.get(now, path)
        if copy is None and kept is not None and not kept.old:
            copy = kept.copy  # where nothing can be kept on disk
        if copy is not None:
            self._keep(now, copy)
            return copy, "hit"
        if not self.can_be(path):
            raise Http404(path)
        older = None if self.watch.answers else self._older(path, now, kept)
        if older is None and not self.watch.failed:
            try:
                return self._made(path, now, self._patience(path, now, kept)), "made"
            except (Error, TimeoutError, CancelledError) as error:
                log.warning("%s cannot be made now: %s", path, error)
                older = self._older(path, now, kept)
        if older is None:
            raise NotNow(path)
        self._keep(now, older, old=True)
        return older, "old"

    def _older(self, path: str, now: Generation, kept: Kept | None) -> Copy | None:
        """The newest copy of an earlier generation: on the shelf, or where nothing can be kept there, in memory."""
        return self.shelf.older(path, now) or (kept.copy if kept else None)

    def _patience(self, path: str, now: Generation, kept: Kept | None) -> float:
        """How long a reader waits for the page."""
        there = kept or any(self.shelf.has(one, path) for one in self.shelf.generations() if one != now)
        return DEADLINE if there or not self.watch.answers else PATIENCE

    def _made(self, path: str, now: Generation, patience: float) -> Copy:
        """The page, made by one thread for all that ask for it at the same time."""
        key = now, path
        with self._lock:
            future = self._making.get(key)
            if future is None:
                future = self._making[key] = self._makers.submit(self._make, path, now)
                future.add_done_callback(lambda _: self._making.pop(key, None))
        try:
            return future.result(patience)
        except TimeoutError:
            future.cancel()  # what nobody has begun is not done later, when those who asked have gone
            raise

    def _make(self, path: str, now: Generation) -> Copy:
        close_old_connections()
        try:
            with snapshot() as version:
                copy = packed(self.make(path, now.day))
        finally:
            close_old_connections()
        made_of = replace(now, version=version)
        self.shelf.put(made_of, copy, extra=self.is_extra(path))
        if made_of == now:
            self._keep(now, copy)
        return copy

    def _keep(self, now: Generation, copy: Copy, old: bool = False) -> None:
        """In memory too, if that is still of this generation; the longest kept goes when there is no room."""
        with self._lock:
            if now != self._generation:
                return
            before = self._memory.pop(copy.path, None)
            self._size += copy.size - (before.copy.size if before else 0)
            self._memory[copy.path] = Kept(copy, monotonic(), old)
            while self._size > MEMORY and len(self._memory) > 1:
                first = next(iter(self._memory))
                self._size -= self._memory.pop(first).copy.size
