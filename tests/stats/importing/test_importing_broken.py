"""Official files that are broken in one place: each is refused, or the place is told, and nothing false comes of it."""

from datetime import date

import pytest

from stats.importing import troubles as t
from stats.importing.reading import MOST_TROUBLES, read_file
from stats.importing.troubles import Refused, Trouble
from tests.stats.importing.official import DECEMBER, JUNE, csv_bytes, database_rows, expected, long_rows, vocabulary
from tests.stats.importing.places import STATUSES

DAY, PLACE, FIRST = 5, 8, 10  # columns of the database table
COLUMN = {status: FIRST + place for place, status in enumerate(STATUSES)}
TOTAL = 11  # rows, as lists count them
VIETNAM = next(place for place, row in enumerate(database_rows((JUNE,))) if row[PLACE : PLACE + 1] == ["ベトナム"])
LAST = len(database_rows((JUNE,)))


def read(rows):
    return read_file("FEH.csv", csv_bytes(rows), vocabulary())


def cell(row, column, text):
    def change(rows):
        rows[row][column] = text

    return change


def repeat(row):
    return lambda rows: rows.append(list(rows[row]))


def cut(row, width):
    def change(rows):
        del rows[row][width:]

    return change


def insert_row(row, cells):
    return lambda rows: rows.insert(row, cells)


def drop_column(column):
    def change(rows):
        for row in rows[8:]:
            del row[column]

    return change


def copy_column(column):
    def change(rows):
        for row in rows[10:]:
            row.append(row[column])

    return change


STUDENTS, TRAINEES = COLUMN["留学"], COLUMN["技能実習２号ロ"]
# Each: what is done to the database table of June 2025, and what is told of it: code, row, column.
DATABASE = {
    "text in a number": (cell(TOTAL, STUDENTS, "多数"), t.NOT_A_NUMBER, 12, "留学"),
    "text in a number of a nationality": (cell(VIETNAM, STUDENTS, "多数"), t.NOT_A_NUMBER, VIETNAM + 1, "留学"),
    "unit in a number": (cell(VIETNAM, TRAINEES, "12人"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "fraction": (cell(VIETNAM, TRAINEES, "12.5"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "number with an exponent": (cell(VIETNAM, TRAINEES, "1E+05"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "thousands set apart wrongly": (cell(VIETNAM, TRAINEES, "12,34"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "mark of a footnote": (cell(VIETNAM, TRAINEES, "1234²"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "formula": (cell(VIETNAM, TRAINEES, "=SUM(A1:A9)"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "command": (cell(VIETNAM, TRAINEES, "=cmd|'/c calc'!A1"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "error of a spreadsheet": (cell(VIETNAM, TRAINEES, "#REF!"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "columns too narrow to show": (cell(VIETNAM, TRAINEES, "########"), t.NOT_A_NUMBER, VIETNAM + 1, "技能実習２号ロ"),
    "negative": (cell(TOTAL, STUDENTS, "-3"), t.NEGATIVE, 12, "留学"),
    "negative as in books": (cell(TOTAL, STUDENTS, "△3"), t.NEGATIVE, 12, "留学"),
    "too large": (cell(TOTAL, STUDENTS, "9" * 12), t.TOO_LARGE, 12, "留学"),
    "far too large": (cell(TOTAL, STUDENTS, "9" * 290), t.TOO_LARGE, 12, "留学"),
    "empty cell": (cell(TOTAL, STUDENTS, ""), t.EMPTY_CELL, 12, "留学"),
    "empty total": (cell(TOTAL, FIRST, " "), t.EMPTY_CELL, 12, "総数"),
    "row cut short": (cut(VIETNAM, COLUMN["特別永住者"]), t.EMPTY_CELL, VIETNAM + 1, "特別永住者"),
    "figure beyond the header": (lambda rows: rows[VIETNAM].append("17"), t.NO_LABEL, VIETNAM + 1, "54"),
    "column without a label": (cell(10, STUDENTS, ""), t.NO_LABEL, 12, str(STUDENTS + 1)),
    "row without a nationality": (cell(VIETNAM, PLACE, "  "), t.NO_LABEL, VIETNAM + 1, "国籍・地域"),
    "line twice": (repeat(VIETNAM), t.TWICE, LAST + 1, "国籍・地域"),
    "total twice": (repeat(TOTAL), t.TWICE, LAST + 1, "国籍・地域"),
    "line of one nationality under the name of another": (cell(VIETNAM, PLACE, "中国"), t.TWICE, VIETNAM + 1, "国籍・地域"),
    "status twice": (copy_column(STUDENTS), t.TWICE, 11, "留学"),
    "status under the name of another": (cell(10, STUDENTS, "研 修"), t.TWICE, 11, "研修"),
    "month between editions": (cell(VIETNAM, DAY, "2025年3月"), t.DATE, VIETNAM + 1, "集計時点（半期毎）"),
    "no such month": (cell(VIETNAM, DAY, "2025年16月"), t.DATE, VIETNAM + 1, "集計時点（半期毎）"),
    "day within a month": (cell(VIETNAM, DAY, "2025年6月1日"), t.DATE, VIETNAM + 1, "集計時点（半期毎）"),
    "day as a serial number": (cell(VIETNAM, DAY, "45838"), t.DATE, VIETNAM + 1, "集計時点（半期毎）"),
    "era without a year": (cell(VIETNAM, DAY, "令和年6月末"), t.DATE, VIETNAM + 1, "集計時点（半期毎）"),
    "year of no era": (cell(VIETNAM, DAY, "平成37年6月末"), t.DATE, VIETNAM + 1, "集計時点（半期毎）"),
    "no day": (cell(VIETNAM, DAY, ""), t.DATE, VIETNAM + 1, "集計時点（半期毎）"),
    "header again": (lambda rows: rows.append(list(rows[10])), t.DATE, LAST + 1, "集計時点（半期毎）"),
    "sum that is none": (cell(VIETNAM, COLUMN["技能実習合計"], "1"), t.PARTS, VIETNAM + 1, "技能実習合計"),
    "part moved by a digit": (cell(TOTAL, COLUMN["特定技能２号"], "99999999"), t.PARTS, 12, "特定技能合計"),
    "line of words": (insert_row(VIETNAM, ["この", "表は", "未完"]), t.DATE, VIETNAM + 1, "集計時点（半期毎）"),
    "no header": (lambda rows: rows.pop(10), t.NO_HEADER, 0, ""),
    "header below the sixtieth row": (lambda rows: rows.__setitem__(slice(0, 0), [["x"]] * 50), t.NO_HEADER, 0, ""),
    "other word for nationality": (cell(10, PLACE, "国籍"), t.NO_HEADER, 0, ""),
    "no total": (cell(10, FIRST, "合計"), t.NO_HEADER, 0, ""),
    "no column for the day": (drop_column(DAY), t.WIDE, 11, ""),
    "two columns for the day": (copy_column(DAY), t.COLUMN_TWICE, 11, "集計時点（半期毎）"),
    "two columns for nationality": (copy_column(PLACE), t.COLUMN_TWICE, 11, "国籍・地域"),
    "no rows": (lambda rows: rows.__delitem__(slice(11, None)), t.NO_ROWS, 11, ""),
    "table of short stays": (cell(2, 1, "国籍・地域別　総在留外国人"), t.WRONG_TABLE, 11, ""),
    "second first table": (cell(1, 1, "第１表の２"), t.WRONG_TABLE, 11, ""),
    "other table": (cell(1, 1, "第3表"), t.WRONG_TABLE, 11, ""),
    "table by prefecture": (lambda rows: [row.append("都道府県") for row in rows[10:]], t.WRONG_TABLE, 11, ""),
    "letters without end": (cell(VIETNAM, STUDENTS, "1" * 301), t.LONG_CELL, VIETNAM + 1, ""),
    "columns without end": (lambda rows: rows[VIETNAM].extend(["1"] * 400), t.TOO_MANY_COLUMNS, VIETNAM + 1, ""),
}


@pytest.mark.parametrize("name", DATABASE)
def test_what_is_broken_in_the_database_table_is_told(name):
    change, code, row, column = DATABASE[name]
    rows = database_rows((JUNE,))
    change(rows)
    try:
        told = [read(rows).troubles[0]]
    except Refused as refused:
        told = [refused.trouble]
    assert [(trouble.code, trouble.row, trouble.column) for trouble in told] == [(code, row, column)]


# In the first table: what is done to the row that says how many students there are, which is row 39.
STUDENT_ROW = next(place for place, row in enumerate(long_rows()) if row[3:4] == ["留学"])
LONG = {
    "text in a number": (4, "多数", t.NOT_A_NUMBER, "留学"),
    "negative": (4, -5, t.NEGATIVE, "留学"),
    "empty": (4, None, t.EMPTY_CELL, "留学"),
    "day": (0, "令和6年11月末", t.DATE, "時点"),
    "region": (1, "", t.NO_LABEL, "州"),
    "nationality": (2, "", t.NO_LABEL, "国籍・地域"),
    "status": (3, "", t.NO_LABEL, "在留資格"),
    "status twice": (3, "研修", t.TWICE, "研修"),
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_broken_in_the_first_table_is_told(name):
    column, text, code, label = LONG[name]
    rows = long_rows(regions=())
    rows[STUDENT_ROW][column] = text
    found = read(rows)
    told = found.troubles[0]
    row = STUDENT_ROW + 1 + (name == "status twice")
    assert name != "status twice" or found.editions["residents", DECEMBER]["trainee-kenshu"] is None
    assert (told.code, told.row, told.column) == (code, row, label)
    assert found.editions["residents", DECEMBER].get("student") is None


def test_figure_that_is_told_to_be_wrong_is_unknown_and_the_others_stand():
    for name in ("text in a number", "negative", "too large", "empty cell", "status twice"):
        rows = database_rows((JUNE,))
        DATABASE[name][0](rows)
        right = expected(JUNE)
        right["residents", JUNE]["student"] = None
        assert read(rows).editions == right


def test_line_that_stands_twice_is_unknown():
    rows = database_rows((JUNE,))
    repeat(VIETNAM)(rows)
    found = read(rows)
    assert len(found.troubles) == 1
    assert found.editions["trainees", JUNE] == expected(JUNE)["trainees", JUNE] | {"vn": None}


def test_row_with_figures_is_no_remark_whatever_its_first_cell_says():
    rows = database_rows((JUNE,))
    rows[VIETNAM][0] = "※"
    assert read(rows).editions == expected(JUNE)


def test_many_troubles_are_told_in_part_and_the_rest_counted():
    rows = database_rows((JUNE,))
    for row in rows[11:]:
        row[10:] = ["?"] * len(row[10:])
    troubles = read(rows).troubles
    assert len(troubles) == MOST_TROUBLES + 1
    assert troubles[-1].code == t.MORE
    assert int(troubles[-1].detail) > 1000


def test_one_wrong_day_in_all_rows_is_told_once():
    rows = database_rows((date(2025, 6, 30),))
    for row in rows[11:]:
        row[DAY] = "2025年7月"
    assert read(rows).troubles == (Trouble(t.DATE, "", 12, "集計時点（半期毎）", "2025年7月"),)
