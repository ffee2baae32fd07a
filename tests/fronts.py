"""The whole site with the store in front, on the database of a test."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections

from config import addresses
from config.making import made
from delivery import front as module
from delivery.front import Front
from delivery.store import Shelf, Store
from delivery.watch import Watch

RELEASE = "0123456789ab"


@contextmanager
def assembled(folder: Path) -> Iterator[Front]:
    """The front; what makes its pages sees the database as the test does, and its watch has asked once."""
    module._allowed.cache_clear()
    watch, ours = Watch(), connections["default"]
    watch.start = watch.learn
    store = Store(Shelf(folder), made, watch, RELEASE, addresses.is_extra)
    store.start()
    connection.inc_thread_sharing()
    store._makers = ThreadPoolExecutor(1, initializer=lambda: connections.__setitem__("default", ours))
    try:
        yield Front(store, WSGIHandler(), addresses.may_be_public, addresses.instead)
    finally:
        store._makers.shutdown()
        connection.dec_thread_sharing()
        module._allowed.cache_clear()
