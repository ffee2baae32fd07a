"""A person reads the guide with JavaScript off: along the line of pages, to help, into another language, past a wrong address."""

import pytest
from django.utils.translation import gettext, override

from config.languages import Language
from translations.readings import bare

from .pages import LANGUAGES, MISSING, address, in_each_language
from .tab import Tab

pytestmark = pytest.mark.browser

NEXT, PREVIOUS = ".pager [rel=next]", ".pager [rel=prev]"
DETAILS = "header details.langs"
GAPS = (
    "We know of no line in your language.",
    "There is a line in your language. Its number stands on the official page.",
    "We do not know whether there is a line in your language.",
)


def follow(tab: Tab, selector: str, text: str = "") -> str:
    """Click the first link that the reader sees with that selector and words; the path to which it led."""
    with tab.page.expect_response(lambda response: response.request.is_navigation_request()) as answer:
        tab.page.locator(selector).filter(has_text=text, visible=True).first.click()
    tab.page.wait_for_load_state()
    tab.status = answer.value.status
    return path_of(tab)


def path_of(tab: Tab) -> str:
    """The path of the page that the tab shows."""
    return "/" + tab.page.url.partition("#")[0].split("/", 3)[3]


def assert_is_read_in(tab: Tab, language: Language) -> None:
    """The page is there, in that language, with one heading that says something."""
    assert tab.status == 200, tab.page.url
    assert tab.language() == language.code
    headings = tab.page.locator("h1").all_inner_texts()
    assert len(headings) == 1
    assert headings[0].strip()
    assert len(tab.page.locator("main").inner_text()) > 100, tab.page.url


@in_each_language
def test_the_pager_leads_through_every_page_of_the_line(plain, language):
    plain.open(address(language, ""))
    contents = plain.addresses(".groups a")
    visited = [path_of(plain)]
    assert_is_read_in(plain, language)
    assert plain.page.locator(PREVIOUS).count() == 0
    while plain.page.locator(NEXT).count():
        assert len(visited) <= len(contents), "the pager goes in a circle"
        visited.append(follow(plain, NEXT))
        assert_is_read_in(plain, language)
        assert plain.addresses(PREVIOUS) == [visited[-2]]
    assert sorted(visited[1:]) == sorted(contents)


@in_each_language
def test_the_ladder_leads_from_home_to_otit(plain, language):
    plain.open(address(language, ""))
    follow(plain, ".sos a[href$='/help/']")
    assert_is_read_in(plain, language)
    assert plain.page.locator("svg.draw .danger").first.is_visible()
    levels = plain.page.locator("ol.way").first.locator("> li")
    ids = levels.evaluate_all("items => items.map(item => item.id)")
    assert ids[0] == "level-danger"
    assert {"tel:110", "tel:119"} <= set(plain.addresses("#level-danger a.tel"))
    otit = plain.page.locator("#level-otit")
    otit.scroll_into_view_if_needed()
    assert otit.get_by_text("OTIT").first.is_visible()
    with override(language.code):
        gaps = [gettext(words) for words in GAPS]
    told = [words for words in gaps if words in otit.inner_text()]
    lines = plain.addresses("#level-otit .call a")  # a number to call, or where to write in the reader's language
    assert [line for line in lines if line.startswith(("tel:", "https:"))] or told


@in_each_language
@pytest.mark.parametrize("path", ["", "flow/", "statistics/residents/"], ids=["home", "flow", "residents"])
def test_the_language_is_changed_at_the_top_and_at_the_foot_and_the_page_stays(plain, language, path):
    other = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
    everywhere = [address(each, path) for each in LANGUAGES]
    plain.open(address(language, path))
    label = plain.page.locator(f"{DETAILS} summary").inner_text()
    assert all(bare(each.switcher) in label for each in (language, LANGUAGES[0]))
    assert plain.addresses(f"{DETAILS} a") == everywhere
    assert not plain.page.locator(f"{DETAILS} a").first.is_visible()
    plain.page.locator(f"{DETAILS} summary").click()
    assert follow(plain, f"{DETAILS} a", other.endonym) == address(other, path)
    assert_is_read_in(plain, other)

    assert plain.addresses("nav.langs > ul a") == everywhere
    assert follow(plain, "nav.langs > ul a", language.endonym) == address(language, path)
    assert_is_read_in(plain, language)
    current = plain.page.locator("nav.langs [aria-current]")
    assert [text.replace("\n", "")[: len(language.endonym)] for text in current.all_inner_texts()] == [
        language.endonym
    ]  # before a reading


@in_each_language
def test_a_page_is_read_in_two_languages_and_again_in_one(plain, language):
    japanese = next(each for each in LANGUAGES if each.japanese and each != language)
    plain.open(address(language, "flow/"))
    plain.page.locator("nav.langs details summary").click()
    assert follow(plain, "nav.langs details a") == f"/{language.code}/flow/with/{japanese.code}/"
    assert_is_read_in(plain, language)
    columns = plain.page.locator(".pair")
    both = columns.evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll(':scope > div')].map(cell => cell.innerText.trim()))"
    )
    assert all(ours and theirs for ours, theirs in both)
    assert sum(ours != theirs for ours, theirs in both) > 30
    numbers = columns.locator("> b").all_inner_texts()
    assert numbers == [str(number + 1) for number in range(len(numbers))]
    assert plain.page.locator(f".pair > div[lang={japanese.code}]").count() == len(both)
    assert follow(plain, "nav.langs ul a") == address(language, "flow/")


@in_each_language
def test_a_wrong_address_offers_all_languages(plain, language):
    other = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
    assert plain.open(address(language, MISSING)).status == 404
    assert plain.language() == language.code
    assert plain.addresses("main a") == [address(language, "help/"), *(address(each, "") for each in LANGUAGES)]
    assert follow(plain, "main .langs a", other.endonym) == address(other, "")
    assert_is_read_in(plain, other)


def test_a_wrong_address_without_a_language_offers_all_languages(plain):
    assert plain.open("/nowhere/at/all/").status == 404
    assert plain.addresses("main .langs a") == [address(each, "") for each in LANGUAGES]
