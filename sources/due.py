"""What an editor has to look at: what expires or ends, what was never compared with the official page, and what was long ago."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sources.lines import CHECK_HOLDS
from sources.queries import contacts_to_compare, ending, facts_to_compare

WITHIN = timedelta(days=90)  # what falls due within these days is told
EXPIRED, EXPIRES, OLD, AGES, ENDS, NEVER = (
    "expired",
    "expires",
    "old",
    "ages",
    "ends",
    "never",
)  # in the order in which it matters
STATES = (EXPIRED, EXPIRES, OLD, AGES, ENDS, NEVER)
TOLD_ONLY = (ENDS, NEVER)  # what ends has its successor beside it, as a rule; what was never compared is how the guide ships


@dataclass(frozen=True)
class Due:
    """One row that is due: its kind of model and key, why, since or until which day (None if never checked), what it says.

    `pages` are the official pages to compare it with, as (name, address).
    """

    model: str
    key: str
    state: str
    on: date | None
    says: str
    pages: tuple[tuple[str, str], ...]
    pk: int
    room: str = "sources"  # the app of the model


def due(day: date, within: timedelta = WITHIN) -> list[Due]:
    """Everything that is due on a day or falls due within the days after it, the most pressing first."""
    found = [*_contacts(day, within), *_facts(day, within), *_texts(day, within)]
    return sorted(found, key=lambda one: (STATES.index(one.state), one.on or date.min, one.model, one.key))


def checked(day: date, checked_on: date | None, within: timedelta) -> tuple[str, date | None] | None:
    """Whether a comparison is due: (state, the day on which it no longer holds), or None while it holds for long."""
    if checked_on is None:
        return NEVER, None
    until = checked_on + CHECK_HOLDS
    return (OLD, until) if until < day else (AGES, until) if until <= day + within else None


def _contacts(day: date, within: timedelta) -> Iterator[Due]:
    for contact in contacts_to_compare():
        expiry = contact["valid_to"]
        if expiry is not None and expiry <= day + within:
            found = (EXPIRED if expiry < day else EXPIRES, expiry)
        else:
            found = checked(day, contact["checked_on"], within)
        if found:
            says = (contact["service__title"], contact["language"], contact["phone"] or contact["url"])
            page = contact["service__organization__label"], contact["url"] or contact["service__organization__url"]
            yield Due("contact", contact["key"], *found, " · ".join(filter(None, says)), (page,), contact["pk"])


def _facts(day: date, within: timedelta) -> Iterator[Due]:
    for fact in facts_to_compare():
        if found := checked(day, fact["checked_on"], within):
            yield Due("fact", fact["key"], *found, fact["statement"], tuple(fact["pages"]), fact["pk"])


def _texts(day: date, within: timedelta) -> Iterator[Due]:
    """What readers read until a day within these: a paragraph, a rule, a level of help …"""
    for row in ending(day, day + within):
        yield Due(row["model"], row["key"], ENDS, row["valid_to"], row["says"], (), row["pk"], row["room"])
