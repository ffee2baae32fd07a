"""A copy of the seeded database that can be committed to, and sessions on it, each with a connection and a thread of its own."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def copied(folder: Path, unblocked: Callable) -> Iterator[Callable[[], "Session"]]:
    """Copy the seeded database; yields what opens a session on the copy."""
    with unblocked(), ExitStack() as stack:
        name = _file(folder) if connection.vendor == "sqlite" else stack.enter_context(_database())
        yield lambda: stack.enter_context(closing(Session(name)))


def _file(folder: Path) -> str:
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "copy.sqlite3")) as copy:
        connection.connection.backup(copy)
    return str(folder / "copy.sqlite3")


@contextmanager
def _database() -> Iterator[str]:
    seeded = connection.settings_dict["NAME"]
    name = f"{seeded}_sessions"
    for statement in (f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{seeded}"'):
        _alone(statement)
    try:
        yield name
    finally:
        _alone(f'DROP DATABASE "{name}"')


def _alone(statement: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


class Session:
    """What one process does with the database, step by step."""

    def __init__(self, name: str):
        self.thread = ThreadPoolExecutor(1)
        self.open = ExitStack()
        self.run(self._connect, name)

    def _connect(self, name: str) -> None:
        own = connections.create_connection("default")
        own.settings_dict = {**own.settings_dict, "NAME": name}
        connections["default"] = own

    def run(self, step: Callable, *arguments):
        """What a step gives that is done with the connection of this session."""
        return self.thread.submit(step, *arguments).result(60)

    def enter(self, block: Callable):
        """Go into a block, and stay there."""
        return self.run(lambda: self.open.enter_context(block()))

    def leave(self) -> None:
        """Go out of all blocks."""
        self.run(self.open.close)

    def close(self) -> None:
        self.run(self.open.close)
        self.run(lambda: connection.close())
        self.thread.shutdown()
