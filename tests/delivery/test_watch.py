"""How a process learns of a change: by asking, whatever the database does."""

import logging
from threading import Event
from threading import enumerate as threads
from time import monotonic

import pytest
from django.db import InterfaceError, OperationalError
from tiny_store import World, until

from delivery import watch as module
from delivery.watch import EVERY, LATE, Watch


@pytest.fixture
def world():
    return World()


@pytest.fixture
def watch(world):
    """A watch that asks often; its thread has ended when the test has."""
    before = set(threads())
    found = Watch(world.ask, every=0.01)
    yield found
    found.stop()
    assert until(lambda: not set(threads()) - before)


def test_it_asks_often_enough_that_a_change_is_known_within_a_second():
    assert EVERY < 1
    assert Watch().every == EVERY
    assert LATE > 2 * EVERY, "one slow answer is no failure"


def test_before_it_has_asked_it_knows_nothing_and_nothing_answers(watch):
    assert (watch.version, watch.failed, watch.answers) == (None, False, False)
    watch.wait(0.01)


def test_who_waits_for_the_first_answer_gets_it(watch, world):
    watch.start()
    watch.wait(5)
    assert (watch.version, watch.answers) == (world.version, True)


def test_a_change_is_learned_without_anybody_saying_so(watch, world):
    watch.start()
    watch.wait(5)
    world.number += 1
    assert until(lambda: watch.version == world.version, 1)


def test_a_database_that_fails_leaves_the_last_version_and_is_met_again_when_it_is_back(watch, world, caplog):
    caplog.set_level(logging.WARNING)
    watch.start()
    watch.wait(5)
    last = watch.version
    world.there = False
    assert until(lambda: watch.failed)
    assert (watch.version, watch.answers) == (last, False)
    world.number, world.there = 9, True
    assert until(lambda: watch.answers)
    assert watch.version == world.version != last
    assert len(caplog.messages) == 2, "it is said once that it failed, and once that it answers"


def test_a_first_question_that_fails_is_an_answer_too(watch, world):
    world.there = False
    watch.start()
    began = monotonic()
    watch.wait(5)
    assert monotonic() - began < 4
    assert (watch.version, watch.failed, watch.answers) == (None, True, False)


def test_a_question_that_hangs_counts_as_gone_after_a_while(watch, world, monkeypatch):
    monkeypatch.setattr(module, "LATE", 0.1)
    hanging, going_on = Event(), Event()

    def ask() -> str:
        if hanging.is_set():
            going_on.wait(10)
        return world.version

    watch.ask = ask
    watch.start()
    try:
        assert until(lambda: watch.answers)
        hanging.set()
        assert until(lambda: not watch.answers)
        assert (watch.version, watch.failed) == (world.version, False)
    finally:
        hanging.clear()
        going_on.set()
    assert until(lambda: watch.answers)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, ValueError, RecursionError, MemoryError, OSError])
def test_nothing_ends_its_thread(watch, world, error, caplog):
    asked = []

    def ask() -> str:
        asked.append(1)
        if len(asked) < 4:
            raise error("whatever it is")
        return world.version

    watch.ask = ask
    watch.start()
    assert until(lambda: watch.answers)
    assert len(asked) >= 4


def test_what_is_done_after_each_question_may_fail_as_well(watch, world):
    done = []

    def also():
        done.append(1)
        raise OSError("no processes left")

    watch.also = also
    watch.start()
    assert until(lambda: len(done) > 3)
    world.number += 1
    assert until(lambda: watch.version == world.version)


def test_a_question_that_is_wrong_from_the_first_on_is_asked_no_more_often(world, caplog):
    asked = []

    def ask() -> str:
        asked.append(1)
        raise ValueError("nobody can ask like this")

    watch = Watch(ask, every=0.05)
    watch.start()
    try:
        watch.wait(5)
        assert watch.is_away
        assert until(lambda: len(asked) > 2)
        assert len(asked) < 100
    finally:
        watch.stop()
    (record,) = caplog.records
    assert record.exc_info, "a mistake of ours is told with its trace, once"
