"""One table of text, whatever file it comes from; bounded, and nothing in it is run. Pure."""

from dataclasses import dataclass

from stats.importing import separated, workbook
from stats.importing.headers import find, is_note, why_none
from stats.importing.troubles import (
    EMPTY_FILE,
    ENCRYPTED,
    LONG_CELL,
    MACRO,
    MERGED,
    NO_HEADER,
    OLD_EXCEL,
    PDF,
    TOO_MANY_BYTES,
    TWO_SHEETS,
    Refused,
)

MOST_BYTES = 30_000_000
MOST_LETTERS = 300

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WITH_MACROS = (".xlsm", ".xltm", ".xlam")


@dataclass(frozen=True)
class Grid:
    """The rows that say anything: number as the editor sees it, cells as text. `sheet` is "" for a CSV file."""

    sheet: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read(name: str, data: bytes) -> Grid:
    """The sheet that holds the table; Refused for what is none.

    What the file is, its bytes say; its name is believed only when it says that there are macros. Lines above the header
    may be as long as they like: they are cut, and nobody counts in them.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Refused(EMPTY_FILE)
    if len(data) > MOST_BYTES:
        raise Refused(TOO_MANY_BYTES, detail=str(len(data)))
    if b"%PDF-" in data[:1024]:
        raise Refused(PDF)
    if data.startswith(_OLE):
        raise Refused(ENCRYPTED if _LOCKED in data else OLD_EXCEL)
    if name.lower().endswith(_WITH_MACROS):
        raise Refused(MACRO)
    if data.startswith(_ZIP):
        return _chosen(workbook.sheets(data))
    return _chosen([("", separated.rows(data), ())])


def _chosen(sheets: list[tuple[str, workbook.Rows, workbook.Merged]]) -> Grid:
    """The one sheet with a header; Refused if there are two, or none."""
    filled = [sheet for sheet in sheets if sheet[1]]
    if not filled:
        raise Refused(EMPTY_FILE)
    headed = [(sheet, header) for sheet in filled if (header := find(sheet[1]))]
    if not headed:
        reasons = [(title, *why_none(rows)) for title, rows, _ in filled]
        title, code, row, detail = min(reasons, key=lambda reason: reason[1] == NO_HEADER)
        raise Refused(code, title, row, detail=detail)
    if len(headed) > 1:
        raise Refused(TWO_SHEETS, headed[1][0][0], headed[1][1].row)
    (title, rows, merged), header = headed[0]
    _refuse_merged(title, rows, merged, header.row)
    return Grid(title, tuple(_bounded(title, rows, header.row)))


def _refuse_merged(title: str, rows: workbook.Rows, merged: workbook.Merged, first: int) -> None:
    """Refused for cells merged between the header and the last row of data; titles and remarks may be merged."""
    last = max(number for number, cells in rows if not is_note(cells))
    for start, end in merged:
        if start <= last and end >= first:
            raise Refused(MERGED, title, max(start, first))


def _bounded(title: str, rows: workbook.Rows, header_row: int):
    for number, cells in rows:
        if any(len(cell) > MOST_LETTERS for cell in cells):
            if number >= header_row and not is_note(cells):
                raise Refused(LONG_CELL, title, number)
            cells = tuple(cell[:MOST_LETTERS] for cell in cells)
        yield number, cells
