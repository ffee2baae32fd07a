"""What a picture of a chart shows, whatever the kind of file. Pure.

Words and numbers arrive as the reader is to see them. They are one plain line each: what no line of text holds is one space
(see `stats.downloads.contents`). An unknown number has a text of its own and no bar, which is not zero.
"""

import re
from dataclasses import dataclass, fields
from typing import Literal, get_args

from stats.charts import LineChart
from stats.downloads.contents import Direction, one_line

Kind = Literal["bars", "course"]
MOST = 100  # bars in one picture

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Row:
    """One bar: its words, its number and share as text, its length as a part of the longest; None if nobody knows the number.

    `rest` is the row that holds all that has no row of its own. ValueError for a length that is no part of one.
    """

    label: str
    value: str
    share: str
    length: float | None
    rest: bool = False

    def __post_init__(self):
        _clean(self)
        if self.length is not None and not 0 <= self.length <= 1:
            raise ValueError(f"{self.label}: a bar is between nothing and the longest, not {self.length}")


@dataclass(frozen=True)
class Course:
    """A line over the years: its geometry, and the texts of its ticks, years and points in the order of the geometry.

    `values` are all years with their numbers, the unknown ones too. ValueError where texts and geometry differ in number.
    """

    chart: LineChart
    ticks: tuple[str, ...]
    years: tuple[str, ...]
    points: tuple[str, ...]
    values: tuple[tuple[str, str], ...]

    def __post_init__(self):
        for name in ("ticks", "years", "points"):
            object.__setattr__(self, name, tuple(one_line(text) for text in getattr(self, name)))
            if len(getattr(self, name)) != len(getattr(self.chart, name)):
                raise ValueError(f"{name}: {len(getattr(self, name))} texts for {len(getattr(self.chart, name))} places")
        object.__setattr__(self, "values", tuple((one_line(year), one_line(value)) for year, value in self.values))


@dataclass(frozen=True)
class Picture:
    """A chart for readers of one language: bars or a course, with what it is, of which day, from whom, and where it stands.

    ValueError for what is no code of a language or no direction, for both kinds or none, and for more bars than one can read.
    """

    title: str
    subtitle: str
    source: str
    source_address: str
    address: str
    language: str
    direction: Direction
    rows: tuple[Row, ...] = ()
    course: Course | None = None

    def __post_init__(self):
        _clean(self)
        object.__setattr__(self, "rows", tuple(self.rows))
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"{self.title}: no code of a language, {self.language!r}")
        if self.direction not in get_args(Direction):
            raise ValueError(f"{self.title}: no direction of writing, {self.direction!r}")
        if bool(self.rows) == bool(self.course):
            raise ValueError(f"{self.title}: a picture shows bars or a course")
        if len(self.rows) > MOST:
            raise ValueError(f"{self.title}: {len(self.rows)} bars are too many for a picture")

    @property
    def kind(self) -> Kind:
        return "bars" if self.rows else "course"

    @property
    def about(self) -> tuple[str, ...]:
        """The lines that tell where it comes from and where it stands."""
        return tuple(filter(None, (self.source, self.source_address, self.address)))

    @property
    def addresses(self) -> tuple[str, ...]:
        return self.source_address, self.address

    @property
    def values(self) -> tuple[str, ...]:
        """All that is drawn, in words: a line a row, for who cannot see it and for who searches it."""
        if self.course:
            return tuple(f"{year}: {value}" for year, value in self.course.values)
        return tuple(f"{row.label}: {row.value}" + (f" ({row.share})" if row.share else "") for row in self.rows)

    @property
    def text(self) -> str:
        """Every letter that may be drawn: what a font must hold."""
        drawn = [self.title, self.subtitle, *self.about, *self.values, "…"]
        return "\n".join([*drawn, *self.course.ticks, *self.course.years, *self.course.points] if self.course else drawn)


def _clean(holder: Row | Picture) -> None:
    """Every text of a row or a picture as one plain line."""
    for field in fields(holder):
        value = getattr(holder, field.name)
        if isinstance(value, str):
            object.__setattr__(holder, field.name, one_line(value))
