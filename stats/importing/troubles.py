"""What can be wrong with a file, as codes: the words are made elsewhere. Pure."""

from dataclasses import dataclass

# The file cannot be read at all.
EMPTY_FILE = "empty-file"
TOO_MANY_BYTES = "too-many-bytes"
TOO_MANY_ROWS = "too-many-rows"
TOO_MANY_COLUMNS = "too-many-columns"
LONG_CELL = "long-cell"
NOT_A_TABLE = "not-a-table"
ENCODING = "encoding"
DAMAGED = "damaged"
PDF = "pdf"
OLD_EXCEL = "old-excel"
ENCRYPTED = "encrypted"
ZIP_BOMB = "zip-bomb"
ENTITY = "xml-entity"
MACRO = "macro"
EXTERNAL_LINK = "external-link"
DDE = "dde"
EMBEDDED = "embedded-object"
FORMULA = "formula"
MERGED = "merged-cells"
TWO_SHEETS = "two-sheets"
NO_HEADER = "no-header"
COLUMN_TWICE = "column-twice"
WIDE = "wide-layout"
WRONG_TABLE = "wrong-table"
NO_ROWS = "no-rows"
TEMPLATE_HEAD = "template-head"
UNKNOWN_TABLE = "unknown-table"

# A cell is wrong; what it would have said is unknown.
DATE = "date"
NO_LABEL = "no-label"
TWICE = "twice"
EMPTY_CELL = "empty-cell"
NOT_A_NUMBER = "not-a-number"
NEGATIVE = "negative"
TOO_LARGE = "too-large"
PARTS = "parts"  # a printed sum is not that of its parts; the detail is both, the printed one first
MORE = "more"  # and so many more troubles as the detail says


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong and where: rows are counted as the editor sees them, from 1; 0 is the whole file."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    detail: str = ""


class Refused(ValueError):
    """The file cannot be read at all; `trouble` is the first reason."""

    def __init__(self, code: str, sheet: str = "", row: int = 0, column: str = "", detail: str = ""):
        self.trouble = Trouble(code, sheet, row, column, detail)
        super().__init__(f"{code}: {sheet} {row} {column} {detail}")
