"""What a public page may know, as one value: a page is a pure function of its address and of this."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from config.languages import Language

JAPAN = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True)
class Reading:
    """The language of the page, the day in Japan on which it is read, and the keys of drafts read in place of published editions.

    A preview is the same view with another Reading; nothing below a view asks a clock, a cookie, a session or a user.
    """

    language: Language
    day: date
    figures: frozenset[int] = field(default_factory=frozenset)


def today() -> date:
    """The day in Japan now. Called once a request, at the door; nowhere below."""
    return datetime.now(JAPAN).date()


def seconds_left(day: date) -> int:
    """How many whole seconds are left of a day in Japan; 0 when it is over. No copy of a page may be kept for longer."""
    return max(0, int(_end(day) - datetime.now(UTC).timestamp()))


@lru_cache(maxsize=8)  # asked for each request, and nearly always of the same day
def _end(day: date) -> float:
    """The moment at which a day in Japan is over, in seconds since 1970."""
    return datetime.combine(day + timedelta(days=1), time(), JAPAN).timestamp()
