"""Where things stand: no sideways scroll, no word out of its place, targets that a finger hits, and paper."""

import pytest

from .pages import MISSING, one_kind_each, plain
from .tab import assert_none

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)  # CSS pixels
TARGET = 44
TARGETS = (
    "header .name, summary, .langs a, .crumbs a, .toc a, .groups a, .stops > li > a, .hero, .dates a, ol.six a, a.tel, "
    ".call > a, .pager a, .sos a, footer ul a"
)
LARGE = "html { font-size: 200% !important }"
SPACED = (  # WCAG 2.2, 1.4.12
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    "p, li, dd { margin-block-end: 2em !important }"
)
SHEET = 672  # an A4 sheet less its margins, at 96 pixels an inch


def test_nothing_moves_while_the_page_loads(shown):
    assert_none(shown.shifts)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_makes_the_page_scroll_sideways(shown, width):
    shown.width(width)
    assert_none(shown.run("layout"))


@pytest.mark.parametrize("css", [LARGE, SPACED], ids=["large", "spaced"])
def test_large_or_widely_spaced_text_stays_on_a_narrow_page(shown, css):
    shown.width(min(WIDTHS))
    with shown.style(css):
        assert_none(shown.run("layout"))


def test_words_in_drawings_have_their_place(shown):
    assert_none(shown.run("drawings"))
    with shown.style(SPACED):
        assert_none(wrong for wrong in shown.run("drawings") if "outside the picture" in wrong)


def test_a_finger_hits_every_link_that_leads_on(shown):
    assert shown.page.locator(TARGETS).count()
    assert_none(shown.run("targets", {"selector": TARGETS, "least": TARGET}))


def test_paper_shows_the_text_and_where_it_comes_from_but_no_navigation(shown, site):
    shown.media("print")
    shown.width(SHEET)
    assert shown.visible("h1")
    assert_none(shown.visible("nav, details, .skip"))
    assert_none(shown.run("layout"))
    if not shown.path.endswith(MISSING):
        line = shown.page.locator(".sheet")
        assert line.is_visible()
        assert shown.page.locator("header .name").inner_text() in line.inner_text()
        assert site + plain(shown.path) in line.inner_text()


@one_kind_each(["help", "flow", "home", "residents", "how-it-works", "changes-2027"])
def test_a_page_becomes_a_sheet_of_paper(tab, path):
    tab.open(path)
    paper = tab.page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF-")
    assert len(paper) > 10_000


def test_the_checks_see_what_is_out_of_place(tab):
    tab.open("/en/stages/")
    assert not tab.run("shifts")
    with tab.style("h1 { inline-size: 3rem; white-space: nowrap } .sos h2 { margin-inline-start: 50rem }"):
        found = "\n".join(tab.run("layout"))
        assert "the page is " in found
        assert "is outside the window" in found
        assert "h1" in found
    assert tab.run("targets", {"selector": "h1, .name", "least": 200})
    with tab.style(".draw path { stroke-width: 40px }"):
        assert "through it" in "\n".join(tab.run("drawings"))
    tab.page.evaluate("document.body.prepend(Object.assign(document.createElement('p'), { style: 'block-size: 200px' }))")
    assert tab.run("shifts")


def test_the_checks_see_words_that_are_too_large_for_their_drawing(tab):
    tab.open("/en/how-it-works/")
    assert not tab.run("drawings")
    with tab.style("svg.draw text { font-size: 27px }"):
        found = "\n".join(tab.run("drawings"))
    assert "is outside its box" in found
    assert "is outside the picture" in found
    assert "stands on" in found
