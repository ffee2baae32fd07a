"""The whole site with the store in front, on the database of a test."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from asking import handler
from django.db import connection, connections

from config import addresses
from config.making import can_be, made
from delivery import front as module
from delivery.front import Front
from delivery.store import Shelf, Store
from delivery.watch import Watch

RELEASE = "0123456789ab"


@contextmanager
def assembled(folder: Path) -> Iterator[Front]:
    """The front; its pages are made of what is seeded, and its watch has asked once."""
    module._allowed.cache_clear()
    watch = Watch()
    watch.start = watch.learn
    store = Store(Shelf(folder), made, watch, RELEASE, can_be, addresses.is_extra)
    store.start()
    ours, alone = connections["default"], connection.vendor == "sqlite"  # in whose memory only we can read
    ours.inc_thread_sharing()
    store._makers = ThreadPoolExecutor(1, initializer=lambda: alone and connections.__setitem__("default", ours))
    try:
        with handler() as django:
            yield Front(store, django, addresses.may_be_public, addresses.instead)
    finally:
        if not alone:
            store._makers.submit(connections.close_all).result()
        store._makers.shutdown()
        ours.dec_thread_sharing()
        module._allowed.cache_clear()
