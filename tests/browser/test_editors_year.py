"""An editor with JavaScript off brings new figures in, sees in Burmese what they change, publishes them and takes them back."""

import csv
import io
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import PATIENCE, ROOT

pytestmark = pytest.mark.browser

NAME, PASSWORD = "editor-of-the-year", "a long password for the year"
EDITOR = """
from django.contrib.auth.models import Group, User
user = User.objects.create_user({name!r}, password={password!r}, is_staff=True)
user.groups.add(Group.objects.get(name="Editors"))
"""
TEMPLATE = "/admin/figures/template/trainees/2025-12.csv"
SOURCE = "estat-2025-12-table1"  # from which these figures are already
BURMESE = "/my/statistics/trainees/"
MOVED = 60_000  # so many are counted under Indonesia instead of Vietnam: the total stays, the order of the two does not
REHEARSAL = 40_000  # milliseconds in which all pages are made twice


@pytest.fixture(scope="module")
def _account(site, site_environment) -> None:
    """A member of the group of editors, made as an administrator does it on the server."""
    code = EDITOR.format(name=NAME, password=PASSWORD)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    made = subprocess.run(command, cwd=ROOT, env=site_environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert made.returncode == 0, made.stderr


@pytest.fixture
def editor(browser, site, _account) -> Iterator[Page]:
    """A tab of the editor's browser, logged in."""
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="en-US")
    context.set_default_timeout(REHEARSAL)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.goto("/admin/figures/")
    page.fill("#id_username", NAME)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    expect(page).to_have_url(f"{site}/admin/figures/")
    yield page
    context.close()
    assert complaints == [], "the policy of the admin forbids what its pages need"


@pytest.fixture
def read(browser: Browser, site: str):
    """Read the Burmese page as somebody whose browser has kept nothing: its sentences, and all of it."""

    def fresh() -> tuple[list[str], str]:
        context = browser.new_context(base_url=site, java_script_enabled=False)
        page = context.new_page()
        assert page.goto(BURMESE).status == 200
        found = texts(page, "#figures > p"), page.content()
        context.close()
        return found

    return fresh


def texts(where: Page | Locator, selector: str) -> list[str]:
    """What the elements say, each on one line."""
    return [" ".join(text.split()) for text in where.locator(selector).all_inner_texts()]


def body(table: Locator) -> list[list[str]]:
    """The rows of the body of a table, cell by cell; a cell may hold a table of its own."""
    return [texts(row, ":scope > th, :scope > td") for row in table.locator(":scope > tbody > tr").all()]


def corrected(template: bytes) -> tuple[bytes, dict[str, tuple[int, int]]]:
    """The template, which holds what is public, with two figures changed: the file, and by country old and new."""
    rows = list(csv.reader(io.StringIO(template.decode("utf-8-sig"))))
    moved = {"vn": -MOVED, "id": MOVED}
    changed = {key: (int(value), int(value) + moved[key]) for key, _, value in rows[3:] if key in moved}
    out = io.StringIO()
    csv.writer(out).writerows([[*row[:2], changed[row[0]][1]] if row[0] in changed else row for row in rows])
    return out.getvalue().encode("utf-8-sig"), changed


def test_figures_go_all_the_way_from_a_file_to_a_burmese_reader_and_back(editor, read):
    old, old_page = read()
    changed = upload(editor)
    assert_differences(editor, changed)
    rehearsed = burmese_rehearsal(editor)
    assert read() == (old, old_page), "a draft is nobody's business but the editors'"

    press(editor, "publish", "The figures are public.")
    new, new_page = changed_within(10, read, old_page)
    differing = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
    assert differing == [line for line in rehearsed if line[0] in old], "readers see what the rehearsal showed"
    (was, now), (vietnam, indonesia) = differing[0], (f"{changed['vn'][0]:,}", f"{changed['id'][1]:,}")
    assert (vietnam in was, indonesia in was, vietnam in now, indonesia in now) == (True, False, False, True)

    press(editor, "withdraw", "The figures are taken back. Everything is as it was before.")
    assert changed_within(10, read, new_page) == (old, old_page)


def changed_within(seconds: float, read, before: str) -> tuple[list[str], str]:
    """What a reader sees once the page is not as before, or when the time is over in which every process must have learned of it."""
    end = time.monotonic() + seconds
    while (found := read())[1] == before and time.monotonic() < end:
        time.sleep(0.1)
    return found


def upload(editor: Page) -> dict[str, tuple[int, int]]:
    """Bring the corrected template in; what it changes, by country."""
    template = editor.context.request.get(TEMPLATE)
    assert template.ok
    data, changed = corrected(template.body())
    editor.set_input_files("#id_file", {"name": "trainees-2025-12.csv", "mimeType": "text/csv", "buffer": data})
    editor.select_option("#id_source", editor.locator("#id_source option", has_text=SOURCE).get_attribute("value"))
    editor.get_by_role("button", name="Read the file").click()
    expect(editor.get_by_role("heading", name="What readers would see")).to_be_visible(timeout=REHEARSAL)
    return changed


def assert_differences(editor: Page, changed: dict[str, tuple[int, int]]) -> None:
    """The screen before publication tells both figures, old and new, and nothing that is not allowed."""
    assert editor.locator(".errornote").count() == 0
    section = editor.locator("section", has=editor.get_by_role("heading", name="What changes in the figures (2)"))
    rows = body(section.locator("table"))
    assert {row[1].split()[-1].lower(): tuple(row[2:]) for row in rows} == {
        country: (f"{old:,}", f"{new:,}", f"{new - old:+,}") for country, (old, new) in changed.items()
    }
    assert {row[0] for row in rows} == {"Technical intern trainees by nationality 2025-12"}


def burmese_rehearsal(editor: Page) -> list[tuple[str, str]]:
    """Every line of the Burmese page of trainees that would change, old and new, in a second tab of the editor's."""
    second = editor.context.new_page()
    second.goto(editor.locator("p a[lang=my]").get_attribute("href"))
    rows = body(second.locator(f"h3:has(a[href$='/page{BURMESE}']) + table.rehearsal[lang=my]"))
    second.close()
    assert rows
    return [(old, new) for old, new in rows]


def press(editor: Page, name: str, answer: str) -> None:
    """Press the button of that name, with a reason if one is asked for; the editor is told that it is done."""
    reason = editor.locator("#reason")
    if reason.count():
        reason.fill("Counted anew by the ministry.")
    editor.locator(f"button[name={name}]").click()
    expect(editor.locator(".messagelist .success")).to_have_text(answer)
