"""What a downloaded edition holds, whatever the kind of file, and how the file is called. Pure.

Words are one plain line in every file: what no line of text holds (tabs, line ends and other control characters, halves of
letters) is one space here, and none at the ends. An unknown count is None, which is not zero.
"""

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, get_args

Role = Literal["total", "part", "of-which"]
Direction = Literal["ltr", "rtl"]

_NO_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")
# What a spreadsheet may take for the start of a formula, at the start of a cell and after a semicolon, which ends a cell
# where the comma is the sign of decimals; blanks, signs that nobody sees and quotation marks before it are passed over.
_FORMULA = re.compile(r'(^|;)(?=[\s"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫])')


@dataclass(frozen=True)
class Row:
    """One line of the table: its permanent key, its name for the reader and in Japanese, and how many people.

    An "of-which" is counted in a part already. ValueError for a count below zero or an unknown role.
    """

    code: str
    label: str
    japanese: str
    value: int | None
    role: Role

    def __post_init__(self):
        _clean(self)
        if self.role not in get_args(Role):
            raise ValueError(f"{self.code}: no such role as {self.role!r}")
        if self.value is not None and self.value < 0:
            raise ValueError(f"{self.code}: a count is never below zero, {self.value}")


@dataclass(frozen=True)
class Download:
    """The table of one day for readers of one language, with where it comes from and how to cite it.

    `columns` are the headings in the reader's words: code, name, name in Japanese, people. ValueError for what is no code
    of a language or no direction.
    """

    table: str
    title: str
    as_of: date
    language: str
    direction: Direction
    source: str
    source_url: str
    cite: str
    address: str
    columns: tuple[str, str, str, str]
    rows: tuple[Row, ...]

    def __post_init__(self):
        _clean(self)
        object.__setattr__(self, "columns", tuple(one_line(heading) for heading in self.columns))
        object.__setattr__(self, "rows", tuple(self.rows))
        if len(self.columns) != 4:
            raise ValueError(f"{self.table}: four columns need four headings, not {len(self.columns)}")
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"{self.table}: no code of a language, {self.language!r}")
        if self.direction not in get_args(Direction):
            raise ValueError(f"{self.table}: no direction of writing, {self.direction!r}")

    def labels(self, row: Row) -> dict[str, str]:
        """The names of a row by language: the reader's and the Japanese one, which for readers of Japanese are one.

        "ja" is the same in the files of all languages: the Japanese name of the row, and only if it has none and the
        reader's language is Japanese, what that reader is shown.
        """
        if self.language == "ja":
            return {"ja": row.japanese or row.label}
        return {self.language: row.label, "ja": row.japanese}


def one_line(text: str) -> str:
    """The text as one plain line, which every kind of file can hold."""
    return _NO_LINE.sub(" ", text).strip()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text, at the start of a cell, for a formula."""
    match = _FORMULA.search(text)
    return bool(match) and match.start() == match.end() == 0


def disarmed(text: str) -> str:
    """The text with an apostrophe before all in it that a spreadsheet may take for the start of a formula."""
    return _FORMULA.sub(r"\1'", text)


def file_name(download: Download, suffix: str) -> str:
    """residents-2025-12-vi.csv: the key of the table, the month and the language, in ASCII and without a path."""
    stem = f"{download.table}-{download.as_of.isoformat()[:7]}-{download.language}"
    return f"{_ascii(stem)}.{_ascii(suffix)}"


def _ascii(text: str) -> str:
    return re.sub("[^A-Za-z0-9]+", "-", text).strip("-")


def _clean(holder: Row | Download) -> None:
    """Every text of a row or a download as one plain line."""
    for field in fields(holder):
        value = getattr(holder, field.name)
        if isinstance(value, str):
            object.__setattr__(holder, field.name, one_line(value))
