"""The whole site, read once for all tests of its laws."""

from dataclasses import dataclass

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from still_day import DAY

from config import addresses
from delivery import page


@dataclass(frozen=True)
class Answer:
    """What one public address answers."""

    status: int
    html: str
    headers: dict[str, str]
    cookies: bool
    queries: int
    while_rendering: tuple[str, ...]  # the SQL that a template ran


@pytest.hookimpl(tryfirst=True)  # xdist reads the marks in the same hook
def pytest_collection_modifyitems(items):
    """What reads the whole site stands with one worker, so that it is read once."""
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("site"))


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker) -> dict[str, Answer]:
    """Every public address with its answer, on the still day."""
    answers, rendered, clock = {}, page.PageResponse.rendered_content, page.today
    while_rendering: list[str] = []

    def watched(self):
        with CaptureQueriesContext(connection) as queries:
            html = rendered.fget(self)
        while_rendering.extend(query["sql"] for query in queries)
        return html

    page.today, page.PageResponse.rendered_content = lambda: DAY, property(watched)
    try:
        with django_db_blocker.unblock():
            for path in addresses.paths_of(addresses.PAGE):
                answers[path] = _answer(path, while_rendering)
    finally:
        page.today, page.PageResponse.rendered_content = clock, rendered
    return answers


def _answer(path: str, while_rendering: list[str]) -> Answer:
    reset_queries()  # the log keeps the last 9,000 only
    while_rendering.clear()
    with CaptureQueriesContext(connection) as queries:
        response = Client(SERVER_NAME="localhost").get(path)
    return Answer(
        response.status_code,
        response.content.decode(),
        dict(response.headers),
        bool(response.cookies),
        len(queries),
        tuple(while_rendering),
    )
