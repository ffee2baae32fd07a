"""How a page is made without a request: the same as by Django, and nothing for what is no page."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.utils import translation
from still_day import DAY

from config import making
from config.languages import by_code, live
from config.making import as_page, can_be, made, page_at
from delivery import page
from delivery.reading import Reading

pytestmark = pytest.mark.django_db
SOME = (
    "/en/", "/ja/flow/", "/my/statistics/", "/vi/statistics/residents/2025-12/", "/th/check/", "/en/flow/with/ja/", "/ja/with/my/",
    "/data/residents/2025-12/en.csv", "/data/residents/2025-12/ja.xlsx", "/data/residents/2025-12/km.svg", "/robots.txt", "/sitemap.xml",
)  # fmt: skip


@pytest.mark.parametrize("path", SOME)
def test_what_is_made_is_what_django_sends(path):
    found, told = made(path, DAY), Client(SERVER_NAME="localhost").get(path)
    assert told.status_code == 200
    assert found.content == told.content
    assert (found.path, found.day, found.kind) == (path, DAY, told.headers["Content-Type"])
    assert found.language == told.headers.get("Content-Language", "")
    assert bool(found.name) is ("Content-Disposition" in told.headers)


@pytest.mark.parametrize("path", SOME)
def test_what_is_made_twice_is_the_same_bytes_whatever_was_made_between(path):
    first = made(path, DAY)
    made("/ne/help/", DAY + timedelta(200))
    assert made(path, DAY) == first


@pytest.mark.parametrize(
    "path",
    ["", "/", "/go/flow/", "/admin/", "/admin/login/", "/static/site.css", "/favicon.ico", "/nothing", "/xx/", "/en/no-such-page/", "/en/home/", "/en/flow",
     "/en/flow/with/en/", "/en/flow/with/xx/", "/en/flow/with/ja/with/vi/", "/en/check/nowhere/", "/en/statistics/residents/1900-01/", "/data/residents/1900-01/en.csv",
     "/data/residents/2025-12/en.exe", "/日本/", "/en/\x00/"],
)  # fmt: skip
def test_what_is_no_page_is_not_there(path):
    with pytest.raises(Http404):
        made(path, DAY)


def test_a_page_is_made_of_the_day_that_is_asked_for_and_of_no_clock(monkeypatch):
    monkeypatch.setattr(page, "today", None)
    before, after = made("/en/flow/", date(2027, 3, 31)), made("/en/flow/", date(2027, 4, 1))
    assert before.content != after.content
    assert (before.day, after.day) == (date(2027, 3, 31), date(2027, 4, 1))


def test_a_page_leaves_the_language_of_the_process_as_it_was():
    before = translation.get_language()
    for language in live()[:3]:
        assert f'<html lang="{language.code}"'.encode() in made(f"/{language.code}/flow/", DAY).content
        assert translation.get_language() == before


def test_a_page_at_an_address_is_the_one_whose_view_it_is_for_any_reading():
    reading = Reading(by_code("ja"), DAY)
    found = page_at("/ja/flow/", reading)
    assert (found.reading, found.page, found.path) == (reading, "flow", "/ja/flow/")
    assert as_page(found).encode() == made("/ja/flow/", DAY).content


@pytest.mark.parametrize("path", ["/en/flow/with/ja/", "/data/residents/2025-12/en.csv", "/robots.txt", "/", "/nothing/"])
def test_what_is_made_of_two_pages_or_is_no_page_stands_in_no_other_page(path):
    with pytest.raises(Http404):
        page_at(path, Reading(by_code("en"), DAY))


def test_a_frame_is_put_around_a_page_once(monkeypatch):
    found = page_at("/en/flow/", Reading(by_code("en"), DAY))
    monkeypatch.setattr(making, "frame", None)
    assert making.framed(found, "/en/flow/") is found


@pytest.mark.parametrize("path", ["/en/", "/my/flow/", "/en/no-such-page/", "/robots.txt", "/data/residents/2025-12/en.csv"])
def test_where_a_page_can_be_is_known_without_the_database(path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert can_be(path)


@pytest.mark.parametrize("path", ["/en/flow", "/en", "/xx/flow/", "/admin/", "/", "/en/\r\n/", "/data/", "/\x00"])
def test_where_none_can_be_is_known_as_well(path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not can_be(path)
