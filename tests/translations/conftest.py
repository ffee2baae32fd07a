"""What the tests of this room share."""

import pytest
from releases import Fixtures


@pytest.fixture
def release(tmp_path):
    return Fixtures(tmp_path / "fixtures")
