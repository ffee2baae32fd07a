"""No letter of any language is drawn as an empty box: the browser is asked which font it used for each."""

import re

import pytest

from .tab import Tab, assert_none

pytestmark = pytest.mark.browser

HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
NOT_JAPANESE = re.compile(r"\b(SC|TC|HK|KR)\b")


@pytest.fixture(scope="session")
def known() -> dict[str, set[str]]:
    """The letters that are good already, by font and language: most of a page's letters stood on the one before."""
    return {}


def fonts(tab: Tab) -> list[set[str]]:
    """The names of the fonts that drew each element of the sheet of letters."""
    protocol = tab.page.context.new_cdp_session(tab.page)
    try:
        protocol.send("DOM.enable")
        protocol.send("CSS.enable")
        root = protocol.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        nodes = protocol.send("DOM.querySelectorAll", {"nodeId": root, "selector": "#letters i"})["nodeIds"]
        answers = [protocol.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in nodes]
    finally:
        protocol.detach()
    return [{font["familyName"] for font in answer} for answer in answers]


def badly_drawn(tab: Tab, known: dict[str, set[str]]) -> list[str]:
    """The letters of the page that no font has, that two fonts must share, or that are Japanese in a Chinese shape."""
    found = []
    for group in tab.run("letters"):
        good = known.setdefault(group["key"], set())
        group["letters"] = [letter for letter in group["letters"] if letter not in good]
        if not group["letters"]:
            continue
        tofu = set(tab.run("tofu", group))
        for letter, names in zip(group["letters"], fonts(tab), strict=True):
            where = f"{letter} {letter.encode('unicode_escape').decode()} in {group['language']}, {group['family']}"
            if letter in tofu:
                found.append(f"{where}: no font has it")
            elif len(names) != 1:
                found.append(f"{where}: drawn by {' and '.join(sorted(names)) or 'no font'}")
            elif group["language"] == "ja" and HAN.match(letter) and any(map(NOT_JAPANESE.search, names)):
                found.append(f"{where}: not in its Japanese shape, {names}")
            else:
                good.add(letter)
    tab.page.evaluate("document.querySelector('#letters')?.remove()")
    return found


def test_every_letter_is_drawn_by_one_font_that_has_it(shown, known):
    assert_none(badly_drawn(shown, known))


@pytest.mark.parametrize("letter", ["\U0010f8ff", "\u1000\u0ccd"], ids=["private", "of-two-scripts"])
def test_a_letter_that_no_font_has_is_found(tab, letter):
    tab.open("/en/about/")
    tab.page.evaluate("letter => { document.querySelector('h1').textContent = letter }", letter)
    found = badly_drawn(tab, {})
    assert len(found) == 1
    assert found[0].startswith(letter)
