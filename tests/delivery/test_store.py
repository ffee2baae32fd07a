"""The pages of a process: from memory, from disk or made once; old ones only where there is nothing better."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.http import Http404
from still_day import DAY
from tiny_store import FLOW, RELEASE, asked, store_of, until

from delivery import reading
from delivery.store import Generation
from delivery.store import shelf as shelving
from delivery.store import store as module

# --- where a page comes from ---


def test_a_page_is_made_once_and_then_kept(world, tiny):
    assert asked(world, tiny) == (f"{FLOW} {DAY} 1", "made")
    assert [asked(world, tiny) for _ in range(5)] == [(f"{FLOW} {DAY} 1", "hit")] * 5
    assert world.made == [(FLOW, DAY)]


def test_what_one_process_has_made_another_finds_on_disk_and_does_not_make(world, tiny, tmp_path):
    tiny.find(FLOW)
    other = store_of(world, tmp_path / "pages")
    assert asked(world, other) == (f"{FLOW} {DAY} 1", "hit")
    assert world.made == [(FLOW, DAY)]


def test_a_page_in_memory_needs_neither_disk_nor_database(world, tiny, monkeypatch):
    tiny.find(FLOW)
    for name in ("get", "has", "put", "older", "generations"):
        monkeypatch.setattr(tiny.shelf, name, None)
    world.there = False
    assert asked(world, tiny)[1] == "hit"


def test_many_who_ask_for_one_page_at_once_have_it_made_once(world, tiny):
    world.wait = Event()
    with ThreadPoolExecutor(8) as readers:
        found = [readers.submit(tiny.find, FLOW) for _ in range(8)]
        assert until(lambda: world.made)
        world.wait.set()
        assert {world.text(one.result()[0]) for one in found} == {f"{FLOW} {DAY} 1"}
    assert len(world.made) == 1


def test_different_pages_are_made_side_by_side(world, tiny):
    world.wait = Event()
    with ThreadPoolExecutor(3) as readers:
        found = [readers.submit(tiny.find, f"/en/{number}/") for number in range(3)]
        assert until(lambda: len(world.made) == 3), "one waits for the other"
        world.wait.set()
        assert [one.result()[1] for one in found] == ["made"] * 3


def test_an_address_that_is_none_is_not_kept_and_is_told_to_everybody(world, tiny):
    for _ in range(2):
        with pytest.raises(Http404):
            tiny.find("/en/lost/")
    assert not tiny._memory
    assert not tiny._making
    assert not tiny.shelf.generations()


def test_a_mistake_of_ours_reaches_everybody_and_is_forgotten(world, tiny, monkeypatch):
    monkeypatch.setattr(tiny, "make", lambda path, day: 1 / 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            tiny.find(FLOW)
    monkeypatch.setattr(tiny, "make", world.make)
    assert asked(world, tiny)[1] == "made"


# --- what is new ---


def test_a_change_of_the_content_a_day_and_a_release_each_make_a_new_page(world, tiny, monkeypatch, tmp_path):
    tiny.find(FLOW)
    world.change(tiny)
    assert asked(world, tiny) == (f"{FLOW} {DAY} 2", "made")
    monkeypatch.setattr(reading, "today", lambda: DAY + timedelta(1))
    assert asked(world, tiny) == (f"{FLOW} {DAY + timedelta(1)} 2", "made")
    other = store_of(world, tmp_path / "pages", release="f" * 12)
    assert asked(world, other)[1] == "made"
    assert len(world.made) == 4


def test_a_page_that_was_made_of_newer_content_than_was_asked_for_is_kept_under_its_own(world, tiny):
    world.number += 1  # and the watch has not heard of it yet
    assert asked(world, tiny) == (f"{FLOW} {DAY} 2", "made")
    assert not tiny.shelf.has(Generation(DAY, "0000000000000001-0", RELEASE), FLOW)
    tiny.watch.learn()
    assert asked(world, tiny) == (f"{FLOW} {DAY} 2", "hit")


def test_a_copy_that_has_become_smaller_is_taken_after_a_while(world, tiny, monkeypatch):
    tiny.find(FLOW)
    now = tiny.shelf.generations()[0]
    tiny.shelf.put(now, module.packed(world.make(FLOW, DAY), slow=True))
    assert not tiny.find(FLOW)[0].final
    monkeypatch.setattr(module, "LOOK_AGAIN", 0)
    assert tiny.find(FLOW)[0].final
    monkeypatch.setattr(tiny.shelf, "get", None)
    assert tiny.find(FLOW)[0].final, "what cannot become smaller is looked up again"


def test_a_page_is_not_made_again_where_nothing_can_be_kept_on_disk(world, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("in the way")
    tiny = store_of(world, tmp_path / "file" / "pages")
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr(module, "LOOK_AGAIN", 0)
    assert asked(world, tiny)[1] == "made"
    assert [asked(world, tiny)[1] for _ in range(3)] == ["hit"] * 3
    for number in range(5):
        assert asked(world, tiny, f"/en/{number}/")[1] == "made"
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("damage", [b"", b"foreign", b"1 " + b"0" * 64 + b"\n{}\n"])
def test_a_damaged_copy_on_disk_is_made_anew(world, tiny, damage, tmp_path):
    tiny.find(FLOW)
    tiny.shelf.place(tiny.shelf.generations()[0], FLOW).write_bytes(damage)
    assert asked(world, store_of(world, tmp_path / "pages"))[1] == "made"
    assert asked(world, store_of(world, tmp_path / "pages"))[1] == "hit"


# --- bounds ---


def test_memory_is_bounded_and_the_longest_kept_goes_first(world, tiny, monkeypatch):
    size = tiny.find("/en/0/")[0].size
    monkeypatch.setattr(module, "MEMORY", 5 * size + size // 2)
    for number in range(1, 50):
        tiny.find(f"/en/{number}/")
        assert tiny._size == sum(kept.copy.size for kept in tiny._memory.values()) <= module.MEMORY
    assert list(tiny._memory) == [f"/en/{number}/" for number in range(45, 50)]
    world.change(tiny)
    tiny.find(FLOW)
    assert list(tiny._memory) == [*(f"/en/{number}/" for number in range(46, 50)), FLOW]
    assert tiny._size == sum(kept.copy.size for kept in tiny._memory.values()) <= module.MEMORY


def test_extras_have_a_bound_on_disk_and_are_made_for_each_process_beyond_it(world, tiny, monkeypatch, tmp_path):
    monkeypatch.setattr(shelving, "MOST_EXTRA", 0)
    assert asked(world, tiny, "/en/extra/")[1] == "made"
    assert asked(world, tiny, "/en/extra/")[1] == "hit"
    assert asked(world, store_of(world, tmp_path / "pages"), "/en/extra/")[1] == "made"
    assert asked(world, tiny, FLOW)[1] == "made"
    assert asked(world, store_of(world, tmp_path / "pages"), FLOW)[1] == "hit"


def test_a_process_that_was_forked_begins_anew(world, tiny, monkeypatch):
    tiny.find(FLOW)
    makers, started = tiny._makers, []
    monkeypatch.setattr(tiny.watch, "start", lambda: started.append(1))
    monkeypatch.setattr(module.os, "getpid", lambda: 4_000_000)
    tiny.find("/en/help/")
    tiny.find("/en/help/")
    assert tiny._makers is not makers
    assert started == [1]
