"""A page is one answer: nothing else is fetched, from anywhere; nothing is kept on the reader's phone; no picture is needed."""

import pytest

from .pages import KINDS, LANGUAGES, MISSING, address, in_each_language
from .tab import assert_none

pytestmark = pytest.mark.browser


def test_nothing_is_fetched_but_the_page(shown, site):
    icons = shown.addresses("link[rel=icon]")
    assert shown.requests[0] == site + shown.path
    assert_none(set(shown.requests[1:]) - {site + icon for icon in icons})


def test_nothing_is_kept(shown):
    assert_none(str(cookie) for cookie in shown.page.context.cookies())
    assert_none(shown.run("stored"))


def test_the_console_is_silent(shown):
    # Of a page that does not exist the browser says so itself.
    assert_none(line for line in shown.complaints if not (shown.path.endswith(MISSING) and "status of 404" in line))


def test_no_picture_and_no_other_file_is_part_of_the_page(shown):
    assert_none(shown.run("files"))


@in_each_language
def test_without_pictures_and_looks_the_page_says_the_same(tab, language):
    """Nothing but the answer itself gets through, and no CSS: the words stay, in an order that makes sense."""
    tab.open(address(language, KINDS["help"]))
    words = tab.page.locator("main").text_content()
    tab.page.route("**/*", lambda route: route.continue_() if route.request.is_navigation_request() else route.abort())
    try:
        tab.open(address(language, KINDS["help"]))
        assert tab.page.locator("main").text_content() == words
    finally:
        tab.page.unroute_all()
    tab.page.evaluate("document.querySelectorAll('style').forEach((style) => style.remove())")
    places = tab.page.locator("h1, #level-danger, #level-otit, .sos")
    order = places.evaluate_all("found => found.map((one) => one.getBoundingClientRect().top)")
    assert order == sorted(order)
    assert all(place.is_visible() for place in tab.page.locator("h1, #level-danger a.tel, nav.langs > ul a").all())


def test_the_bare_address_leads_to_a_language_and_keeps_nothing(tab, site):
    tab.open("/")
    assert tab.page.url in {site + address(language, "") for language in LANGUAGES}
    assert not tab.page.context.cookies()


def test_the_checks_see_what_is_fetched_and_kept(tab, site):
    tab.open("/en/about/")
    try:
        tab.page.evaluate("document.cookie = 'seen=1'; localStorage.seen = 1; console.error('oh')")
        tab.page.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.invalid/one.png' }))")
        assert tab.page.context.cookies()
        assert tab.run("stored") == ["seen"]
        assert "oh" in tab.complaints
        assert "http://elsewhere.invalid/one.png" in tab.requests
        assert tab.run("files")
    finally:
        tab.page.context.clear_cookies()
        tab.page.evaluate("localStorage.clear()")
