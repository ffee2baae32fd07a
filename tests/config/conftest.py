"""The whole site with the store in front, an hour before midnight in Japan."""

import pytest
from fronts import assembled

from delivery import front as module


@pytest.fixture
def front(tmp_path, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["localhost"]
    monkeypatch.setattr(module, "seconds_left", lambda day: 3600)
    with assembled(tmp_path / "pages") as found:
        yield found
