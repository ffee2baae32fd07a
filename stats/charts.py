"""Geometry of charts in a box of fixed size: where bars, lines, ticks and labels stand. No words, no colors. Pure.

Lengths are units of the viewBox, x to the right and y down. A template writes each path as it is. What it writes as an
attribute (label places, sizes) is a whole number: Django would print 12.5 as "12,5" in half of our languages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import count as counting
from math import ceil

from stats.figures import Series

LABEL_LINE = 18  # one line of words above a bar, room for marks above and below the letters of any script
BAR = 8
ROW_GAP = 8
BASELINE = 13  # from the top of a line of words to the foot of its letters

TOP = 24  # room above the highest point for its number
BOTTOM = 24  # room below the axis for the years
DOT = 4  # half the width of a dot


@dataclass(frozen=True)
class Bar:
    """One row: its words begin at the left at `label_y`, its number ends at the right at `number_y`, its bar is below.

    `length` is in proportion to the value; zero, like an unknown value (None), draws no bar and has an empty path.
    """

    key: str
    value: int | None
    y: int
    label_y: int
    number_y: int
    bar_y: int
    length: float
    path: str


@dataclass(frozen=True)
class BarChart:
    """Rows from the top down; `path` draws all bars at once."""

    width: int
    height: int
    row_height: int
    bars: tuple[Bar, ...]
    path: str

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class Point:
    """A known value at its place, and the foot of a label that stands centered above it."""

    date: date
    value: int
    x: float
    y: float
    label_x: int
    label_y: int


@dataclass(frozen=True)
class Tick:
    """A round number on the value axis, and the foot of its label, which ends at the chart's `tick_x`."""

    value: int
    y: float
    label_y: int


@dataclass(frozen=True)
class Year:
    """A label centered at `label_x`, at the chart's `year_y`."""

    date: date
    label_x: int


@dataclass(frozen=True)
class LineChart:
    """A series over the years. `line` draws its stretches, broken at gaps; `grid` the ticks' lines.

    `dots` has one stroke of no length for each known value: with a round line cap of width 7 it shows as a dot.
    """

    width: int
    height: int
    tick_x: int
    year_y: int
    line: str
    dots: str
    grid: str
    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    years: tuple[Year, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def bars(rows: Iterable[tuple[str, int | None]], width: int = 320, maximum: int | None = None, label_lines: int = 1) -> BarChart:
    """A horizontal bar for each (key, count), under the full width of its words, 34 units a row with one line of words.

    The longest bar fills the width, or `maximum` does, so that two charts share a scale. ValueError for a count below
    zero or above the maximum.
    """
    rows = tuple(rows)
    largest = max((value for _, value in rows if value is not None), default=0)
    if maximum is not None and largest > maximum:
        raise ValueError(f"{largest} is above the maximum {maximum}")
    row_height = LABEL_LINE * label_lines + BAR + ROW_GAP
    placed = tuple(
        _bar(key, value, row * row_height, label_lines, width, maximum or largest) for row, (key, value) in enumerate(rows)
    )
    return BarChart(width, row_height * len(rows), row_height, placed, "".join(bar.path for bar in placed))


def _bar(key: str, value: int | None, top: int, label_lines: int, width: int, maximum: int) -> Bar:
    if value is not None and value < 0:
        raise ValueError(f"{key}: a bar shows no count below zero, {value}")
    bar_y = top + LABEL_LINE * label_lines
    length = round(value * width / maximum, 1) if value else 0.0
    path = f"M0 {bar_y}h{_short(length)}v{BAR}H0z" if length else ""
    return Bar(key, value, top, top + BASELINE, bar_y - LABEL_LINE + BASELINE, bar_y, length, path)


def round_ticks(maximum: int, most: int = 5) -> tuple[int, ...]:
    """Round numbers from 0 to the first that reaches the maximum: in steps of 1, 2 or 5 times a power of ten.

    There are at least one and at most `most` steps, and they are as small as that allows.
    """
    if maximum < 0 or most < 1:
        raise ValueError(f"no ticks from 0 to {maximum} in {most} steps")
    steps = (factor * 10**power for power in counting() for factor in (1, 2, 5))
    step = next(step for step in steps if step * most >= maximum)
    needed = max(1, ceil(Fraction(maximum, step)))
    return tuple(range(0, needed * step + 1, step))


def lines(series: Series, width=320, height=180, left=56, right=20, year_gap=40, maximum: int | None = None) -> LineChart:
    """The line of a series on an axis from zero, its years in proportion along the other.

    `left` and `right` are kept free for the numbers of the ticks and half the last year. Labels of years stand
    `year_gap` apart or more: always the last one, others are left out. With no known value there are years, but
    neither axis nor line. `maximum`, if it is more than the largest count, sets the axis, so that charts share a
    scale. ValueError for a count below zero.
    """
    if any(value < 0 for value in series.known.values()):
        raise ValueError(f"{series.key}: a line shows no count below zero")
    ticks = round_ticks(max(*series.known.values(), maximum or 0)) if series.known else ()
    base = height - BOTTOM
    across = _across(series, left, width - right)

    def down(value: int) -> float:
        return round(base - (base - TOP) * value / ticks[-1], 1)

    points = tuple(
        Point(day, value, across[day], down(value), round(across[day]), round(down(value)) - 2 * DOT)
        for day, value in series.known.items()
    )
    return LineChart(
        width=width,
        height=height,
        tick_x=left - 2 * DOT,
        year_y=height - BOTTOM // 4,
        line=_line(series, points),
        dots="".join(f"M{_short(point.x)} {_short(point.y)}h0" for point in points),
        grid="".join(f"M{left} {_short(down(tick))}H{width}" for tick in ticks),
        points=points,
        ticks=tuple(Tick(tick, down(tick), round(down(tick)) + DOT) for tick in ticks),
        years=_years(across, year_gap),
    )


def _across(series: Series, start: int, end: int) -> dict[date, float]:
    """The x of each date: the first at the start, the last at the end, one alone in the middle."""
    if len(series.dates) < 2:
        return {day: round((start + end) / 2, 1) for day in series.dates}
    first, last = series.dates[0].year, series.dates[-1].year
    return {day: round(start + (end - start) * (day.year - first) / (last - first), 1) for day in series.dates}


def _line(series: Series, points: tuple[Point, ...]) -> str:
    """One path over all points; after an unknown value it begins anew."""
    places = {point.date: f"{_short(point.x)} {_short(point.y)}" for point in points}
    path, drawing = "", False
    for day in series.dates:
        if day in places:
            path += ("L" if drawing else "M") + places[day]
        drawing = day in places
    return path


def _years(across: dict[date, float], gap: int) -> tuple[Year, ...]:
    """Labels from the last date backwards, each far enough from the one after it; oldest first."""
    chosen = []
    for day, x in reversed(across.items()):
        if not chosen or chosen[-1].label_x - round(x) >= gap:
            chosen.append(Year(day, round(x)))
    return tuple(reversed(chosen))


def _short(number: float) -> str:
    """A number as a path writes it: one decimal at most, and none for a whole number."""
    return f"{number:.1f}".removesuffix(".0")
