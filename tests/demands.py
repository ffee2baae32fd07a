"""What tests need beside Python, and what happens without: a skip that nobody overlooks, or on demand a failure."""

import os
from collections.abc import Iterable
from typing import NoReturn

import pytest

LOUD = "NOT TESTED"  # how the reason of such a skip begins


def missing(message: str, demand: str) -> NoReturn:
    """Skip what cannot be tested here; fail instead where the environment variable `demand` is 1."""
    message = f"{LOUD} {message}"
    if os.environ.get(demand) == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def missed(skipped: Iterable[pytest.TestReport]) -> list[str]:
    """What these reports say was not tested, each once: the reports of all workers, where several ran."""
    reasons = (report.longrepr[2].removeprefix("Skipped: ") for report in skipped if isinstance(report.longrepr, tuple))
    return list(dict.fromkeys(reason for reason in reasons if reason.startswith(LOUD)))
