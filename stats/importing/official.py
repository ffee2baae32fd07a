"""The lines of an official file: one nationality on one day, with what is printed for each status. Pure.

The database table has a row for a line, 第1表 has a row for each status of it. Both come out as the same lines, in any
order of rows and columns. Continents and the rows うち… are passed over, since their people are counted elsewhere; what
cannot be read is a trouble.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from stats.importing import headers
from stats.importing.cells import edition_day, says_nothing
from stats.importing.grid import Grid
from stats.importing.headers import ASIDE, NATIONALITY, PEOPLE, PURPOSE, REGION, STATUS, Header, is_day, is_note
from stats.importing.labels import STATELESS, TOTAL, nationality, normal
from stats.importing.troubles import DATE, NO_LABEL, NO_ROWS, TWICE, Refused, Trouble

_PURPOSES_TOGETHER = "計"
_CODE = NATIONALITY + "コード"
_NO_STATUS = frozenset(["表章項目", "/" + STATUS])


@dataclass(frozen=True)
class Cell:
    """One figure as printed, and where: None if the same figure is printed twice."""

    row: int
    column: str
    text: str | None


@dataclass
class Line:
    """A nationality on a day; `place` is its normal label, or 総数 for everybody. The cells are by normal status."""

    day: date
    place: str
    row: int
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass
class Lines:
    """All lines of a file, by day, place and the label printed, and the labels as printed with their first rows."""

    since: date
    lines: dict[tuple[date, str, str], Line] = field(default_factory=dict)
    statuses: dict[str, tuple[str, int]] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    older: set[date] = field(default_factory=set)
    days: dict[str, date | None] = field(default_factory=dict)

    def day(self, text: str, row: int, column: str) -> date | None:
        """The day that a row is of; None for a row to pass over. A text that is no such day is a trouble, told once."""
        if text not in self.days:
            self.days[text] = edition_day(text)
            if self.days[text] is None:
                self.troubles.append(Trouble(DATE, row=row, column=column, detail=text))
        day = self.days[text]
        if day is not None and day < self.since:
            self.older.add(day)
            return None
        return day

    def line(self, day: date, place: str, label: str, printed: str, row: int) -> Line:
        self.places.setdefault(place, (printed if place == label else place, row))
        return self.lines.setdefault((day, place, label), Line(day, place, row))

    def all(self) -> list[Line]:
        """The lines to count: stateless people are once a 州 and once a nationality, if a file prints both."""
        both = {day for day, place, printed in self.lines if (place, printed) == (STATELESS, STATELESS)}
        return [
            line
            for (day, place, printed), line in self.lines.items()
            if (place, printed) != (STATELESS, TOTAL) or day not in both
        ]


def collect(grid: Grid, header: Header, since: date) -> Lines:
    """The lines of the rows below the header, from the first day that is asked for."""
    rows = [(number, cells) for number, cells in grid.rows[header.index + 1 :] if not is_note(cells)]
    if not rows:
        raise Refused(NO_ROWS, grid.sheet, header.row)
    lines = Lines(since)
    if header.layout == headers.DATABASE:
        _database(rows, header, lines)
    else:
        _long(rows, header, lines)
    return lines


def _reader(header: Header, label: str | Callable[[str], bool]) -> Callable[[Sequence[str]], str]:
    """A function that gives the cell of a column, "" where the row or the table has none."""
    place = header.column(label)
    return lambda cells: cells[place] if place is not None and place < len(cells) else ""


def _long(rows, header: Header, lines: Lines) -> None:
    """第1表: each row is one figure. Where the purposes of a stay are told apart, only the rows for all of them count."""
    day_of, region_of, label_of, status_of, purpose_of, people_of = (
        _reader(header, label) for label in (is_day, REGION, NATIONALITY, STATUS, PURPOSE, PEOPLE)
    )
    day_column = header.printed[header.column(is_day)]
    for row, cells in rows:
        region, label, status = normal(region_of(cells)), normal(label_of(cells)), normal(status_of(cells))
        day = lines.day(day_of(cells), row, day_column)
        if day is None:
            continue
        if header.layout == headers.LONG_PURPOSE and normal(purpose_of(cells)) != _PURPOSES_TOGETHER:
            if not purpose_of(cells).strip():
                lines.troubles.append(Trouble(NO_LABEL, row=row, column=PURPOSE))
            continue
        missing = [name for name, text in ((NATIONALITY, label), (STATUS, status)) if not text]
        if label == TOTAL and not region:
            missing.append(REGION)
        lines.troubles += [Trouble(NO_LABEL, row=row, column=name) for name in missing]
        place = nationality(region, label)
        if missing or not place:
            continue
        line = lines.line(day, place, label, label_of(cells), row)
        lines.statuses.setdefault(status, (status_of(cells), row))
        if status in line.cells:
            lines.troubles.append(Trouble(TWICE, row=row, column=status_of(cells), detail=label_of(cells)))
        text = people_of(cells) if status not in line.cells else None
        line.cells[status] = Cell(row, status_of(cells), text)


def _database(rows, header: Header, lines: Lines) -> None:
    """The database table: each row is a line, with a column for each status."""
    day_of, label_of, code_of = (_reader(header, label) for label in (is_day, NATIONALITY, _CODE))
    statuses, doubled = _status_columns(header, lines)
    day_column = header.printed[header.column(is_day)]
    for row, cells in rows:
        day = lines.day(day_of(cells), row, day_column)
        if day is None:
            continue
        label = normal(label_of(cells))
        if not label:
            lines.troubles.append(Trouble(NO_LABEL, row=row, column=NATIONALITY))
        _unlabeled(row, cells, header, lines)
        place = nationality("", label, code_of(cells).strip())
        if not place:
            continue
        again = (day, place, label) in lines.lines
        if again:
            lines.troubles.append(Trouble(TWICE, row=row, column=NATIONALITY, detail=label_of(cells)))
        line = lines.line(day, place, label, label_of(cells), row)
        for status, column in statuses.items():
            text = cells[column] if column < len(cells) else ""
            line.cells[status] = Cell(row, header.printed[column], None if again or status in doubled else text)


def _status_columns(header: Header, lines: Lines) -> tuple[dict[str, int], set[str]]:
    """The columns that are statuses, by normal label, and the labels that stand over two of them, which is a trouble."""
    statuses: dict[str, int] = {}
    doubled = set()
    for column, label in enumerate(header.labels):
        if not label or label in _NO_STATUS or label == NATIONALITY or is_day(label) or label.endswith(ASIDE):
            continue
        if label in statuses:
            doubled.add(label)
            lines.troubles.append(Trouble(TWICE, row=header.row, column=header.printed[column]))
            continue
        statuses[label] = column
        lines.statuses[label] = (header.printed[column], header.row)
    return statuses, doubled


def _unlabeled(row: int, cells: Sequence[str], header: Header, lines: Lines) -> None:
    """A figure in a column that has no label counts nobody knows whom."""
    for column, text in enumerate(cells):
        if (column >= len(header.labels) or not header.labels[column]) and not says_nothing(text):
            lines.troubles.append(Trouble(NO_LABEL, row=row, column=str(column + 1), detail=text))
