"""One tab of the browser, used again and again: what it shows, how wide, in which colors, and what it asked for."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

PHONE = 360  # CSS pixels
HEIGHT = 780
SCRIPTS = Path(__file__).parent


def assert_none(found: Iterable[str]) -> None:
    """Fail with what was found, one line each, uncut."""
    lines = list(found)
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


class Tab:
    """A tab. `page` is Playwright's page. Of the page opened last: `path`, `status`, `requests` (addresses), `complaints`
    (of the console), `shifts` (what moved while it loaded, where that was asked)."""

    def __init__(self, page: Page):
        self.page = page
        self.path, self.status = "", 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.shifts: list[str] = []
        page.set_default_timeout(10_000)
        page.on("request", self._asked)
        page.on("console", self._logged)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def reset(self) -> None:
        """An ordinary phone: narrow, light, on the screen."""
        self.width(PHONE)
        self.media()

    def open(self, path: str) -> Response:
        """Load the page of that path. The answer, whatever its status."""
        self.requests, self.complaints = [], []
        response = self.page.goto(path, wait_until="load")
        self.path, self.status = path, response.status
        return response

    def width(self, pixels: int) -> None:
        """Make the tab so wide."""
        if self.page.viewport_size != {"width": pixels, "height": HEIGHT}:
            self.page.set_viewport_size({"width": pixels, "height": HEIGHT})

    def media(self, medium: str = "screen", scheme: str = "light") -> None:
        """Show the page on the screen or as for print, in light or dark colors."""
        self.page.emulate_media(media=medium, color_scheme=scheme)

    def run(self, script: str, value: Any = None) -> Any:
        """What the function in the file of that name beside this one returns for the value."""
        return self.page.evaluate((SCRIPTS / f"{script}.js").read_text(encoding="utf-8"), value)

    @contextmanager
    def style(self, css: str) -> Iterator[None]:
        """The page with CSS of a reader's own, which the policy of the page does not concern."""
        self.page.evaluate(
            "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own] }", css
        )
        try:
            yield
        finally:
            self.page.evaluate("document.adoptedStyleSheets = []")

    def language(self) -> str:
        """The language that the page says it is in."""
        return self.page.locator("html").get_attribute("lang")

    def addresses(self, selector: str) -> list[str]:
        """Where the links with that selector lead, as the page writes it, in its order."""
        return self.page.locator(selector).evaluate_all("links => links.map(link => link.getAttribute('href'))")

    def visible(self, selector: str) -> list[str]:
        """The first tag of each element with that selector that can be seen."""
        script = "found => found.filter(one => one.checkVisibility()).map(one => one.cloneNode(false).outerHTML)"
        return self.page.locator(selector).evaluate_all(script)
