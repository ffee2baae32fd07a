"""How every process learns of a change within a second: it asks the database for the content version, in a thread of its own.

No request waits for it. When the database does not answer, the last version serves on.
"""

import logging
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from django.db import Error, connection

from delivery.models import version_key

EVERY = 0.5  # seconds between two questions
LATE = 2.5  # seconds without an answer, after which the database counts as gone
log = logging.getLogger(__name__)


class Watch:
    """The newest content version that this process knows of, and whether the database answers."""

    def __init__(self, ask: Callable[[], str] = version_key, every: float = EVERY):
        self.ask, self.every = ask, every
        self.version: str | None = None  # None until the database has answered once
        self.failed = False
        self._answered = -LATE
        self._first, self._over = Event(), Event()
        self.also: Callable[[], None] | None = None  # done after each question

    def start(self) -> None:
        Thread(target=self._watch, name="content version", daemon=True).start()

    def stop(self) -> None:
        self._over.set()

    def wait(self, seconds: float) -> None:
        """Until the database was asked for the first time, and no longer than so."""
        self._first.wait(seconds)

    @property
    def answers(self) -> bool:
        """Whether the database answered when it was asked last, and is not keeping us waiting now."""
        return not self.failed and monotonic() - self._answered < LATE

    @property
    def is_away(self) -> bool:
        """Whether the database was asked and does not answer: before the first question nobody knows."""
        return self._first.is_set() and not self.answers

    def learn(self) -> None:
        """Ask once."""
        try:
            self.version = self.ask()
        except Exception as error:  # a mistake of ours too: whoever cannot ask must not hold up the pages
            if not self.failed:
                trace = not isinstance(error, Error)
                log.warning("the database does not answer; pages go on as they are: %s", error, exc_info=trace)
            self.failed = True
            connection.close()
        else:
            if self.failed:
                log.warning("the database answers again")
            self.failed, self._answered = False, monotonic()
        self._first.set()

    def _watch(self) -> None:
        while not self._over.wait(self.every if self._first.is_set() else 0):
            try:
                self.learn()
                if self.also:
                    self.also()
            except Exception:  # whatever it is, this thread goes on: without it no process would learn of a change
                log.exception("asking for the content version")
        connection.close()
