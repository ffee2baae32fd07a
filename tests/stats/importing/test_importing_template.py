"""Our own template, as CSV and as a workbook."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from stats.importing import troubles as t
from stats.importing.reading import Found, Unknown, read_file
from stats.importing.troubles import Refused, Trouble
from tests.stats.importing.official import DECEMBER, csv_bytes, expected, template_rows, vocabulary, xlsx_bytes

TRAINEES = {("trainees", DECEMBER): expected(DECEMBER)["trainees", DECEMBER]}


def rows():
    return template_rows("trainees", DECEMBER)


def read(rows, words=None, to_bytes=csv_bytes):
    return read_file("template.csv", to_bytes(rows), words or vocabulary())


@pytest.mark.parametrize("to_bytes", [csv_bytes, xlsx_bytes])
@pytest.mark.parametrize("table", ["residents", "trainees"])
def test_template_is_read(to_bytes, table):
    assert read(template_rows(table, DECEMBER), to_bytes=to_bytes) == Found(
        "template", {(table, DECEMBER): expected(DECEMBER)[table, DECEMBER]}
    )


MIDNIGHT = datetime(2024, 12, 31)  # noqa: DTZ001 – cells of a spreadsheet know no time zone


@pytest.mark.parametrize("day", ["2024-12-31", "2024/12/31", MIDNIGHT, date(2024, 12, 31), "令和6年12月末"])
def test_day_may_be_a_date_of_a_spreadsheet(day):
    assert read([rows()[0], ["as_of", day], *rows()[2:]], to_bytes=xlsx_bytes).editions == TRAINEES


def test_lines_columns_and_cells_that_say_nothing_are_passed_over():
    more = [["TABLE ", " trainees ", "", "x"], [], ["remark", "for editors"], rows()[1], []]
    more += [[value, "x", f" {key} ", label, "y"] for key, label, value in rows()[2:]]
    more[5] = ["Value", "note", "Key", "label", "other"]
    assert read(more).editions == TRAINEES
    assert read(more, to_bytes=xlsx_bytes).editions == TRAINEES


@pytest.mark.parametrize("nothing", ["", "***", "-", " "])
def test_empty_value_is_unknown_and_zero_is_zero(nothing):
    changed = rows()
    changed[4][2], changed[5][2] = nothing, "0"
    found = read(changed)
    assert found.editions["trainees", DECEMBER] == TRAINEES["trainees", DECEMBER] | {changed[4][0]: None, changed[5][0]: 0}
    assert found.troubles == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_mark_at_the_head_is_no_letter(encoding):
    assert read(rows(), to_bytes=lambda given: csv_bytes(given, encoding=encoding)).editions == TRAINEES


def test_row_that_is_cut_short_is_unknown():
    assert read([*rows()[:3], ["vn"]]).editions == {("trainees", DECEMBER): {"vn": None}}


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (["vn", "", "1"], t.TWICE, "value"),
        (["", "", "1"], t.NO_LABEL, "key"),
        (["kg2", "", "x"], None, ""),
        (["zz", "", "-1"], None, ""),
    ],
)
def test_rows_that_are_wrong_are_told(row, code, column):
    found = read([*rows(), row])
    if code:
        assert [(trouble.code, trouble.row, trouble.column) for trouble in found.troubles] == [(code, len(rows()) + 1, column)]
    else:
        assert found.unknown == (Unknown("key", row[0], len(rows()) + 1),)
    assert found.editions["trainees", DECEMBER]["vn"] == (None if code == t.TWICE else TRAINEES["trainees", DECEMBER]["vn"])


@pytest.mark.parametrize(
    ("text", "code"), [("x", t.NOT_A_NUMBER), ("-4", t.NEGATIVE), ("1.5", t.NOT_A_NUMBER), ("9" * 11, t.TOO_LARGE)]
)
def test_values_that_are_wrong_are_told_and_unknown(text, code):
    changed = rows()
    changed[3][2] = text
    found = read(changed)
    assert found.troubles == (Trouble(code, "", 4, "value", text),)
    assert found.editions["trainees", DECEMBER][changed[3][0]] is None


def test_key_that_an_editor_leaves_out():
    assert read([*rows(), ["ZZ", "", "1"]], replace(vocabulary(), ignored=frozenset({"zz"}))) == Found("template", TRAINEES)


@pytest.mark.parametrize("day", ["2024-12-30", "2024-11-30", "31.12.2024", "soon"])
def test_day_that_is_no_day_of_an_edition_is_told(day):
    found = read([rows()[0], ["as_of", day], *rows()[2:]])
    assert (found.editions, found.troubles) == ({}, (Trouble(t.DATE, "", 2, "as_of", day),))


def test_day_before_the_first_that_is_asked_for_is_counted():
    found = read([rows()[0], ["as_of", "2018-12-31"], *rows()[2:]])
    assert (found.editions, found.older) == ({}, 1)


@pytest.mark.parametrize(
    ("head", "code", "row"),
    [
        ([["table", "prefectures"], ["as_of", "2024-12-31"]], t.UNKNOWN_TABLE, 1),
        ([["table", ""], ["as_of", "2024-12-31"]], t.TEMPLATE_HEAD, 3),
        ([["table", "trainees"], ["as_of", " "]], t.TEMPLATE_HEAD, 3),
        ([["as_of", "2024-12-31"]], t.TEMPLATE_HEAD, 2),
        ([["table", "trainees"]], t.TEMPLATE_HEAD, 2),
    ],
)
def test_template_without_its_head_is_refused(head, code, row):
    with pytest.raises(Refused) as refusal:
        read([*head, *rows()[2:]])
    assert (refusal.value.trouble.code, refusal.value.trouble.row) == (code, row)


def test_template_without_rows_or_with_two_columns_of_values_is_refused():
    for changed, code in ((rows()[:3], t.NO_ROWS), ([*rows()[:2], ["key", "value", "value"], ["vn", 1, 2]], t.COLUMN_TWICE)):
        with pytest.raises(Refused) as refusal:
            read(changed)
        assert refusal.value.trouble.code == code
