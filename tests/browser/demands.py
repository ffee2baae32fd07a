"""What these tests need beside Python, and what happens without: a skip that nobody overlooks, or on demand a failure."""

import os
from typing import NoReturn

import pytest

MISSED: list[str] = []  # said again, loudly, at the end


def missing(message: str, demand: str) -> NoReturn:
    """Skip what cannot be tested here; fail instead where the environment variable `demand` is 1."""
    if message not in MISSED:
        MISSED.append(message)
    if os.environ.get(demand) == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
