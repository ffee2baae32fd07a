"""One process of a host fills, and there is one as long as somebody serves."""

import sys
from time import monotonic

from tiny_store import until

from delivery.store import Shelf
from delivery.store.filling import Keeper, only_one


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
    command = [sys.executable, "-S", "-c", f"open({str(seen)!r}, 'a').write('x')"]
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
    assert until(lambda: seen.read_text() == "xx")


def test_a_process_that_fills_is_left_to_it(tmp_path):
    keeper = Keeper(Shelf(tmp_path / "pages"), [sys.executable, "-S", "-c", "import time; time.sleep(60)"])
    keeper.look()
    running = keeper.process
    assert running.poll() is None
    keeper.tried = monotonic() - 60
    keeper.look()
    assert keeper.process is running
    running.kill()
    running.wait(10)
