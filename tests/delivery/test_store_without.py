"""Pages without a database, or with one that is too slow: what is kept is shown, and all is well again by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.http import Http404
from still_day import DAY
from tiny_store import FLOW, RELEASE, asked, store_of, until

from delivery import reading
from delivery.store import Generation, NotNow
from delivery.store import store as module

TOMORROW = DAY + timedelta(1)
FIRST = f"{FLOW} {DAY} 1"


@pytest.fixture
def tomorrow(monkeypatch):
    """Go over midnight in Japan."""
    return lambda: monkeypatch.setattr(reading, "today", lambda: TOMORROW)


def test_an_old_page_is_shown_only_where_the_database_fails(world, tiny):
    tiny.find(FLOW)
    world.change(tiny)
    world.there = False  # and nobody knows yet
    assert asked(world, tiny) == (FIRST, "old")
    world.go(tiny)
    assert [asked(world, tiny) for _ in range(3)] == [(FIRST, "old")] * 3
    world.come(tiny)
    assert asked(world, tiny) == (f"{FLOW} {DAY} 2", "made")
    assert asked(world, tiny) == (f"{FLOW} {DAY} 2", "hit")


def test_what_is_of_now_is_shown_as_such_though_the_database_has_gone(world, tiny, tmp_path):
    tiny.find(FLOW)
    world.go(tiny)
    assert asked(world, tiny) == (FIRST, "hit")
    other = store_of(world, tmp_path / "pages")
    assert asked(world, other) == (FIRST, "hit")
    assert len(world.made) == 1


def test_nobody_waits_for_a_database_that_is_known_to_be_gone(world, tiny):
    tiny.find(FLOW)
    world.change(tiny)
    world.go(tiny)
    world.wait = Event()
    assert asked(world, tiny)[1] == "old"
    assert len(world.made) == 1


def test_over_midnight_without_a_database_the_last_days_page_is_shown(world, tiny, tomorrow):
    tiny.find(FLOW)
    world.go(tiny)
    tomorrow()
    assert [asked(world, tiny) for _ in range(2)] == [(FIRST, "old")] * 2
    world.come(tiny)
    assert asked(world, tiny) == (f"{FLOW} {TOMORROW} 1", "made")


def test_where_the_disk_keeps_nothing_memory_carries_the_last_days_page_over_midnight(world, tmp_path, tomorrow):
    (tmp_path / "pages").write_text("a file where the folder should be")
    store = store_of(world, tmp_path / "pages")
    store.find(FLOW)
    world.go(store)
    tomorrow()
    assert [asked(world, store) for _ in range(2)] == [(FIRST, "old")] * 2
    world.come(store)
    assert asked(world, store) == (f"{FLOW} {TOMORROW} 1", "made")


def test_the_page_that_was_made_for_tomorrow_is_the_page_of_tomorrow(world, tiny, tomorrow):
    tiny.find(FLOW)
    tiny.shelf.put(Generation(TOMORROW, "0000000000000001-0", RELEASE), module.packed(world.make(FLOW, TOMORROW)))
    world.go(tiny)
    assert asked(world, tiny) == (FIRST, "hit")
    tomorrow()
    assert asked(world, tiny) == (f"{FLOW} {TOMORROW} 1", "hit")


@pytest.mark.parametrize("release", [RELEASE, "f" * 12])
def test_a_process_that_starts_without_a_database_shows_what_is_on_disk(world, tiny, tmp_path, release):
    tiny.find(FLOW)
    world.there = False
    other = store_of(world, tmp_path / "pages", release=release)
    assert asked(world, other) == (FIRST, "hit" if release == RELEASE else "old")
    with pytest.raises(NotNow):
        other.find("/en/never-made/")
    world.change()
    world.come(other)
    assert asked(world, other) == (f"{FLOW} {DAY} 2", "made")
    assert asked(world, other, "/en/never-made/") == (f"/en/never-made/ {DAY} 2", "made")


def test_a_process_that_starts_over_midnight_without_a_database_shows_yesterdays_page(world, tiny, tmp_path, tomorrow):
    tiny.find(FLOW)
    world.there = False
    tomorrow()
    other = store_of(world, tmp_path / "pages")
    assert [asked(world, other) for _ in range(2)] == [(FIRST, "old")] * 2


def test_where_nothing_is_kept_nothing_can_be_shown_now_and_all_can_when_the_database_is_back(world, tmp_path):
    world.there = False
    store = store_of(world, tmp_path / "pages")
    for _ in range(2):
        with pytest.raises(NotNow):
            store.find(FLOW)
    world.come(store)
    assert asked(world, store) == (FIRST, "made")


def test_a_page_that_fails_once_is_made_when_it_is_asked_for_again(world, tiny):
    world.there = False
    with pytest.raises(NotNow):
        tiny.find(FLOW)
    world.there = True
    assert asked(world, tiny) == (FIRST, "made")


def test_who_waits_too_long_for_a_new_page_gets_the_old_one_and_the_next_the_new_one(world, tiny, monkeypatch):
    monkeypatch.setattr(module, "DEADLINE", 0.05)
    tiny.find(FLOW)
    world.change(tiny)
    world.wait = Event()
    with ThreadPoolExecutor(4) as readers:
        assert {found.result() for found in [readers.submit(asked, world, tiny) for _ in range(4)]} == {(FIRST, "old")}
    assert len(world.made) == 2, "the new page was begun more than once"
    world.wait.set()
    assert until(lambda: not tiny._making)
    assert asked(world, tiny) == (f"{FLOW} {DAY} 2", "hit")


def test_who_waits_too_long_where_there_is_no_older_page_is_told_that_it_is_not_now(world, tiny, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    world.wait = Event()
    with pytest.raises(NotNow):
        tiny.find(FLOW)
    world.wait.set()
    assert until(lambda: not tiny._making)
    assert asked(world, tiny) == (FIRST, "hit")


def test_a_reader_waits_longer_for_a_page_of_which_there_is_no_older_one(world, tiny, monkeypatch):
    monkeypatch.setattr(module, "DEADLINE", 0.01)
    world.wait = Event()
    with ThreadPoolExecutor(1) as readers:
        found = readers.submit(asked, world, tiny)
        assert until(lambda: world.made)
        world.wait.wait(0.1)
        assert not found.done()
        world.wait.set()
        assert found.result() == (FIRST, "made")


def test_a_database_that_restored_an_older_state_is_followed(world, tiny):
    world.change(tiny)
    tiny.find(FLOW)
    world.number = 1
    tiny.watch.learn()
    assert asked(world, tiny) == (FIRST, "made")


def test_a_change_while_a_page_is_made_does_not_bring_the_old_page_into_the_new_generation(world, tiny):
    """The snapshot was taken before the change; what is made of it belongs there."""

    def overtaken(path, day):
        found = world.make(path, day)
        world.change(tiny)
        return found

    tiny.make = overtaken
    assert asked(world, tiny) == (FIRST, "made")
    tiny.make = world.make
    assert asked(world, tiny) == (f"{FLOW} {DAY} 2", "made")
    assert world.text(tiny.shelf.get(Generation(DAY, "0000000000000001-0", RELEASE), FLOW)) == FIRST


def test_where_no_page_can_be_the_database_is_not_asked_and_its_absence_is_no_excuse(world, tiny, monkeypatch):
    monkeypatch.setattr(module, "snapshot", lambda: pytest.fail("the database was asked"))
    for step in (lambda: None, lambda: world.go(tiny)):
        step()
        with pytest.raises(Http404):
            tiny.find("/en/nothing/")
