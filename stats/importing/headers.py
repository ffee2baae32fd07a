"""Which row names the columns, found by its labels, and which layout it is; or why there is none. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stats.importing.labels import TOTAL, normal
from stats.importing.troubles import COLUMN_TWICE, NO_HEADER, WIDE, WRONG_TABLE, Refused

DATABASE, LONG, LONG_PURPOSE, TEMPLATE = "database", "long", "long-purpose", "template"
HEADER_WITHIN = 60

REGION, NATIONALITY, STATUS, PURPOSE, PEOPLE = "州", "国籍・地域", "在留資格", "在留目的", "在留外国人数"
KEY, VALUE = "key", "value"
ASIDE = ("コード", "注釈", "注記", "備考", "単位")  # columns that can be ticked at download and count nobody end in these

_WIDE_MARKS = frozenset(["教授", "芸術", "宗教", "報道", "医療", "研究", "教育", "興行", "留学", "家族滞在", "永住者", "定住者"])
_OTHER_TABLES = ("性別", "年齢", "都道府県", "市区町村", "市区郡")
_SHORT_STAYS = "総在留外国人"
_TABLE_NUMBER = re.compile(r"第([0-9]+)表(?:の([0-9]+))?")
_NOTE = re.compile(r"\(?(?:注|備考|資料|出典)|※")

Rows = Sequence[tuple[int, tuple[str, ...]]]


def is_day(label: str) -> bool:
    """Whether a column of this normal label says the day: 時点 or 集計時点（半期毎）, but not its code."""
    return label.startswith(("時点", "集計時点", "時間軸")) and not label.endswith(ASIDE)


@dataclass(frozen=True)
class Header:
    """The row that names the columns: its number, its place among the rows, its labels as printed and as compared."""

    layout: str
    row: int
    index: int
    printed: tuple[str, ...]
    labels: tuple[str, ...]

    def column(self, label: str | Callable[[str], bool]) -> int | None:
        """The one column of a label, or None. Refused if there are two: nobody knows which is meant."""
        wanted = label if callable(label) else label.__eq__
        places = [place for place, found in enumerate(self.labels) if wanted(found)]
        if len(places) > 1:
            raise Refused(COLUMN_TWICE, row=self.row, column=self.printed[places[1]])
        return places[0] if places else None


def find(rows: Rows) -> Header | None:
    """The first row, of the first sixty, that has the labels of one of the layouts."""
    for index, (number, cells) in enumerate(rows):
        if number > HEADER_WITHIN:
            break
        labels = tuple(normal(cell[:300]) for cell in cells)
        layout = _layout(frozenset(labels))
        if layout:
            return Header(layout, number, index, cells, labels)
    return None


def _layout(labels: frozenset[str]) -> str:
    if labels >= {KEY, VALUE}:
        return TEMPLATE
    if not any(is_day(label) for label in labels):
        return ""
    if labels >= {REGION, NATIONALITY, STATUS, PEOPLE}:
        return LONG_PURPOSE if PURPOSE in labels else LONG
    return DATABASE if labels >= {NATIONALITY, TOTAL} and STATUS not in labels else ""


def refuse_other_table(rows: Rows, header: Header) -> None:
    """Refused if the lines above say that it is another table than 第1表, or the columns do."""
    if header.layout == TEMPLATE:
        return
    other = _other_table(rows[: header.index]) or _other_columns(header.labels)
    if other:
        raise Refused(WRONG_TABLE, row=header.row, detail=other)


def why_none(rows: Rows) -> tuple[str, int, str]:
    """Why no header is found, as code, row and detail."""
    head = [(number, cells) for number, cells in rows if number <= HEADER_WITHIN]
    other = _other_table(head)
    if other:
        return WRONG_TABLE, 0, other
    for number, cells in head:
        labels = {normal(cell[:300]) for cell in cells}
        if NATIONALITY in labels and (other := _other_columns(labels)):
            return WRONG_TABLE, number, other
        if len(labels & _WIDE_MARKS) >= 3 and not any(is_day(label) for label in labels):
            return WIDE, number, ""
    return NO_HEADER, 0, ""


def _other_table(rows: Rows) -> str:
    """What the lines name, if it is another table; notes may speak of any."""
    for _, cells in rows:
        for cell in cells:
            label = normal(cell[:300])
            numbers = {match.groups() for match in _TABLE_NUMBER.finditer(label)}
            if not _NOTE.match(label) and (_SHORT_STAYS in label or (numbers and ("1", None) not in numbers)):
                return cell[:80]
    return ""


def _other_columns(labels: Iterable[str]) -> str:
    return next((label for label in labels if label.startswith((*_OTHER_TABLES, _SHORT_STAYS))), "")


def is_note(cells: Sequence[str]) -> bool:
    """Whether a row is a remark: one cell alone, which says so."""
    said = [cell for cell in cells if cell.strip()]
    return len(said) == 1 and bool(_NOTE.match(normal(said[0][:300])))
