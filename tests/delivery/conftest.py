"""A store without Django's database; and a database in which numbers go on where they were."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from still_day import DAY
from tiny_filler import order
from tiny_store import RELEASE, Behind, Closed, World, store_of

from delivery import front as fronting
from delivery import reading
from delivery.front import Front
from delivery.store import Shelf, Store, filling, store
from delivery.store.filling import Filler


@pytest.fixture
def world(monkeypatch) -> Iterator[World]:
    """What stands in the place of the database, of which a snapshot tells too."""
    world = World()
    monkeypatch.setattr(store, "snapshot", world.snapshot)
    monkeypatch.setattr(filling, "snapshot", world.snapshot)
    yield world
    if world.wait:
        world.wait.set()


@pytest.fixture
def tiny(world, tmp_path: Path) -> Store:
    """The store of one process; its copies are in the folder `pages`."""
    return store_of(world, tmp_path / "pages")


@pytest.fixture
def filler(world, tmp_path, monkeypatch) -> Filler:
    """What makes the pages of the small site ahead, in the folder `pages`, long before midnight."""
    monkeypatch.setattr(reading, "seconds_left", lambda day: 86_400)
    return Filler(Shelf(tmp_path / "pages"), world.make, order, world.ask, RELEASE)


@pytest.fixture
def behind() -> Iterator[Behind]:
    """What stands in the place of Django; each of its answers must have been closed."""
    Closed.left_open = 0
    yield Behind()
    assert Closed.left_open == 0


@pytest.fixture
def front(tiny, behind, settings, monkeypatch) -> Iterator[Front]:
    """The front of a site whose pages are in English, on a day of which an hour is left."""
    settings.ALLOWED_HOSTS = ["localhost", "guide.example.org"]
    fronting._allowed.cache_clear()
    monkeypatch.setattr(fronting, "seconds_left", lambda day: 3600 if day == DAY else 0)
    yield Front(
        tiny, behind, lambda path: path.startswith("/en/"), lambda path: path.partition("with/")[0] if "with/" in path else ""
    )
    fronting._allowed.cache_clear()


@pytest.fixture
def numbers_go_on(db) -> Iterator[None]:
    """After the test the next new row of each table has the number that it would have had: what PostgreSQL counts is not
    taken back with the rows, and a restore sets it."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
        )
        before = cursor.fetchall()
    yield
    with connection.cursor() as cursor:
        cursor.executemany("SELECT setval(%s::regclass, %s, %s)", before)
