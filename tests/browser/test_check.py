"""A reader abroad finds out which rules apply, with JavaScript off, and sends the result on in another language."""

import pytest

from config.languages import by_code
from guide.rules import TREE

from .tab import Tab, assert_none
from .test_reading import assert_is_read_in, follow, path_of

pytestmark = pytest.mark.browser

CHOICES, ALL = ".choices a", 'main a[href$="/check/all/"]'
KHMER, ENGLISH = by_code("km"), by_code("en")


def choose(tab: Tab, answer: str) -> str:
    """Press the link of an answer; the path to which it leads."""
    return follow(tab, f'.choices a[href$="/{answer}/"]')


def test_a_khmer_reader_abroad_who_does_not_know_of_a_plan_reaches_an_answer_and_changes_to_english_on_the_way(plain):
    plain.open("/km/")
    follow(plain, 'main a[href="/km/check/"]')
    assert_is_read_in(plain, KHMER)
    assert choose(plain, "abroad") == "/km/check/abroad/"
    assert choose(plain, "unknown") == "/km/check/abroad/unknown/"
    plain.page.locator("header details.langs summary").click()
    assert follow(plain, 'header .langs a[hreflang="en"]') == "/en/check/abroad/unknown/"
    assert plain.language() == "en"
    assert choose(plain, "unknown") == "/en/check/abroad/unknown/unknown/"
    assert_is_read_in(plain, ENGLISH)
    assert plain.page.locator(".given li").count() == 3
    assert plain.page.locator("section#ask-plan").count() == 1
    assert plain.page.locator("#ask-sender-plan").is_visible(), "what to ask, and whom"
    assert plain.page.locator("#authorities-decide").is_visible(), "who decides"
    assert plain.page.locator(".src").count() == 1, "on what it rests"


def test_the_result_that_is_sent_to_a_friend_can_be_read_in_the_friends_language(plain):
    plain.open("/en/check/in-japan/no-2/by-limit/")
    plain.page.locator("header details.langs summary").click()
    assert follow(plain, 'header .langs a[hreflang="km"]') == "/km/check/in-japan/no-2/by-limit/"
    assert plain.page.locator("section#stage-2-early").count() == 1


def test_an_answer_can_be_changed(plain):
    plain.open("/km/check/in-japan/no-1/after-limit/")
    assert follow(plain, '.given a[href="/km/check/in-japan/"]') == "/km/check/in-japan/"
    assert plain.page.locator(CHOICES).count() == len(TREE["stage"])


def test_all_questions_can_be_printed_from_every_step(plain):
    for path in ("/km/check/abroad/", "/km/check/abroad/unknown/unknown/"):
        plain.open(path)
        assert follow(plain, ALL) == "/km/check/all/"
    assert plain.page.locator(".pen").count() == len(TREE)


def test_the_sentences_to_show_are_large_enough_to_be_read_from_across_a_table(tab):
    tab.open("/km/help/card/")
    small = tab.page.locator(".card p[lang=ja]").evaluate_all(
        "found => found.filter(one => parseFloat(getComputedStyle(one).fontSize) < 20).map(one => one.textContent)"
    )
    assert_none(small)
    assert tab.page.locator(".card p[lang=ja] ruby").count() > 10


def test_the_way_to_the_questions_leads_from_the_first_page_in_one_step(plain):
    for code in ("km", "ne", "ja-simple"):
        plain.open(f"/{code}/")
        follow(plain, f'main a[href="/{code}/check/"]')
        assert path_of(plain) == f"/{code}/check/"
