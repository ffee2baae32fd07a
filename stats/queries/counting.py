"""Rows of a table as arithmetic: which figure is the total, which are its parts, which are counted in a part already."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from stats import figures, models


class Count(NamedTuple):
    """One figure with what the model says of its row: total, part or of-which, and then of which part."""

    key: str
    role: str
    whole: str | None
    value: int | None


def arithmetic(as_of: date, counts: Iterable[Count]) -> figures.Table:
    """The figures of an edition: every row is the total, a part or an "of which", so that nobody is counted twice."""
    total, parts, details = None, {}, {}
    for key, role, whole, value in counts:
        if role == models.Category.Role.TOTAL:
            total = value
        elif role == models.Category.Role.PART:
            parts[key] = value
        else:
            details.setdefault(whole, {})[key] = value
    return figures.Table(as_of, total, parts, details)
