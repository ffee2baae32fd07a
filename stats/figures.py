"""Official counts and their arithmetic: tables of one date, series of many. Pure.

Counts are people. A count that nobody knows is None, and None is never read as zero: what cannot be computed without it
is None as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

Direction = Literal["rise", "fall", "level"]
RISE: Direction = "rise"
FALL: Direction = "fall"
LEVEL: Direction = "level"

EXACT = Fraction(0)


def ratio(part: int | None, whole: int | None) -> Fraction | None:
    """Part of whole, exact; None if one of them is unknown or the whole is zero.

    Nobody out of nobody is neither 0 % nor 100 %, and a page that prints one of them says something false. So a ratio
    to zero is unknown, like a ratio to a number that nobody knows.
    """
    if part is None or not whole:
        return None
    return Fraction(part, whole)


def is_near(value: int, start: int, tolerance: Fraction) -> bool:
    """Whether the value lies within the tolerance (a part of the start, 1/100 for 1 %) of the start."""
    return abs(value - start) <= tolerance * abs(start)


def direction(start: int, end: int, tolerance: Fraction = EXACT) -> Direction:
    """Which way a count went; "level" if it ended within the tolerance of its start."""
    if is_near(end, start, tolerance):
        return LEVEL
    return RISE if end > start else FALL


@dataclass(frozen=True)
class Problem:
    """What does not add up in a table. `key` names the row, and is "" for the total; `limit` is what `found` breaks.

    sum          the parts come to `found`, the total is `limit`
    above-total  one part is `found`, the total is `limit`
    above-whole  the "of which" rows of the part `key` come to `found`, the part is `limit`
    negative     a count is `found`, below `limit`, which is zero
    """

    kind: Literal["sum", "above-total", "above-whole", "negative"]
    key: str
    found: int
    limit: int


@dataclass(frozen=True)
class Table:
    """The counts of one date: a total and the parts that it is made of, by key.

    `details` are rows "of which", by the part in which they are counted already: no sum, share or order takes them in.
    """

    as_of: date
    total: int | None
    parts: Mapping[str, int | None] = field(hash=False)
    details: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict, hash=False)

    def __post_init__(self):
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))
        object.__setattr__(
            self, "details", MappingProxyType({key: MappingProxyType(dict(rows)) for key, rows in self.details.items()})
        )

    @property
    def known(self) -> dict[str, int]:
        """The parts whose count is known."""
        return {key: count for key, count in self.parts.items() if count is not None}

    def share(self, key: str) -> Fraction | None:
        """The part's share of the total; None as in `ratio`. KeyError if the table has no such part."""
        return ratio(self.parts[key], self.total)

    def remainder(self, keys: Iterable[str]) -> int | None:
        """How many people the total holds beside the parts shown; None if the total or a part shown is unknown.

        Below zero if the table is wrong: `check` says so. KeyError if the table has no such part.
        """
        shown = [self.parts[key] for key in set(keys)]
        if self.total is None or None in shown:
            return None
        return self.total - sum(shown)

    def ordered(self) -> tuple[str, ...]:
        """All keys, largest first, equal ones by key; the unknown ones last, by key."""
        return tuple(sorted(self.parts, key=lambda key: (self.parts[key] is None, -(self.parts[key] or 0), key)))

    def rank(self, key: str) -> int | None:
        """1 for the largest part; equal parts share a rank, and the ranks after them are skipped.

        None if the count is unknown, or if an unknown part may be larger. KeyError if the table has no such part.
        """
        count = self.parts[key]
        if count is None or not self._tops_unknown(count):
            return None
        return 1 + sum(other > count for other in self.known.values())

    def _tops_unknown(self, count: int) -> bool:
        """Whether no unknown part can be larger: together they have at most what the known ones leave of the total."""
        if len(self.known) == len(self.parts):
            return True
        if self.total is None:
            return False
        room = self.total - sum(self.known.values())
        return 0 <= room <= count

    def check(self) -> tuple[Problem, ...]:
        """All that does not add up, in the order of the parts. With parts unknown, the known ones may come to less."""
        problems = []
        if self.total is not None and self.total < 0:
            problems.append(Problem("negative", "", self.total, 0))
        for key, count in self.known.items():
            if count < 0:
                problems.append(Problem("negative", key, count, 0))
            if self.total is not None and count > self.total:
                problems.append(Problem("above-total", key, count, self.total))
        found = sum(self.known.values())
        complete = len(self.known) == len(self.parts)
        if self.total is not None and (found > self.total or (complete and found < self.total)):
            problems.append(Problem("sum", "", found, self.total))
        return (*problems, *self._details_above())

    def _details_above(self) -> Iterable[Problem]:
        for whole, rows in self.details.items():
            known = [count for count in rows.values() if count is not None]
            limit = self.parts.get(whole)
            if limit is not None and sum(known) > limit:
                yield Problem("above-whole", whole, sum(known), limit)
            yield from (Problem("negative", key, count, 0) for key, count in rows.items() if count is not None and count < 0)


class Difference(NamedTuple):
    """What changed between two dates: people, and the same as a part of the first count. None where unknown."""

    absolute: int | None
    relative: Fraction | None


@dataclass(frozen=True)
class Run:
    """A stretch of a series that goes one way."""

    start: date
    end: date
    direction: Direction


@dataclass(frozen=True)
class Series:
    """One count over the years, oldest first. ValueError unless the dates rise and all are of the same month.

    The counts of June and December differ by the season, so a line or a sentence over both of them shows a rise or a
    fall that never was.
    """

    key: str
    points: tuple[tuple[date, int | None], ...]

    def __post_init__(self):
        object.__setattr__(self, "points", tuple(self.points))
        if any(first >= second for first, second in pairwise(self.dates)):
            raise ValueError(f"{self.key}: the dates of a series must rise")
        if len({day.month for day in self.dates}) > 1:
            raise ValueError(f"{self.key}: a series keeps to one month of the year")

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(day for day, _ in self.points)

    @property
    def known(self) -> dict[date, int]:
        """The points whose count is known."""
        return {day: count for day, count in self.points if count is not None}

    def value(self, day: date) -> int | None:
        """The count of that date. KeyError if the series has no such date."""
        return dict(self.points)[day]

    def change(self, start: date, end: date) -> Difference:
        """From one date to a later one. KeyError if the series lacks one of them, ValueError if they do not rise."""
        if start >= end:
            raise ValueError(f"{self.key}: a change goes from an earlier date to a later one")
        before, after = self.value(start), self.value(end)
        if before is None or after is None:
            return Difference(None, None)
        return Difference(after - before, ratio(after - before, before))

    def peaks(self) -> tuple[date, ...]:
        """The dates of the largest known count; more than one if it was reached more than once."""
        top = max(self.known.values(), default=None)
        return tuple(day for day, count in self.points if count is not None and count == top)

    def runs(self, tolerance: Fraction = EXACT) -> tuple[Run, ...]:
        """The stretches of rise, fall and level, oldest first; each begins where the one before ends, but for gaps.

        In a level run every count lies within the tolerance of its first. Small steps that together drift farther are
        the rises and falls that they are.
        """
        stretches = groupby(self.points, lambda point: point[1] is not None)
        return tuple(run for known, points in stretches if known for run in _runs_of(list(points), tolerance))


def part_series(key: str, tables: Iterable[Table]) -> Series:
    """One part through the tables of one month, in any order. A table without the part leaves a gap, not a zero."""
    return Series(key, tuple((table.as_of, table.parts.get(key)) for table in sorted(tables, key=_date_of)))


def total_series(key: str, tables: Iterable[Table]) -> Series:
    """The totals of the tables of one month, in any order, under the key given."""
    return Series(key, tuple((table.as_of, table.total) for table in sorted(tables, key=_date_of)))


def _date_of(table: Table) -> date:
    return table.as_of


def _runs_of(points: Sequence[tuple[date, int]], tolerance: Fraction) -> Iterable[Run]:
    """The runs of a stretch without gaps."""
    steps = [direction(first, second, tolerance) for (_, first), (_, second) in pairwise(points)]
    for way, start, end in _groups(steps):
        counts = [count for _, count in points[start : end + 1]]
        if way == LEVEL and not all(is_near(count, counts[0], tolerance) for count in counts):
            steps[start:end] = [direction(first, second) for first, second in pairwise(counts)]
    for way, start, end in _groups(steps):
        yield Run(points[start][0], points[end][0], way)


def _groups(steps: Sequence[Direction]) -> list[tuple[Direction, int, int]]:
    """Neighboring steps of one direction: which, the first step, the step after the last."""
    groups, start = [], 0
    for way, members in groupby(steps):
        end = start + len(list(members))
        groups.append((way, start, end))
        start = end
    return groups
