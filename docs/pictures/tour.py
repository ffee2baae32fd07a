"""The editor's day, screen by screen: what the handbook tells, in its order."""

from collections.abc import Callable
from pathlib import Path

import figures
from playwright.sync_api import Page
from shoot import shoot

EDITORS = ("hanako", "kenji")
WIDTH = 1000
FIGURES = "/admin/figures/"
REASONS = {"en": "Compared with the press release of 24 March.", "ja": "3月24日の報道発表資料と照合しました。"}
HEADING = "#content h1"
ENGLISH = "[name=text_en]"


class Tour:
    """Two editors, each with a tab, and the place where the pictures go."""

    def __init__(self, tabs: dict[str, Page], desk: Page, path: Callable[[str], Path], code: str):
        self.page, self.other = (tabs[name] for name in EDITORS)
        self.desk, self.path, self.code = desk, path, code
        for tab in tabs.values():
            tab.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")

    def take(self, name: str, first: str | None = None, last: str | None = None, height: int = 0) -> None:
        """A picture of what the first editor sees."""
        shoot(self.page, self.desk, self.path(name), first, last, height)

    def press(self, button: str, tab: Page | None = None) -> None:
        """Press a button, and wait for the page that it leads to."""
        tab = tab or self.page
        with tab.expect_navigation(wait_until="load"):
            tab.click(button)

    def upload(self, name: str, data: bytes) -> None:
        """Bring a file in, as far as the screen that answers."""
        self.page.goto(FIGURES)
        self.page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": data})
        source = self.page.locator("[name=source] option", has_text="estat-db").get_attribute("value")
        self.page.select_option("[name=source]", source)
        self.press("form.duties button")

    def figures(self) -> None:
        """The ten minutes twice a year."""
        self.page.goto("/admin/")
        self.take("first", height=420)
        self.page.goto(FIGURES)
        self.take("upload", None, "section.duties:last-of-type table")
        self.upload("trainees-2026-12.csv", figures.wrong())
        self.take("blocked", HEADING, "[name=discard]")
        self.press("[name=discard]")
        official = figures.official({(2025, 12): 1, (2026, 6): 1.01, (2026, 12): 1.02}, {"ネパール": 1.4}, new=12)
        self.upload("FEH_00250012_270325100000.csv", official)
        self.take("labels", HEADING, "[name=discard]")
        self.press("[name=labels]")
        self.take("rehearsal", HEADING, height=640)
        here = self.page.url
        self.page.goto(f"{here}in/{self.code}/")
        self.take("lines", HEADING, height=760)
        self.page.goto(f"{here}page/{self.code}/statistics/trainees/")
        self.take("preview", height=560)
        self.page.goto(here)
        self.page.fill("[name=reason]", REASONS[self.code])
        self.press("[name=publish]")
        self.take("published", height=350)

    def texts(self) -> None:
        """A text that is refused, the list of values, two editors at once, and the history."""
        self.page.goto("/admin/values/")
        self.take("values", height=560)
        form = self.form(self.page)
        self.page.fill(ENGLISH, "On 31 December 2026, the three largest groups were: {trainees.top3}.")
        self.press("[name=_save]")
        self.take("refused", "fieldset.words", height=500)
        self.page.goto(form)
        self.form(self.other)
        self.change(
            self.other, "The largest groups, in this order: {trainees.top3}. [See all the figures](page:statistics/trainees)."
        )
        self.change(
            self.page, "Most come from three countries: {trainees.top3}. [See all the figures](page:statistics/trainees)."
        )
        self.take("two", ".conflict", ".conflict")
        self.page.goto(form.replace("/change/", "/history/"))
        self.take("history", None, ".changes")

    def form(self, tab: Page) -> str:
        """The form of a paragraph that names a value, open; its address."""
        tab.goto("/admin/guide/paragraph/?q=trainees.top3")
        self.press("#result_list tbody th a", tab)
        return tab.url

    def change(self, tab: Page, text: str) -> None:
        """Write another English text and save it."""
        tab.fill(ENGLISH, text)
        self.press("[name=_save]", tab)


def walk(tabs: dict[str, Page], desk: Page, path: Callable[[str], Path], code: str) -> None:
    """All pictures in one language of the admin."""
    tour = Tour(tabs, desk, path, code)
    tour.figures()
    tour.texts()
