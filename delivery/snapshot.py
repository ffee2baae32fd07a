"""One state of the database for everything that is read within: a page never mixes two versions of the content."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import connection, transaction

from delivery.models import version_key

Value = TypeVar("Value")
_read: ContextVar[dict | None] = ContextVar("what was read in this snapshot", default=None)


@contextmanager
def snapshot() -> Iterator[str]:
    """All reads of the block see the database as it was at its first one; yields the key of the content version there.

    Nothing can be written within. On SQLite a reader waits for no writer, and no writer for it. Raises
    django.db.DatabaseError where the database does not answer.
    """
    with _one_state():
        token = _read.set({})
        try:
            yield version_key()
        finally:
            _read.reset(token)


@contextmanager
def _one_state() -> Iterator[None]:
    if connection.in_atomic_block:  # whoever opened it has one state already
        yield
    elif connection.vendor == "sqlite":
        connection.ensure_connection()  # which sets the mode that is changed here for one transaction
        usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic():
                connection.transaction_mode = usual
                yield
        finally:
            connection.transaction_mode = usual
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def once(key: tuple, read: Callable[[], Value]) -> Value:
    """What `read()` gives; within a snapshot the same for all pages that are made from it. Nobody may change it.

    The key says all on which it depends beside the content: what it is, the language, the day.
    """
    known = _read.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    return known[key]
