"""The whole site, read once for all tests of its laws."""

from dataclasses import dataclass

import pytest
from django.test import Client
from still_day import DAY

from delivery import page
from guide.addresses import public_addresses


@dataclass(frozen=True)
class Answer:
    """What one public address answers."""

    status: int
    html: str
    headers: dict[str, str]
    cookies: bool


def pytest_collection_modifyitems(items):
    """What reads the whole site stands with one worker, so that it is read once."""
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("site"))


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker) -> dict[str, Answer]:
    """Every public address with its answer, on the still day."""
    client, answers, clock = Client(SERVER_NAME="localhost"), {}, page.today
    page.today = lambda: DAY
    try:
        with django_db_blocker.unblock():
            for path in public_addresses():
                response = client.get(path)
                answers[path] = Answer(
                    response.status_code, response.content.decode(), dict(response.headers), bool(response.cookies)
                )
    finally:
        page.today = clock
    return answers
