"""Databases to measure with: an empty SQLite file, and a throwaway PostgreSQL server that can be stopped, hung and started."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.processes import Missing, alive, children, end, kill, throwaway, wait_until


def leave_nothing() -> None:
    """From here on a signal that would end this process lets it stop all that it has started first."""
    for number in throwaway.STOPPING:
        signal.signal(number, throwaway.leave)


class PostgreSQL:
    """A server in a folder. `url` is the address of its database `guide`, which is there."""

    def __init__(self, folder: Path, url: str, programs: Path):
        self.folder, self.url, self.programs = folder, url, programs
        self.again: subprocess.Popen | None = None  # the process, when it was started anew

    @property
    def pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def stop(self) -> None:
        """Its fast shutdown: every session is ended."""
        pid = self.pid
        kill(pid, signal.SIGINT)
        if not wait_until(lambda: not alive(pid)):
            raise RuntimeError("PostgreSQL does not stop")

    def start(self) -> None:
        """Start it anew on the same data."""
        self.again = throwaway.started(self.folder, self.programs)

    def hang(self) -> None:
        """It takes connections and answers nothing, like a server whose disk has gone away."""
        self._all(signal.SIGSTOP)

    def wake(self) -> None:
        self._all(signal.SIGCONT)

    def _all(self, how: signal.Signals) -> None:
        pid = self.pid
        for one in (pid, *children(pid)):
            kill(one, how)


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A fresh server with an empty database."""
    programs = throwaway.programs()
    if programs is None:
        raise Missing("NOT MEASURED: the programs of PostgreSQL are missing. On Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=throwaway.SOCKETS))
    try:
        with throwaway.server(folder, programs) as url:
            found = PostgreSQL(folder, url, programs)
            with psycopg.connect(
                url.replace("/guide?", "/postgres?").replace("postgres:", "postgresql:", 1), autocommit=True
            ) as first:
                first.execute("CREATE DATABASE guide")
            try:
                yield found
            finally:
                if found.again is not None:
                    found.wake()
                    end(found.again, signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sqlite(folder: Path) -> str:
    """The address of a file in a folder."""
    return f"sqlite:///{folder / 'guide.sqlite3'}"
