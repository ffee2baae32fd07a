"""What a public page may know, as one value: a page is a pure function of its address and of this."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
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
    end = datetime.combine(day + timedelta(days=1), time(), JAPAN)
    return max(0, int((end - datetime.now(JAPAN)).total_seconds()))
