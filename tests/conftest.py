"""What all tests share: the seeded site, a day that stands still, no network, and templates that refuse unknown names."""

import os
import socket
from datetime import date

import pytest
from demands import missed
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from hypothesis import settings as hypothesis
from still_day import DAY

from delivery import page, reading

# A busy machine is no failure, no run knows of another, and a change is judged by the same examples each time;
# HYPOTHESIS_SEEK=1 looks for new ones.
hypothesis.register_profile("guide", database=None, deadline=None, derandomize=not os.environ.get("HYPOTHESIS_SEEK"))
hypothesis.load_profile("guide")


def pytest_configure(config):
    """Plain static files, and a loud mark in place of every name that a template cannot find."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.TEMPLATES[1]["OPTIONS"]["string_if_invalid"] = "UNKNOWN-NAME(%s)"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """xdist 3.8 writes the group of a test where pytest 9.2 no longer looks; without it the groups fall apart, silently."""
    for item in items:
        if named := vars(item).get("_nodeid"):
            item._id = type(item.id).parse(named)


def pytest_terminal_summary(terminalreporter):
    """What was not tested must not be overlooked among the dots."""
    for message in missed(terminalreporter.stats.get("skipped", ())):
        terminalreporter.write_sep("!", message, red=True, bold=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test database holds what the fixtures ship; each test's changes are rolled back."""
    with django_db_blocker.unblock():
        call_command("seed", verbosity=0)


@pytest.fixture(autouse=True)
def _still_day(monkeypatch):
    """The clock at the door stands still; whoever asks another clock is found by the tests of the law."""
    monkeypatch.setattr(page, "today", lambda: DAY)
    monkeypatch.setattr(reading, "today", lambda: DAY)
    monkeypatch.setattr(page, "seconds_left", lambda day: 3600)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Only this machine can be reached."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test wants to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def editor_browser(django_user_model):
    """The browser of an editor who has logged in."""
    editor = django_user_model.objects.create_superuser("editor", "editor@example.org", "a long password")
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(editor)
    return browser


@pytest.fixture
def reading_in():
    """Make a Reading by the code of its language and, if need be, the day."""
    from config.languages import by_code
    from delivery.reading import Reading

    def make(code: str, day: date = DAY) -> Reading:
        return Reading(by_code(code), day)

    return make
