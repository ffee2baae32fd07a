"""An edition as a workbook for people: one sheet, the same bytes each time it is made. Pure.

Above the table stand its title, its day, the source and its address, how to cite it, and the page's own address, a line each:
whoever passes the sheet on passes them on too. They need no words beside them.

Nothing in the archive tells when, where or by whom it was made: its dates are the day of the edition, those of its parts the
first that an archive can have. The library writes each sheet through a temporary file.
"""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from unicodedata import category, combining
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from stats.downloads.contents import Download, is_formula

HEADING = 8  # the line of headings: six lines about the table, an empty one, then this
CODE, NAME, COUNT = 34, 52, 14  # widths of columns, in digits

TITLE = Font(name="Calibri", family=2, scheme="minor", bold=True, size=14)
STRONG = Font(name="Calibri", family=2, scheme="minor", bold=True, size=11)
PEOPLE = "#,##0"

LONGEST = 31  # units of UTF-16 in the name of a sheet
_NO_NAME = re.compile(r"[\[\]:*?/\\［］：＊？／＼¥￥]")  # the wide ones too: a Japanese spreadsheet refuses them
_JOINERS = "\u200c\u200d"
_FIRST = "[Content_Types].xml"


def xlsx_bytes(download: Download) -> bytes:
    """A workbook of one sheet, from right to left where the language is written so, with headings in the reader's words.

    Counts are numbers, an unknown one is an empty cell, the day is a date, all else is text and never a formula: a text that
    begins like one is marked as text for whoever edits the cell. In Japanese there is one column of names.
    """
    workbook = Workbook()
    workbook.calculation.fullCalcOnLoad = False  # there is nothing to compute, so nothing to save on closing either
    day = datetime(download.as_of.year, download.as_of.month, download.as_of.day, tzinfo=UTC)
    workbook.properties = DocumentProperties(
        creator=None, title=download.title, language=download.language, created=day, modified=day
    )
    sheet = workbook.active
    sheet.title = _sheet_name(download)
    sheet.sheet_view.rightToLeft = download.direction == "rtl"
    _write_head(sheet, download)
    _write_rows(sheet, download)
    return still(workbook)


def _write_head(sheet: Worksheet, download: Download) -> None:
    about = (download.title, download.as_of, download.source, download.source_url, download.cite, download.address)
    for line, value in enumerate(about, 1):
        _write(sheet, line, 1, value, TITLE if line == 1 else None)
    code, name, japanese, people = download.columns
    names = [name] if download.language == "ja" else [name, japanese]
    for column, heading in enumerate([code, *names, people], 1):
        _write(sheet, HEADING, column, heading, STRONG)
    for column, width in zip("ABCD", [CODE, *(NAME for _ in names), COUNT], strict=False):
        sheet.column_dimensions[column].width = width
    sheet.cell(HEADING, len(names) + 2).alignment = Alignment(horizontal="right")


def _write_rows(sheet: Worksheet, download: Download) -> None:
    for line, row in enumerate(download.rows, HEADING + 1):
        font = STRONG if row.role == "total" else None
        for column, value in enumerate([row.code, *download.labels(row).values(), row.value], 1):
            _write(sheet, line, column, value, font)
        if row.role == "of-which":
            sheet.cell(line, 2).alignment = Alignment(indent=1)


def _write(sheet: Worksheet, line: int, column: int, value: str | int | date | None, font: Font | None) -> None:
    if value in (None, ""):
        return
    cell = sheet.cell(line, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = is_formula(value)
    elif isinstance(value, int):
        cell.number_format = PEOPLE
    else:
        cell.alignment = Alignment(horizontal="left")  # a date has the format yyyy-mm-dd from the library
    if font:
        cell.font = font


def _sheet_name(download: Download) -> str:
    """The title as far as the name of a sheet can hold it; the key of the table where nothing of the title is left."""
    for words in (download.title, download.table):
        name = _cut(" ".join(_NO_NAME.sub(" ", words).split())).strip("' ")
        if name and name.lower() != "history":  # a name that spreadsheets keep for themselves
            return name
    return "1"


def _cut(words: str) -> str:
    """The words up to the longest that a name may be: whole words if that leaves half of it, whole letters in any case."""
    if _units(words) <= LONGEST:
        return words
    end = len(words)
    while end and (_units(words[:end]) > LONGEST or _joined(words[end - 1], words[end])):
        end -= 1
    whole = words[: end + 1].rpartition(" ")[0]
    return whole if _units(whole) > LONGEST // 2 else words[:end]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _joined(before: str, after: str) -> bool:
    """Whether two signs are parts of one letter: a mark belongs to what it follows, a virama joins what follows it."""
    return category(after).startswith("M") or after in _JOINERS or before in _JOINERS or combining(before) == 9


def still(workbook: Workbook) -> bytes:
    """The workbook as an archive whose parts have fixed dates and order."""
    written, rewritten = BytesIO(), BytesIO()
    ExcelWriter(workbook, ZipFile(written, "w")).save()  # `Workbook.save` would put in the hour
    with ZipFile(written) as old, ZipFile(rewritten, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            part = ZipInfo(name)
            part.compress_type, part.create_system, part.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(part, old.read(name), compresslevel=9)
    return rewritten.getvalue()
