"""All pages made ahead: at start, after a change, and for tomorrow before midnight in Japan. One process of a host does it.

It runs beside those that serve, with the least claim on the processor, so that nobody waits for it. Pages are packed quickly
first; when all are there, they are packed as small as they can be.
"""

import fcntl
import logging
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from time import monotonic, sleep

from django.db import Error, connection
from django.http import Http404

from delivery import reading
from delivery.copies import Copy, Made, packed, slowly
from delivery.snapshot import snapshot
from delivery.store.shelf import ALL, SMALL, WHOLE, Generation, Shelf

BEFORE_MIDNIGHT = 40 * 60  # seconds before midnight in Japan when the pages of the next day are made
BATCH = 40  # pages that are made from one snapshot of the database
NO_ROOM = 60  # seconds after which it is tried again where pages could not be kept
AGAIN = 20  # seconds after which a process that ended is started anew
log = logging.getLogger(__name__)

Order = Callable[[], Iterable[tuple[str, str, bool]]]  # (batch, path, whether it is extra), the most read first


@contextmanager
def only_one(shelf: Shelf) -> Iterator[bool]:
    """Whether this process may fill: one of a host can, for as long as the block lasts. False where nothing can be written."""
    try:
        shelf.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(shelf.folder / "filling.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        log.warning("pages are not made ahead, since nothing can be kept: %s", error)
        yield False
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(lock)


class Keeper:
    """Starts the process that fills, wherever none does."""

    def __init__(self, shelf: Shelf, command: list[str]):
        self.shelf, self.command = shelf, command
        self.process: subprocess.Popen | None = None
        self.tried = -AGAIN

    def look(self) -> None:
        """If nobody fills, start somebody who does. The process is told which one started it, and ends by itself with it."""
        if self.process is not None and self.process.poll() is None:
            return
        if monotonic() - self.tried < AGAIN:
            return
        self.tried = monotonic()
        with only_one(self.shelf) as free:
            pass
        if free:
            self.process = subprocess.Popen([*self.command, str(os.getpid())], stdin=subprocess.DEVNULL)  # noqa: S603 - our own command


class Filler:
    """Fills a shelf. `make` makes a page, `order` names all addresses, `ask` the content version."""

    def __init__(self, shelf: Shelf, make: Callable[[str, date], Made], order: Order, ask: Callable[[], str], release: str):
        self.shelf, self.make, self.order, self.ask, self.release = shelf, make, order, ask, release

    def stay(self, parent: int, every: float = 1.0) -> None:
        """Fill for as long as the process that started this one is there, whose number is `parent`."""
        again = 0.0
        while os.getppid() == parent:
            if monotonic() >= again:
                again = monotonic() + (0 if self._filled(lambda: os.getppid() != parent) else NO_ROOM)
            sleep(every)

    def _filled(self, over: Callable[[], bool]) -> bool:
        """Fill once; False where the shelf keeps nothing."""
        try:
            return self.fill(over)
        except Stop:
            return True
        except Error as error:
            log.warning("pages cannot be made ahead now: %s", error)
            connection.close()
            return True

    def fill(self, over: Callable[[], bool] = lambda: False) -> bool:
        """Make what is missing of today, and of tomorrow when it is near; then pack it slowly. Whether all could be kept.

        Raises Stop when a change or a new day overtakes it, django.db.Error when the database fails.
        """
        today, version = reading.today(), self.ask()
        now = Generation(today, version, self.release)

        def check() -> None:
            if over() or reading.today() != today or self.ask() != version:
                raise Stop

        days = [now]
        if reading.seconds_left(today) < BEFORE_MIDNIGHT:
            days.append(replace(now, day=today + timedelta(days=1)))
        self.shelf.clean(now)  # first: whoever is overtaken again and again would never come to it
        for generation in days:
            if not self.shelf.is_marked(generation, ALL):
                self._make_all(generation, check)
        for generation in days:
            if self.shelf.is_whole(generation) and not self.shelf.is_marked(generation, SMALL):
                self._pack_all(generation, check)
        return all(map(self.shelf.is_whole, days))

    def _make_all(self, generation: Generation, check: Callable[[], None]) -> None:
        """Every page, and then what shows pages in another way: a host that has all pages is ready."""
        before = next((one for one in self.shelf.generations() if one != generation and self.shelf.is_whole(one)), None)
        every = list(self.order())
        for extra, mark in ((False, WHOLE), (True, ALL)):
            for _batch, items in groupby((item for item in every if item[2] == extra), key=lambda item: item[0]):
                paths = [(path, extra) for _, path, _ in items if not self.shelf.has(generation, path)]
                for place in range(0, len(paths), BATCH):
                    check()
                    if not self._make_some(generation, before, paths[place : place + BATCH]):
                        return  # there is no room; what is there serves
            self.shelf.mark(generation, mark)

    def _make_some(self, generation: Generation, before: Generation | None, paths: list[tuple[str, bool]]) -> bool:
        """Make some pages from one snapshot; whether all could be kept that are no extras."""
        kept = True
        with snapshot() as version:
            if version != generation.version:
                raise Stop
            for path, extra in paths:
                if copy := self._made(path, generation, before):
                    kept &= self.shelf.put(generation, copy, extra=extra) or extra
        return kept

    def _made(self, path: str, generation: Generation, before: Generation | None) -> Copy | None:
        """A page, small already where it is the same as before; None where there is none, and where a mistake of ours stops it:
        all others are to be there when they are asked for."""
        try:
            copy = packed(self.make(path, generation.day))
        except Http404:  # a picture for which there are no fonts
            return None
        except Error:
            raise
        except Exception:
            log.exception("%s cannot be made ahead", path)
            return None
        old = self.shelf.get(before, path) if before else None
        same = old is not None and old.final and old.digest == copy.digest
        return replace(copy, packed=old.packed, final=True) if same else copy

    def _pack_all(self, generation: Generation, check: Callable[[], None]) -> None:
        since = monotonic()
        for _batch, path, extra in self.order():
            copy = None if extra else self.shelf.get(generation, path)
            if copy and not copy.final:
                self.shelf.put(generation, slowly(copy))
            if monotonic() - since > 1:
                check()
                since = monotonic()
        self.shelf.mark(generation, SMALL)


class Stop(Exception):
    """There is something newer to do."""
