"""Pages made ahead: all of them, by one process, as quickly as may be; and nothing of what a change has overtaken."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from still_day import DAY
from tiny_filler import NOW, PAGES, PATHS, kept, order
from tiny_store import RELEASE, asked, store_of

from delivery import reading
from delivery.copies import Made
from delivery.store import Generation
from delivery.store import shelf as shelving
from delivery.store.filling import BEFORE_MIDNIGHT, Stop
from delivery.store.shelf import ALL

TOMORROW = DAY + timedelta(1)


def fresh(world) -> list[str]:
    """What was made since this was asked last."""
    found = [path for path, _ in world.made]
    world.made.clear()
    return found


def test_all_pages_are_made_once_in_their_order_and_then_packed_as_small_as_can_be(world, filler):
    filler.fill()
    assert fresh(world) == [path for _, path, _ in order()]
    assert filler.shelf.is_whole(NOW)
    assert kept(filler) == {path: "extra" not in path for path in PATHS}
    filler.fill()
    assert fresh(world) == []


def test_a_reader_finds_what_was_made_ahead(world, filler, tmp_path):
    filler.fill()
    fresh(world)
    store = store_of(world, tmp_path / "pages")
    assert {asked(world, store, path)[1] for path in PATHS} == {"hit"}
    assert not fresh(world)


def test_what_readers_had_made_is_not_made_again(world, filler, tmp_path):
    store_of(world, tmp_path / "pages").find("/en/flow/")
    fresh(world)
    filler.fill()
    assert "/en/flow/" not in fresh(world)
    assert kept(filler)["/en/flow/"] is True


def test_a_change_in_the_middle_stops_it_and_the_new_pages_are_made_next(world, filler, monkeypatch):
    make = world.make

    def changing(path, day):
        if path == "/ja/":
            world.number = 2
        return make(path, day)

    filler.make = changing
    with pytest.raises(Stop):
        filler.fill()
    assert not filler.shelf.is_marked(NOW, ALL)
    filler.make = make
    fresh(world)
    filler.fill()
    assert fresh(world) == [path for _, path, _ in order()]
    assert filler.shelf.is_whole(Generation(DAY, "0000000000000002-0", RELEASE))


def test_pages_of_another_content_than_was_begun_with_are_not_kept(world, filler):
    """The change comes between the question and the snapshot."""
    filler.ask = lambda: "0000000000000001-0"
    world.number = 2
    with pytest.raises(Stop):
        filler.fill()
    assert not filler.shelf.generations()


@pytest.mark.parametrize("overtaken", ["day", "over"])
def test_a_new_day_and_the_end_of_the_process_stop_it(world, filler, monkeypatch, overtaken):
    make, days = world.make, [DAY]

    def late(path, day):
        days.append(TOMORROW)
        return make(path, day)

    filler.make = late
    if overtaken == "day":
        monkeypatch.setattr(reading, "today", lambda: days[-1])
    with pytest.raises(Stop):
        filler.fill(lambda: overtaken == "over" and len(days) > 1)
    assert len(fresh(world)) == 2, "all of one batch"


def the_same(path, day) -> Made:
    return Made(path, day, f"{path} is the same on every day".encode() * 50)


def test_the_same_page_of_an_earlier_generation_lends_its_small_bytes(world, filler):
    filler.make = lambda path, day: the_same(path, day) if path.startswith("/ja/") else world.make(path, day)
    filler.fill()
    before = {path: filler.shelf.get(NOW, path) for path in PATHS}
    world.number = 2
    filler._pack_all = lambda generation, check: None
    filler.fill()
    after = Generation(DAY, "0000000000000002-0", RELEASE)
    assert kept(filler, after) == {path: path in ("/ja/", "/ja/flow/") for path in PATHS}
    for path in ("/ja/", "/ja/flow/"):
        assert filler.shelf.get(after, path).packed == before[path].packed
    assert filler.shelf.get(after, "/en/").content() != before["/en/"].content()


def test_what_was_lent_says_its_own_day(filler, monkeypatch):
    filler.make = the_same
    filler.fill()
    monkeypatch.setattr(reading, "today", lambda: TOMORROW)
    filler._pack_all = lambda generation, check: None
    filler.fill()
    copy = filler.shelf.get(Generation(TOMORROW, "0000000000000001-0", RELEASE), "/en/")
    assert (copy.day, copy.final) == (TOMORROW, True)


@pytest.mark.parametrize(("left", "days"), [(BEFORE_MIDNIGHT, 1), (BEFORE_MIDNIGHT - 1, 2), (0, 2)])
def test_the_pages_of_tomorrow_are_made_before_midnight(world, filler, monkeypatch, left, days):
    monkeypatch.setattr(reading, "seconds_left", lambda day: left)
    filler.fill()
    assert {day for _, day in world.made} == {DAY + timedelta(number) for number in range(days)}
    assert [one.day for one in filler.shelf.generations()] == [DAY + timedelta(number) for number in reversed(range(days))]
    for one in filler.shelf.generations():
        assert filler.shelf.is_whole(one)
        assert kept(filler, one)["/en/flow/"] is True
    fresh(world)
    monkeypatch.setattr(reading, "today", lambda: TOMORROW)
    monkeypatch.setattr(reading, "seconds_left", lambda day: 86_400)
    filler.fill()
    assert bool(fresh(world)) is (days == 1)


def test_a_database_that_fails_in_the_middle_is_no_end(world, filler, monkeypatch):
    make, asked_for = world.make, []

    def failing(path, day):
        asked_for.append(path)
        if len(asked_for) == 3:
            raise OperationalError("gone")
        return make(path, day)

    filler.make = failing
    with pytest.raises(OperationalError):
        filler.fill()
    assert not filler.shelf.is_whole(NOW)
    assert set(kept(filler)) == {"/en/", "/en/flow/"}
    filler.fill()
    assert filler.shelf.is_whole(NOW)
    assert set(kept(filler)) == PATHS
    assert sorted(asked_for) == sorted([*PATHS, "/ja/"]), "what was there was made again"


def test_what_is_made_and_packed_is_not_read_again(world, filler):
    assert filler.fill()
    filler.order = lambda: pytest.fail("all was done")
    assert filler.fill()


def test_an_address_without_a_page_is_passed_over(world, filler):
    filler.order = lambda: [("en", "/en/lost/", True), ("en", "/en/", False)]
    filler.fill()
    assert filler.shelf.is_whole(NOW)
    assert set(kept(filler)) == {"/en/"}


def test_files_beyond_their_bound_are_no_reason_to_begin_anew(world, filler, monkeypatch):
    monkeypatch.setattr(shelving, "MOST_EXTRA", 0)
    filler.fill()
    assert filler.shelf.is_whole(NOW)
    assert set(kept(filler)) == {path for _, path in PAGES}


def test_where_pages_cannot_be_kept_nothing_is_called_whole(world, filler, monkeypatch):
    put = filler.shelf.put
    filler.shelf.put = lambda generation, copy, **more: copy.path != "/ja/" and put(generation, copy, **more)
    assert not filler.fill()
    assert not filler.shelf.is_whole(NOW)


def test_what_nobody_will_ask_for_is_dropped(world, filler):
    for number in range(2, 8):
        world.number = number
        filler.fill()
    assert [one.version for one in filler.shelf.generations()] == [f"{number:016}-0" for number in (7, 6, 5)]
