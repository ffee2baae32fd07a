"""What the tests of this room share."""

import pytest
from history_forms import browser_of
from releases import Fixtures, parse_once

from stats.models import Edition


@pytest.fixture
def release(tmp_path, monkeypatch):
    parse_once(monkeypatch)
    return Fixtures(tmp_path / "fixtures")


@pytest.fixture
def first(django_user_model):
    """The browser of one editor."""
    return browser_of(django_user_model.objects.create_superuser("first", password="x"))


@pytest.fixture
def second(django_user_model):
    """The browser of another editor."""
    return browser_of(django_user_model.objects.create_superuser("second", password="x"))


@pytest.fixture
def edition():
    """The newest December edition of the trainees."""
    return Edition.objects.filter(table__key="trainees", as_of__month=12).order_by("-as_of").first()


@pytest.fixture
def editor(editor_browser, django_user_model):
    """Who is logged in there."""
    return django_user_model.objects.get(username="editor")
