"""The sheets of an Excel file as text. Nothing is computed: a formula anywhere refuses the file. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

import openpyxl

from stats.importing.archive import MOST_ROWS, inspect
from stats.importing.troubles import DAMAGED, FORMULA, TOO_MANY_COLUMNS, TOO_MANY_ROWS, Refused

MOST_COLUMNS = 400
MOST_CELLS = 3_000_000

Rows = tuple[tuple[int, tuple[str, ...]], ...]
Merged = tuple[tuple[int, int], ...]


def sheets(data: bytes) -> list[tuple[str, Rows, Merged]]:
    """Name, rows and merged rows of each sheet, hidden ones too; Refused for what must not be opened.

    What a sheet says of its own size is not believed: rows and columns beyond it would be left out in silence.
    """
    merged = inspect(data)
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = tuple(_rows(sheet.title, sheet.iter_rows()))
            found.append((sheet.title, rows, tuple(merged[sheet._worksheet_path])))
        return found
    except Refused:
        raise
    except Exception as error:  # whatever bytes of a stranger make the reader say, it is one thing: it cannot be read
        raise Refused(DAMAGED, detail=type(error).__name__) from error


def _rows(title: str, rows: Iterable) -> Iterable[tuple[int, tuple[str, ...]]]:
    """The rows that say anything, each with its number in the sheet."""
    count = 0
    for number, cells in enumerate(rows, 1):
        texts = [_text(title, number, cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        count += len(texts)
        if texts and (number > MOST_ROWS or count > MOST_CELLS):
            raise Refused(TOO_MANY_ROWS, title, number)
        if len(texts) > MOST_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS, title, number)
        if texts:
            yield number, tuple(texts)


def _text(title: str, row: int, cell) -> str:
    """What the cell holds, as the editor would type it: whole numbers without a point, days as 2024-12-31."""
    if cell.data_type == "f":
        raise Refused(FORMULA, title, row, getattr(cell, "coordinate", ""))
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
