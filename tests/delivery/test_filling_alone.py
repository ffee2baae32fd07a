"""One process of a host fills, and there is one as long as somebody serves, through changes and failures."""

import os
import sys
from time import monotonic

import pytest
from django.db import OperationalError
from tiny_store import until

from delivery.store import Shelf
from delivery.store.filling import Keeper, Stop, only_one


def test_only_one_process_of_a_host_fills(tmp_path):
    shelf = Shelf(tmp_path / "pages")
    with only_one(shelf) as first:
        with only_one(Shelf(tmp_path / "pages")) as second:
            assert (first, second) == (True, False)
        with only_one(Shelf(tmp_path / "other")) as elsewhere:
            assert elsewhere
    with only_one(shelf) as again:
        assert again


def test_nobody_fills_where_nothing_can_be_written(tmp_path):
    (tmp_path / "file").touch()
    with only_one(Shelf(tmp_path / "file" / "pages")) as free:
        assert not free


def test_a_process_is_started_where_nobody_fills_and_anew_when_it_has_ended(tmp_path):
    shelf, seen = Shelf(tmp_path / "pages"), tmp_path / "seen"
    command = [sys.executable, "-S", "-c", f"import sys; open({str(seen)!r}, 'a').write(sys.argv[1] + ' ')"]
    keeper = Keeper(shelf, command)
    with only_one(shelf):
        keeper.look()
    assert keeper.process is None
    keeper.look()
    assert keeper.process is None, "it does not try again at once"
    keeper.tried = monotonic() - 60
    keeper.look()
    first = keeper.process
    assert first.wait(10) == 0
    keeper.tried = monotonic() - 60
    keeper.look()
    assert keeper.process is not first
    assert keeper.process.wait(10) == 0
    assert until(lambda: seen.read_text() == f"{os.getpid()} " * 2)


def test_a_process_that_fills_is_left_to_it(tmp_path):
    keeper = Keeper(Shelf(tmp_path / "pages"), [sys.executable, "-S", "-c", "import time; time.sleep(60)"])
    keeper.look()
    running = keeper.process
    try:
        assert running.poll() is None
        keeper.tried = monotonic() - 60
        keeper.look()
        assert keeper.process is running
    finally:
        for process in {running, keeper.process}:
            process.kill()
            process.wait(10)


def test_it_stays_as_long_as_its_parent_and_bears_changes_and_failures(world, filler, monkeypatch):
    parents, filled = iter([7] * 200), []

    def fill(over):
        filled.append(over())
        if len(filled) == 1:
            raise Stop
        if len(filled) == 2:
            raise OperationalError("gone")
        if len(filled) == 4:
            monkeypatch.setattr(os, "getppid", lambda: 1)
            assert over()
        return True

    filler.fill = fill
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    filler.stay(7, every=0)
    assert filled == [False] * 4


def test_where_nothing_can_be_kept_it_is_not_tried_again_at_once(world, filler, monkeypatch):
    parents, filled = iter([7] * 20), []
    filler.fill = lambda over: bool(filled.append(1))
    monkeypatch.setattr(os, "getppid", lambda: next(parents, 1))
    filler.stay(7, every=0)
    assert filled == [1]


def test_it_ends_at_once_where_the_one_that_started_it_has_gone_meanwhile(filler, monkeypatch):
    filler.fill = lambda over: pytest.fail("there is nobody for whom to fill")
    monkeypatch.setattr(os, "getppid", lambda: 1)
    filler.stay(7, every=0)
