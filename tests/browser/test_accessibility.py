"""axe finds nothing wrong: each page in light, one kind for each language in dark and for print; EVERY_PAGE=1: each in dark."""

from importlib.resources import files

import pytest

from .pages import EVERY_PAGE, one_kind_each
from .tab import Tab, assert_none

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark") if EVERY_PAGE else ("light",)


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core; a package for Python brings it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(tab: Tab, axe: str) -> list[str]:
    """What axe finds wrong on the page as it is shown, one line for each element."""
    if not tab.page.evaluate("'axe' in window"):
        tab.page.evaluate(axe)
    return [" ".join(line.split()) for line in tab.run("axe", RULES)]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(shown, axe, scheme):
    shown.media(scheme=scheme)
    assert_none(violations(shown, axe))


@one_kind_each(["help", "flow", "stages", "residents", "changes-2027", "home"])
@pytest.mark.parametrize(("medium", "scheme"), [("screen", "dark"), ("print", "light")], ids=["dark", "print"])
def test_axe_finds_nothing_in_the_dark_and_for_print(tab, axe, path, medium, scheme):
    tab.media(medium, scheme)
    tab.open(path)
    assert_none(violations(tab, axe))


def test_axe_sees_pale_words_and_unnamed_pictures(tab, axe):
    tab.open("/en/help/")
    with tab.style("main p { color: #bbb !important }"):
        tab.page.evaluate("document.querySelector('svg[role=img]').removeAttribute('aria-label')")
        found = violations(tab, axe)
    assert {line.split()[0] for line in found} == {"color-contrast", "svg-img-alt"}
