"""The list of all addresses is what readers can reach by links, no more and no less."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from demands import missing
from django.conf import settings
from still_day import DAY

from config import addresses
from config.addresses import FILE, MACHINE, PAGE, PAIR, PICTURE, VIEW, instead, is_extra, may_be_public, paths_of, public
from config.languages import by_code, live
from config.making import made
from delivery.snapshot import snapshot
from guide.models import Page

pytestmark = [pytest.mark.django_db, pytest.mark.letters, pytest.mark.xdist_group("addresses")]  # crawled once
THE_CHANGE = date(2027, 4, 1)
TWO = (by_code("en"), by_code("my"))
WITHOUT_A_PAGE = re.compile(r"/|/go/.*|/static/.*|/favicon\.ico")
LINK = re.compile(r'(?:href|src|srcset|poster)="([^"]*)"')


@pytest.fixture(scope="module")
def crawled(django_db_setup, django_db_blocker) -> dict[str, set[str]]:
    """What two languages lead to from their first pages, without pictures and other languages, and where each leads to."""
    with django_db_blocker.unblock(), snapshot():
        return dict(crawl(["/en/", "/my/", *addresses.MACHINES]))


def crawl(starts: list[str]) -> Iterator[tuple[str, set[str]]]:
    waiting, seen = list(starts), set(starts)
    while waiting:
        path = waiting.pop()
        page = made(path, DAY)
        found = set(links(page.content.decode())) if page.kind.startswith("text/html") else set()
        yield path, found
        ours = [link for link in found - seen if goes_on(link)]
        seen.update(ours)
        waiting += sorted(ours)


def links(html: str) -> Iterator[str]:
    """The addresses within the site that a page names, without what follows # or ?."""
    for link in LINK.findall(html):
        path = re.sub(r"^http://localhost:\d+(?=/)", "", link).partition("#")[0].partition("?")[0]
        if path.startswith("/") and not path.startswith("//"):
            yield path


def goes_on(path: str) -> bool:
    """Whether it is of our two languages; of a pair, whether one stands beside the other."""
    if path.startswith("/data/"):
        return not path.endswith(".png") and bool(re.search(r"/(?:en|my)(?:-years[^/]*)?\.", path))
    first = path[1:].partition("/")[0]
    return first in ("en", "my") and "/with/" not in path


def listed(*kinds: str) -> set[str]:
    return set(paths_of(*kinds))


def test_every_link_of_every_page_leads_to_an_address_of_the_list(crawled):
    known = listed()
    assert not {link for found in crawled.values() for link in found if link not in known and not WITHOUT_A_PAGE.fullmatch(link)}


def test_every_address_of_the_list_is_reached_by_links_and_there_is_a_page(crawled):
    """The crawl would have met Http404. What only the new program's trainees need is linked when there are any."""
    ours = {address.path for address in public(PAGE, VIEW, FILE, languages=TWO)} | listed(MACHINE)
    later = {link for language in TWO for link in links(made(f"/{language.code}/check/", THE_CHANGE).content.decode())}
    assert set(crawled) <= ours
    assert ours - set(crawled) <= later
    assert {path for path in ours - set(crawled) if "/check/" not in path} == set()


def test_every_pair_of_the_list_is_linked(crawled):
    ours = {address.path for address in public(PAIR, languages=TWO) if instead(address.path) in crawled}
    assert len(ours) > 100
    assert ours - {link for found in crawled.values() for link in found} == set()


def test_every_picture_of_the_list_is_linked(crawled):
    ours = {address.path for address in public(PICTURE, languages=TWO)}
    assert len(ours) > 100
    linked = {link for found in crawled.values() for link in found}
    if not any(link.endswith(".png") for link in linked):
        missing("AS PNG, LINKS: no fonts for charts in " + " or ".join(map(str, settings.CHART_FONT_FOLDERS)), "DEMAND_FONTS")
    assert ours - linked == set()


@pytest.mark.parametrize("place", [0, 1, -1])
def test_a_pair_of_another_order_is_there(place):
    path = [path for path in paths_of(PAIR) if "/by-" in path][place]
    assert made(path, DAY).content.count(b"<h1") == 1


def test_no_address_is_there_twice_and_each_is_of_its_language():
    every = list(public())
    assert len({address.path for address in every}) == len(every)
    for address in every:
        assert re.fullmatch(r"/[a-z0-9./-]+", address.path), address
        if address.kind == MACHINE:
            assert address.language is None
        elif address.kind in (FILE, PICTURE):
            assert re.search(rf"/{address.language.code}[.-]", address.path), address
        else:
            assert address.path.startswith(f"/{address.language.code}/"), address
    assert {address.kind for address in every} == set(addresses.KINDS)


def test_some_kinds_are_what_all_have_of_these_kinds():
    every = list(public())
    for kind in addresses.KINDS:
        assert list(public(kind)) == [address for address in every if address.kind == kind]
    assert list(public(PAGE, FILE)) == [address for address in every if address.kind in (PAGE, FILE)]
    assert list(paths_of(VIEW, PAIR)) == [address.path for address in public(VIEW, PAIR)]


def test_some_languages_are_what_all_have_of_these_languages():
    every, codes = list(public()), {language.code for language in TWO}
    assert set(public(languages=TWO)) <= set(every)
    ours = [address for address in every if address.language in TWO and address.kind != PAIR]
    assert [address for address in public(languages=TWO) if address.kind not in (PAIR, MACHINE)] == ours
    pairs = [address.path for address in public(PAIR, languages=TWO)]
    assert len(pairs) == len(set(pairs)) == len(list(public(PAGE, VIEW, languages=TWO)))
    assert all({path.split("/")[1], path.split("/")[-2]} == codes for path in pairs)


def test_every_page_is_there_in_every_language_and_beside_every_other():
    pages = list(public(PAGE))
    assert len(pages) % len(live()) == 0
    assert len(pages) >= len(live()) * Page.objects.count()
    assert len(list(public(PAIR))) == (len(pages) + len(list(public(VIEW)))) * (len(live()) - 1)


def test_a_language_that_is_a_draft_has_no_addresses(monkeypatch):
    fewer = [language for language in live() if language.code != "my"]
    monkeypatch.setattr(addresses, "live", lambda: fewer)
    monkeypatch.setattr(addresses, "_first_parts", addresses._first_parts.__wrapped__)  # which keeps what it has found
    assert not [path for path in paths_of() if re.match("/my/", path) or re.search("/(with/my/|my[.-])", path)]
    assert not may_be_public("/my/flow/")


# --- quick answers about a path ---


def test_every_address_may_be_public_and_is_of_the_sort_that_its_kind_says():
    for address in public():
        assert may_be_public(address.path), address
        assert is_extra(address.path) is (address.kind not in (PAGE, MACHINE)), address
        assert bool(instead(address.path)) is (address.kind in (VIEW, PAIR)), address


def test_what_is_shown_instead_of_another_view_is_its_page():
    pages = listed(PAGE, VIEW)
    for address in public(VIEW, PAIR):
        there = instead(address.path)
        assert there in pages, address
        assert address.path.startswith(there)


@pytest.mark.parametrize(
    "path",
    ["", "/", "/go/flow/", "/admin/", "/admin/login/", "/static/site.css", "/favicon.ico", "/livez", "/EN/", "//en/", "en/flow/", "/robots.txt/", "/xx/", "/en-gb/", "/日本/"],
)  # fmt: skip
def test_what_can_be_no_page_is_known_at_once(path):
    assert not may_be_public(path)
    assert not instead(path)


@pytest.mark.parametrize(
    "path",
    [
        "/en/with/",
        "/en/with/ja",
        "/with/ja",
        "/en/flow/",
        "/data/residents/2025-12/en.csv",
        "/en/by-/",
        "/en/check/in-japan/no-1/by-limit/",
    ],
)
def test_what_shows_no_page_in_another_way_leads_nowhere(path):
    assert instead(path) == ""
