"""What can be said of figures, as data: keys, counts, exact shares and dates, never words. Pure.

Each function returns one statement, or None where the figures do not bear it: a count is unknown, a whole is zero, or
an unknown count could make it false. The words stand in templates/statements/.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from stats.figures import Direction, Series, Table, direction, ratio

# A count that ends within this part of its start is said to have stayed nearly level.
LEVEL_WITHIN = Fraction(1, 100)


@dataclass(frozen=True)
class Share:
    """How many of a whole belong to one part. `of` is the key of the whole."""

    key: str
    of: str
    part: int
    whole: int
    share: Fraction
    as_of: date


@dataclass(frozen=True)
class Together:
    """How many of a whole belong to some rows of it together."""

    keys: tuple[str, ...]
    count: int
    share: Fraction
    as_of: date


@dataclass(frozen=True)
class Ranking:
    """The largest parts in their order, each with its count and its share of the total (None without a total)."""

    keys: tuple[str, ...]
    counts: tuple[int, ...]
    shares: tuple[Fraction | None, ...]
    as_of: date


@dataclass(frozen=True)
class Change:
    """From one date to a later one. `absolute` and `relative` (a part of the start value) are below zero for a loss."""

    key: str
    start: date
    end: date
    start_value: int
    end_value: int
    absolute: int
    relative: Fraction
    direction: Direction


@dataclass(frozen=True)
class Trend:
    """The course of a series, one change for each stretch of rise, fall or level, oldest first."""

    key: str
    spans: tuple[Change, ...]

    @property
    def continues(self) -> tuple[bool, ...]:
        """For each span, whether it begins where the one before ended, so that its start need not be said again."""
        return (False, *(before.end == after.start for before, after in pairwise(self.spans)))


@dataclass(frozen=True)
class Rank:
    """The place of one part among all parts of its table, 1 for the largest. `ahead` are larger, largest first."""

    key: str
    rank: int
    among: int
    ahead: tuple[str, ...]
    as_of: date


@dataclass(frozen=True)
class Remainder:
    """What the total holds beside the parts shown. `others` is the number of parts that are not shown and not zero."""

    shown: tuple[str, ...]
    count: int
    whole: int
    share: Fraction
    others: int
    as_of: date


@dataclass(frozen=True)
class Peak:
    """The one date of a series with the largest count, and the first and last date that were compared."""

    key: str
    as_of: date
    value: int
    start: date
    end: date


def share(table: Table, key: str, of: str) -> Share | None:
    """The part's share of the table's total, which bears the key `of`; None also if the part breaks the total.

    KeyError if the table has no such part.
    """
    exact = table.share(key)
    if exact is None or not 0 <= exact <= 1:
        return None
    return Share(key, of, table.parts[key], table.total, exact, table.as_of)


def together(table: Table, keys: Iterable[str]) -> Together | None:
    """What some rows count together, and their share of the total; None if one is unknown, or the total is, or is less.

    They are parts, or rows "of which" (`Table.details`); one and the part in which it is counted already are no sum.
    """
    keys = tuple(keys)
    known = {key: count for rows in (*table.details.values(), table.parts) for key, count in rows.items()}
    counts = [known.get(key) for key in keys]
    exact = None if None in counts or not keys else ratio(sum(counts), table.total)
    if exact is None or not 0 <= exact <= 1:
        return None
    return Together(keys, sum(counts), exact, table.as_of)


def ranking(table: Table, first: int) -> Ranking | None:
    """The `first` largest parts, equal ones by key; None if there are fewer, or an unknown one may belong to them."""
    keys = table.ordered()[:first]
    if len(keys) < first or any(table.rank(key) is None for key in keys):
        return None
    counts = tuple(table.parts[key] for key in keys)
    return Ranking(keys, counts, tuple(table.share(key) for key in keys), table.as_of)


def change(series: Series, start: date, end: date, tolerance: Fraction = LEVEL_WITHIN) -> Change | None:
    """From one date to a later one; None if a count is unknown, or if the first is zero: no percentage leads from it.

    KeyError if the series lacks a date, ValueError if they do not rise.
    """
    absolute, relative = series.change(start, end)
    if relative is None:
        return None
    before, after = series.value(start), series.value(end)
    return Change(series.key, start, end, before, after, absolute, relative, direction(before, after, tolerance))


def trend(series: Series, tolerance: Fraction = LEVEL_WITHIN) -> Trend | None:
    """The course of the series by its runs, without what `change` cannot say; None if nothing is left."""
    spans = []
    for run in series.runs(tolerance):
        span = change(series, run.start, run.end)
        if span is not None:
            spans.append(replace(span, direction=run.direction))
    return Trend(series.key, tuple(spans)) if spans else None


def rank(table: Table, key: str) -> Rank | None:
    """The part's place; None if it is unknown, or an unknown part may be ahead. KeyError if there is no such part."""
    place = table.rank(key)
    if place is None:
        return None
    ahead = tuple(other for other in table.ordered() if other in table.known and table.parts[other] > table.parts[key])
    return Rank(key, place, len(table.parts), ahead, table.as_of)


def remainder(table: Table, shown: Iterable[str]) -> Remainder | None:
    """What the parts shown leave of the total; None if that is nothing, or a count is unknown or breaks the total."""
    shown = tuple(shown)
    hidden = [count for key, count in table.parts.items() if key not in shown]
    count = table.remainder(shown)
    exact = ratio(count, table.total)
    if exact is None or None in hidden or not any(hidden) or count < 0:
        return None
    return Remainder(shown, count, table.total, exact, sum(other != 0 for other in hidden), table.as_of)


def peak(series: Series) -> Peak | None:
    """The date of the largest count; None if two share it, if there is nothing to compare, or if a count is unknown."""
    days = series.peaks()
    if len(days) != 1 or len(series.points) < 2 or len(series.known) < len(series.points):
        return None
    return Peak(series.key, days[0], series.value(days[0]), series.dates[0], series.dates[-1])
