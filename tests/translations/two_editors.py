"""What two editors do with the form of one row: open it, send it later, and read what a refused one shows."""

import html
import re

from editor_forms import errors_of, fields_of
from history_forms import form
from snapshots import content

from delivery.models import content_version


def opened(browser, row) -> dict[str, list[str]]:
    return fields_of(browser.get(form(row)).content.decode())


def sent(browser, row, fields: dict, **changes):
    """Send a form that was opened before, with changes; a value of None takes a field away."""
    data = {**fields, **changes, "_save": "Save"}
    return browser.post(form(row), {name: value for name, value in data.items() if value is not None})


def saved(browser, row, fields: dict, **changes) -> None:
    response = sent(browser, row, fields, **changes)
    assert response.status_code == 302, errors_of(response)


def table(response) -> list[tuple[str, str, str, str]]:
    """(field, what I wrote, what is there now, who and when) as the refused form shows it."""
    section = re.search(r'<section class="changes conflict".*?</section>', response.content.decode(), re.S)
    assert section, "no conflict is shown"
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", section[0], re.S)
    cells = [(name, *re.findall(r"<td[^>]*>(.*?)</td>", rest, re.S)) for name, rest in rows]
    return [tuple(html.unescape(re.sub(r"<br>|\s+", " ", cell)) for cell in row) for row in cells]


def refused(response, before: dict, version: int) -> list[tuple[str, str, str, str]]:
    """A form that was not saved: nothing was written. What its table shows."""
    assert response.status_code == 200
    assert "This row is not as it was when you opened it" in html.unescape(response.content.decode())
    assert "Nothing is saved yet" in errors_of(response)
    assert (content(), content_version()) == (before, version)
    return table(response)
