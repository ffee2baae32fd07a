"""On which days a row holds, and when that changes next. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta


def holds(row: Mapping, day: date, prefix: str = "") -> bool:
    """Whether a row holds on a day: from `valid_from` to `valid_to`, both included; None is no limit."""
    start, end = row[f"{prefix}valid_from"], row[f"{prefix}valid_to"]
    return (start is None or start <= day) and (end is None or day <= end)


def boundaries(row: Mapping, prefix: str = "") -> list[date]:
    """The days on which what a row says begins to be shown, or is shown no more."""
    start, end = row[f"{prefix}valid_from"], row[f"{prefix}valid_to"]
    return ([start] if start else []) + ([end + timedelta(days=1)] if end else [])


def next_change(days: Iterable[date], day: date) -> date | None:
    """The first of these days that lies after a day, or None."""
    return min((one for one in days if one > day), default=None)
