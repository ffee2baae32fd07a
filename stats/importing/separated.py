"""A CSV file as text: which letters, which separator, which rows. Pure."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from stats.importing.archive import MOST_ROWS
from stats.importing.headers import HEADER_WITHIN, find
from stats.importing.troubles import DAMAGED, ENCODING, NOT_A_TABLE, TOO_MANY_COLUMNS, TOO_MANY_ROWS, Refused
from stats.importing.workbook import MOST_CELLS, MOST_COLUMNS, Rows

SEPARATORS = ",\t;"
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def rows(data: bytes) -> Rows:
    """The rows that say anything, each with its number as a spreadsheet shows it; Refused for what is no text."""
    text = _decoded(data)
    return tuple(_rows(text, _separator(text)))


def _decoded(data: bytes) -> str:
    """UTF-8 with or without a mark at the head, or what Windows calls Shift_JIS; nothing is guessed beyond that."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NO_TEXT.search(text):
            raise Refused(NOT_A_TABLE)
        return text
    raise Refused(ENCODING)


def _separator(text: str) -> str:
    """The one with which a header is found; if there is none, the one that makes the most columns."""
    cells = {}
    for separator in SEPARATORS:
        try:
            head = tuple(islice(_rows(text, separator), HEADER_WITHIN))
        except Refused as refused:
            cells[separator] = MOST_CELLS if refused.trouble.code == TOO_MANY_COLUMNS else 0
            continue
        if find(head):
            return separator
        cells[separator] = sum(len(row) for _, row in head)
    return max(SEPARATORS, key=cells.__getitem__)


def _rows(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    number = count = 0
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            while cells and not cells[-1].strip():
                cells.pop()
            count += len(cells)
            if cells and (number > MOST_ROWS or count > MOST_CELLS):
                raise Refused(TOO_MANY_ROWS, row=number)
            if len(cells) > MOST_COLUMNS:
                raise Refused(TOO_MANY_COLUMNS, row=number)
            if cells:
                yield number, tuple(cells)
    except csv.Error as error:
        raise Refused(DAMAGED, row=number + 1, detail=str(error)) from error
