"""A file in, what was found out: the one door to the official files and our template. Pure."""

from dataclasses import replace
from datetime import date

from stats.importing import headers, official, tables, template
from stats.importing.found import Found, Unknown
from stats.importing.grid import Grid, read
from stats.importing.labels import Vocabulary
from stats.importing.troubles import MORE, Refused, Trouble

__all__ = ["SINCE", "Found", "Unknown", "read_file"]

SINCE = date(2019, 6, 1)
MOST_TROUBLES = 500


def read_file(name: str, data: bytes, vocabulary: Vocabulary, since: date = SINCE) -> Found:
    """What the file says of each table and day; Refused for what is no such file at all.

    The same bytes give the same answer whatever the order of rows and columns, but for the numbers of rows in it. Days
    before `since` are left out and counted.
    """
    grid = read(name, data)
    try:
        found = _found(grid, vocabulary, since)
    except Refused as refused:
        refused.trouble = replace(refused.trouble, sheet=grid.sheet)
        raise
    return replace(found, troubles=_told(found.troubles, grid))


def _found(grid: Grid, vocabulary: Vocabulary, since: date) -> Found:
    header = headers.find(grid.rows)
    headers.refuse_other_table(grid.rows, header)
    if header.layout == headers.TEMPLATE:
        return template.found(grid, header, vocabulary, since)
    lines = official.collect(grid, header, since)
    built = tables.build(lines, vocabulary, header.layout)
    troubles = (*lines.troubles, *built.troubles)
    return Found(header.layout, built.editions, tuple(built.unknown), troubles, built.without_trainees, len(lines.older))


def _told(troubles: tuple[Trouble, ...], grid: Grid) -> tuple[Trouble, ...]:
    """In the order of the rows, with the sheet; so many at most, and then how many more there are."""
    ordered = [replace(trouble, sheet=grid.sheet) for trouble in sorted(troubles, key=lambda trouble: trouble.row)]
    if len(ordered) > MOST_TROUBLES:
        rest = Trouble(MORE, grid.sheet, detail=str(len(ordered) - MOST_TROUBLES))
        return (*ordered[:MOST_TROUBLES], rest)
    return tuple(ordered)
