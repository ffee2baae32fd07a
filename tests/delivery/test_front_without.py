"""What the front answers while the database does not."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from asking import SECURITY, ask
from still_day import DAY
from tiny_store import FLOW, RELEASE

from delivery import front as module
from delivery import reading
from delivery.store import Generation


def test_an_old_page_may_be_kept_for_seconds_and_is_served_as_a_page(front, world, tiny, monkeypatch):
    fresh = ask(front, FLOW)
    world.go(tiny)
    monkeypatch.setattr(reading, "today", lambda: DAY + timedelta(1))
    monkeypatch.setattr(module, "seconds_left", lambda day: 3600 if day > DAY else 0)
    old = ask(front, FLOW)
    assert (old.status, old.body, old.headers["ETag"]) == (200, fresh.body, fresh.headers["ETag"])
    assert old.headers["Cache-Control"] == "public, max-age=0, s-maxage=0, stale-while-revalidate=0, stale-if-error=86400"
    assert ask(front, FLOW, if_none_match=fresh.headers["ETag"]).status == 304


def test_an_old_page_of_today_may_be_kept_for_ten_seconds(front, world, tiny):
    ask(front, FLOW)
    world.change(tiny)
    world.go(tiny)
    told = ask(front, FLOW).headers["Cache-Control"]
    assert told == "public, max-age=10, s-maxage=10, stale-while-revalidate=0, stale-if-error=86400"


def test_another_view_of_a_page_leads_to_the_page_for_now_and_what_is_left_is_for_django(front, world, tiny, behind):
    world.go(tiny)
    told = ask(front, "/en/flow/with/ja/")
    assert (told.status, told.headers["Location"], told.body) == (302, FLOW, b"")
    assert told.headers["Cache-Control"] == "no-store"
    assert set(told.headers) >= set(SECURITY)
    assert not behind.asked
    assert ask(front, FLOW).body == b"behind"


def test_whether_the_process_lives_is_no_matter_of_the_database(front, world, tiny):
    for step in (lambda: None, lambda: world.go(tiny)):
        step()
        told = ask(front, "/livez")
        assert (told.status, told.body, told.headers["Cache-Control"]) == (200, b"live\n", "no-store")


def test_it_is_ready_with_a_database_or_with_all_pages(front, world, tiny):
    assert (ask(front, "/readyz").status, ask(front, "/readyz").body) == (200, b"ready\n")
    ask(front, FLOW)
    world.go(tiny)
    told = ask(front, "/readyz")
    assert (told.status, told.body) == (503, b"not ready: the database does not answer\n")
    for days in (2, 1):
        yesterday = Generation(DAY - timedelta(days), "0000000000000001-0", RELEASE)
        tiny.shelf.put(yesterday, tiny.find(FLOW)[0])
        tiny.shelf.call_whole(yesterday)
    told = ask(front, "/readyz")
    assert (told.status, told.body) == (200, b"ready with pages of 2026-11-22: the database does not answer\n")
    world.come(tiny)
    assert ask(front, "/readyz").body == b"ready\n"


@pytest.mark.parametrize("strange", ["\r\nSet-Cookie: x=y", "ä", "<b>", "%", "日本"])
def test_the_address_of_the_page_is_quoted_whatever_stands_in_it(front, world, tiny, strange):
    world.go(tiny)
    told = ask(front, f"/en/{strange}/with/ja/")
    assert told.status == 302
    assert re.fullmatch(r"/en/[A-Za-z0-9%]+/", told.headers["Location"].replace("-", ""))
    assert unquote(told.headers["Location"]) == f"/en/{strange}/"
