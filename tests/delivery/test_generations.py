"""What stands on a shelf beside what, in which order, and what goes."""

import os
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from still_day import DAY

from delivery.copies import Made, packed
from delivery.store import Generation, Shelf

NOW = Generation(DAY, "0000000000000007-0", "0123456789ab")


def copy(text: str = "one"):
    return packed(Made("/en/flow/", DAY, text.encode() * 100, language="en"))


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "pages" / "site")


@given(
    st.dates(date(2020, 1, 1)),
    st.integers(0, 10**10 - 1),
    st.integers(0, 2**52),
    st.text("0123456789abcdef", min_size=12, max_size=12),
)
def test_a_generation_is_found_again_by_the_name_of_its_folder(day, number, moment, release):
    one = Generation(day, f"{moment:016x}-{number}", release)
    assert Generation.named(one.name) == one


@pytest.mark.parametrize(
    "name",
    [
        "",
        "lost+found",
        ".x",
        "2026-11-23",
        "2026-11-23.7-a.b",
        "filling.lock",
        "2026-11-23.0000000000000007-0.0123/..",
        "2026-13-45.0000000000000007-0.0123",
    ],
)
def test_another_folder_is_no_generation(name):
    assert Generation.named(name) is None


def test_what_else_lies_there_is_left_alone(shelf):
    shelf.put(NOW, copy())
    (shelf.folder / "filling.lock").touch()
    (shelf.folder / "2026-13-45.0000000000000007-0.0123").mkdir()
    (shelf.folder / "notes").mkdir()
    assert shelf.generations() == [NOW]
    shelf.clean(NOW)
    assert {entry.name for entry in os.scandir(shelf.folder)} == {
        NOW.name,
        "filling.lock",
        "2026-13-45.0000000000000007-0.0123",
        "notes",
    }


def later(number: int, days: int = 0, release: str = NOW.release) -> Generation:
    return Generation(DAY + timedelta(days), f"{number:016}-0", release)


def test_the_newest_generation_comes_first(shelf):
    all_of_them = [later(9), later(10), later(2, days=1), later(11, days=-1), later(10, release="f" * 12)]
    for one in all_of_them:
        shelf.put(one, copy())
    assert shelf.generations() == [later(2, days=1), later(10, release="f" * 12), later(10), later(9), later(11, days=-1)]


def test_an_older_copy_is_the_newest_that_there_is_and_never_one_of_a_day_to_come(shelf):
    for number, one in enumerate([later(5, days=-2), later(5, days=-1), later(6, days=-1), later(7, days=1)]):
        shelf.put(one, copy(text=str(number)))
    assert shelf.older("/en/flow/", later(7)) == copy(text="2")
    shelf.place(later(6, days=-1), "/en/flow/").write_bytes(b"damaged")
    assert shelf.older("/en/flow/", later(7)) == copy(text="1")
    assert shelf.older("/en/flow/", later(5, days=-2)) is None
    assert shelf.older("/en/help/", later(7)) is None


def test_cleaning_keeps_this_one_what_comes_of_it_and_the_two_newest_before_whole_ones_first(shelf):
    kept = [later(7), later(7, days=1), later(6), later(3)]
    dropped = [later(5), later(4, days=-1), later(6, days=1), later(7, days=1, release="f" * 12), later(2)]
    for one in kept + dropped:
        shelf.put(one, copy())
    for one in (later(3), later(2), later(6)):
        shelf.call_whole(one)
    shelf.clean(later(7))
    assert set(shelf.generations()) == set(kept)


def test_a_generation_is_whole_when_it_was_called_so(shelf):
    shelf.put(NOW, copy())
    assert not shelf.is_whole(NOW)
    shelf.call_whole(NOW)
    assert Shelf(shelf.folder).is_whole(NOW)
    assert not shelf.is_whole(replace(NOW, day=DAY + timedelta(1)))
