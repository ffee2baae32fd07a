"""Copies on disk: whole or not there, within their bounds, and nobody's trouble where they cannot be kept."""

import errno
import logging
import os
import resource
import signal
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from delivery.copies import Made, as_bytes, packed
from delivery.store import Generation, Shelf
from delivery.store import shelf as module

DAY = date(2026, 11, 23)
NOW = Generation(DAY, "0000000000000007-0", "0123456789ab")


def copy(path: str = "/en/flow/", text: str = "one", day: date = DAY):
    return packed(Made(path, day, text.encode() * 100, language="en"))


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "pages" / "site")


@pytest.fixture
def warnings(caplog):
    caplog.set_level(logging.WARNING)
    return lambda: caplog.messages


def test_a_copy_is_kept_under_its_address_and_generation_for_every_process(shelf):
    assert shelf.get(NOW, "/en/flow/") is None
    assert not shelf.has(NOW, "/en/flow/")
    assert shelf.put(NOW, copy())
    other = Shelf(shelf.folder)
    assert other.get(NOW, "/en/flow/") == copy()
    assert other.has(NOW, "/en/flow/")
    assert other.get(NOW, "/en/") is None
    for another in (
        replace(NOW, day=DAY + timedelta(1)),
        replace(NOW, version="0000000000000008-0"),
        replace(NOW, release="ba9876543210"),
    ):
        assert other.get(another, "/en/flow/") is None


def test_a_newer_copy_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(shelf):
    shelf.put(NOW, copy(text="one"))
    shelf.put(NOW, copy(text="two"))
    assert shelf.get(NOW, "/en/flow/") == copy(text="two")
    assert len(list((shelf.folder / NOW.name).iterdir())) == 1


def test_nobody_else_on_the_host_can_read_or_write_there(shelf):
    shelf.put(NOW, copy())
    assert (shelf.folder / NOW.name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/en/" + "a" * 4000, "/日本/", "/\x00", "/en/\udcff"])
def test_no_address_leads_out_of_its_folder_or_breaks_it(shelf, path):
    if path.isprintable():
        assert shelf.put(NOW, copy(path))
        assert shelf.get(NOW, path) == copy(path)
    assert shelf.place(NOW, path.encode("utf-8", "replace").decode()).parent == shelf.folder / NOW.name


DAMAGE = {
    "cut off": lambda place: place.write_bytes(place.read_bytes()[:-5]),
    "changed": lambda place: place.write_bytes(place.read_bytes().replace(b"flow", b"flaw")),
    "empty": lambda place: place.write_bytes(b""),
    "foreign": lambda place: place.write_bytes(b"\x89PNG and so on\n" * 9),
    "of another address": lambda place: place.write_bytes(as_bytes(copy("/en/help/"))),
    "a folder": lambda place: (place.unlink(), place.mkdir()),
    "a circle": lambda place: (place.unlink(), place.symlink_to(place)),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_no_copy_and_is_written_anew(shelf, damage):
    shelf.put(NOW, copy())
    DAMAGE[damage](shelf.place(NOW, "/en/flow/"))
    assert shelf.get(NOW, "/en/flow/") is None
    if damage != "a folder":
        assert shelf.put(NOW, copy())
        assert shelf.get(NOW, "/en/flow/") == copy()


def test_a_file_that_cannot_be_read_is_no_copy(shelf, monkeypatch, warnings):
    shelf.put(NOW, copy())

    def refuse(place):
        raise PermissionError(errno.EACCES, "Permission denied", str(place))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert shelf.get(NOW, "/en/flow/") is None
    assert len(warnings()) == 1


def test_where_nothing_can_be_written_nothing_is_kept_and_one_warning_says_so(tmp_path, warnings):
    (tmp_path / "file").write_text("in the way")
    shelf = Shelf(tmp_path / "file" / "pages")
    assert [shelf.put(NOW, copy(f"/en/{number}/")) for number in range(5)] == [False] * 5
    assert shelf.get(NOW, "/en/1/") is None
    assert (shelf.generations(), shelf.used(NOW), shelf.is_whole(NOW), shelf.has(NOW, "/en/1/")) == ([], 0, False, False)
    assert shelf.older("/en/1/", NOW) is None
    shelf.call_whole(NOW)
    shelf.clean(NOW)
    assert len(warnings()) == 1


def test_a_full_disk_keeps_what_was_there_and_leaves_no_half_of_a_file(shelf, monkeypatch, warnings):
    shelf.put(NOW, copy(text="one"))
    write = Path.write_bytes

    def full(place, content):
        write(place, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert not shelf.put(NOW, copy(text="two"))
    assert not shelf.put(NOW, copy("/en/help/"))
    monkeypatch.undo()
    assert shelf.get(NOW, "/en/flow/") == copy(text="one")
    assert len(list((shelf.folder / NOW.name).iterdir())) == 1
    assert len(warnings()) == 1


def in_a_process(work) -> int:
    """The number of a process of its own that does the work, and says by its exit whether it came to something."""
    child = os.fork()
    if child == 0:
        code = 3
        with suppress(Exception):
            code = 0 if work() else 1
        os._exit(code)
    return child


forks = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")  # of Python 3.12, with pytest-xdist


@forks
def test_two_processes_that_write_the_same_copy_at_once_leave_a_whole_one_at_every_moment(shelf):
    texts = {text: packed(Made("/en/flow/", DAY, text * 50_000), codings=("identity",)) for text in (b"ab", b"cd", b"ef")}
    shelf.put(NOW, texts[b"ab"])
    writers = [in_a_process(lambda text=text: all(map(shelf.put, [NOW] * 150, [texts[text]] * 150))) for text in (b"cd", b"ef")]
    seen, codes = set(), []
    while writers:
        found = shelf.get(NOW, "/en/flow/")
        assert found is not None, "half a copy, or none"
        seen.add(found.content()[:2])
        for child in list(writers):
            number, status = os.waitpid(child, os.WNOHANG)
            if number:
                writers.remove(child)
                codes.append(os.waitstatus_to_exitcode(status))
    assert codes == [0, 0]
    assert seen <= set(texts)
    assert shelf.get(NOW, "/en/flow/") in (texts[b"cd"], texts[b"ef"])
    assert len(list((shelf.folder / NOW.name).iterdir())) == 1


@forks
def test_a_process_that_may_write_no_more_goes_on_without_keeping_and_leaves_no_half_of_a_file(shelf):
    large = packed(Made("/en/flow/", DAY, bytes(50_000)), codings=("identity",))

    def limited() -> bool:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        return [shelf.put(NOW, large) for _ in range(3)] == [False] * 3 and shelf.put(NOW, copy())

    assert os.waitstatus_to_exitcode(os.waitpid(in_a_process(limited), 0)[1]) == 0
    assert shelf.get(NOW, "/en/flow/") == copy()
    assert len(list((shelf.folder / NOW.name).iterdir())) == 1


# --- bounds ---


def test_files_and_pairs_are_kept_up_to_their_bound_and_pages_beyond_it(shelf, monkeypatch):
    size = copy("/data/0.csv").size
    monkeypatch.setattr(module, "MOST_EXTRA", 12 * size)
    monkeypatch.setattr(module, "COUNTED", 0)  # counted anew each time
    kept = [shelf.put(NOW, copy(f"/data/{number}.csv"), extra=True) for number in range(20)]
    assert 1 <= sum(kept) <= 12
    assert kept == sorted(kept, reverse=True)
    assert shelf.used(NOW) <= 12 * size
    assert all(shelf.put(NOW, copy(f"/en/{number}/")) for number in range(20))
    assert shelf.put(replace(NOW, version="0000000000000008-0"), copy("/data/1.csv"), extra=True), "each generation has its own"


def test_a_count_of_the_bytes_holds_for_a_moment(shelf):
    assert shelf.used(NOW) == 0
    shelf.put(NOW, copy())
    assert shelf.used(NOW) == 0
    shelf._used.clear()
    assert shelf.used(NOW) > 0
