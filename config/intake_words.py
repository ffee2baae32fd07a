"""What is wrong with a file of figures and what the checks say, in the words of editors."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from stats.importing import checking, troubles
from stats.importing.checking import Check
from stats.importing.troubles import Trouble


def trouble_words(trouble: Trouble) -> str:
    """One thing that is wrong, with the sheet, the row and the column where it is."""
    where = [
        _("sheet %(sheet)s") % {"sheet": trouble.sheet} if trouble.sheet else "",
        _("row %(row)s") % {"row": trouble.row} if trouble.row else "",
        trouble.column,
    ]
    place = ", ".join(filter(None, where))
    words = _what(trouble.code)
    detail = f" ({trouble.detail})" if trouble.detail else ""
    return f"{place}: {words}{detail}" if place else f"{words}{detail}"


def _what(code: str) -> str:
    return {
        troubles.EMPTY_FILE: _("The file is empty."),
        troubles.TOO_MANY_BYTES: _("The file is too large."),
        troubles.TOO_MANY_ROWS: _("The file has too many rows."),
        troubles.TOO_MANY_COLUMNS: _("The file has too many columns."),
        troubles.LONG_CELL: _("A cell has too many letters."),
        troubles.NOT_A_TABLE: _("This is not a table."),
        troubles.ENCODING: _("The letters are neither UTF-8 nor Shift_JIS."),
        troubles.DAMAGED: _("The file is damaged."),
        troubles.PDF: _("This is a PDF. Download the table as CSV or Excel."),
        troubles.OLD_EXCEL: _("This is an old Excel file (.xls). Save it as .xlsx, or download the CSV."),
        troubles.ENCRYPTED: _("The file is protected by a password."),
        troubles.ZIP_BOMB: _("Unpacked, the file would be far too large."),
        troubles.ENTITY: _("The file has parts that official files do not have."),
        troubles.MACRO: _("The file has macros."),
        troubles.EXTERNAL_LINK: _("The file has links to other files."),
        troubles.DDE: _("The file has links to other programs."),
        troubles.EMBEDDED: _("The file has other files in it."),
        troubles.FORMULA: _("A cell is a formula. Only figures can be brought in."),
        troubles.MERGED: _("Cells are merged."),
        troubles.TWO_SHEETS: _("Two sheets have figures. Keep one."),
        troubles.NO_HEADER: _("No row with the headings of an official table or of our template was found."),
        troubles.COLUMN_TWICE: _("Two columns have the same heading."),
        troubles.WIDE: _("This is the older, wide table. Download the long one, or the database table 0004019020."),
        troubles.WRONG_TABLE: _("This table counts short stays too. Download table 1 (第1表)."),
        troubles.NO_ROWS: _("There are no figures below the headings."),
        troubles.TEMPLATE_HEAD: _("The head of the template is not as it was."),
        troubles.UNKNOWN_TABLE: _("There is no such table."),
        troubles.DATE: _("This is no end of June or December."),
        troubles.NO_LABEL: _("A label is missing."),
        troubles.TWICE: _("The same figure stands twice."),
        troubles.EMPTY_CELL: _("A figure is missing."),
        troubles.NOT_A_NUMBER: _("This is not a number."),
        troubles.NEGATIVE: _("A count cannot be below zero."),
        troubles.TOO_LARGE: _("The number is too large to be true."),
        troubles.PARTS: _("The parts do not make the sum that is printed."),
        troubles.MORE: _("There is more that is wrong."),
    }[code]


def detail_words(name: str) -> str:
    """What a number beside a check is; the key of a table is its own word."""
    return {
        "before": _("before"),
        "now": _("now"),
        "percent": _("percent"),
        "sum": _("sum"),
        "total": _("total"),
        "value": _("count"),
        "missing": _("missing"),
    }.get(name, name)


def check_words(check: Check, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """What a check says of an edition or one of its rows, with the numbers; `names` of tables and rows, by key."""
    place = " ".join(
        filter(None, (names.get(check.table, check.table), f"{check.as_of:%Y-%m}", names.get(check.category, check.category)))
    )
    told = ", ".join(
        f"{names.get(name) or detail_words(name)} {value:,}" if isinstance(value, int) else f"{detail_words(name)} {value}"
        for name, value in check.detail.items()
    )
    words = {
        checking.FUTURE: _("The day is still to come."),
        checking.DAY: _("This is no end of June or December."),
        checking.NO_FIGURE: _("There is no figure at all."),
        checking.NO_TOTAL: _("The total is missing."),
        checking.SUM: _("The parts do not make the total."),
        checking.ABOVE_TOTAL: _("A part is larger than the total."),
        checking.ABOVE_WHOLE: _("The rows “of which” are more than the part in which they are counted."),
        checking.NEGATIVE: _("A count cannot be below zero."),
        checking.TABLES_DIFFER: _("The tables count trainees differently on this day."),
        checking.CHANGE: _("This changed by more than 30 percent in a year."),
        checking.VANISHED: _("This was counted a year before and is not any more."),
        checking.APPEARED: _("This was not counted a year before."),
        checking.GAP: _("The edition half a year before is missing."),
    }[check.code]
    return f"{place}: {words} {told}".strip()
