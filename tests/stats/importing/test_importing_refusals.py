"""Files that are none of ours, and files that would do something: each is refused with a reason of its own."""

import zipfile
from io import BytesIO

import pytest
from openpyxl.chart import BarChart, Reference

from stats.importing import grid, separated
from stats.importing import troubles as t
from stats.importing.reading import read_file
from stats.importing.troubles import Refused
from tests.stats.importing.official import (
    DECEMBER,
    JUNE,
    csv_bytes,
    database_rows,
    expected,
    long_rows,
    part,
    vocabulary,
    with_parts,
    xlsx_bytes,
)

SMALL = long_rows(regions=())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(data, name="24-12-01-1.xlsx"):
    with pytest.raises(Refused) as refusal:
        read_file(name, data, vocabulary())
    return refusal.value.trouble


def wide_rows():
    """第1表 as it was until June 2022: statuses across, in two rows of heading."""
    rows = [["第１表　国籍・地域別　在留資格（在留目的）別　在留外国人"], [], ["", "総　数", "", "", ""]]
    return [*rows, ["国籍・地域", "", "教授", "芸　術", "留学", "永住者"], ["総数", 10, 1, 2, 3, 4], ["アジア", 5, 1, 1, 1, 2]]


WORDS = "在留外国人統計".encode()
FILES = {
    "nothing": (b"", t.EMPTY_FILE),
    "only a mark": (b"\xef\xbb\xbf\r\n \r\n", t.EMPTY_FILE),
    "empty cells": (b'"",""\r\n,,,\r\n', t.EMPTY_FILE),
    "empty workbook": (xlsx_bytes([]), t.EMPTY_FILE),
    "pdf": (b"%PDF-1.7\n" + WORDS, t.PDF),
    "old excel": (OLE + b"Workbook" * 100, t.OLD_EXCEL),
    "excel with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), t.ENCRYPTED),
    "page of an error": (b"<!DOCTYPE html><html><body>404</body></html>", t.NO_HEADER),
    "json": (b'{"GET_STATS_DATA": {}}', t.NO_HEADER),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", t.NOT_A_TABLE),
    "letters of Unix": (csv_bytes(database_rows((JUNE,)), encoding="euc_jp"), t.ENCODING),
    "letters of two bytes": (csv_bytes(database_rows((JUNE,)), encoding="utf-16"), t.ENCODING),
    "letters for machines": (b"a,b\x00c,d\r\n", t.NOT_A_TABLE),
    "another question to the database": (
        csv_bytes([["集計時点（半期毎）", "国籍・地域", "在留資格", "総数", "男"], ["2025年6月", "総数", "永住者", "3", "2"]]),
        t.NO_HEADER,
    ),
    "other csv": ("日付,人数\r\n2025年6月,12\r\n".encode(), t.NO_HEADER),
    "open quote": (csv_bytes(database_rows((JUNE,))) + b'"abc', t.DAMAGED),
    "wide as csv": (csv_bytes(wide_rows()), t.WIDE),
    "wide as workbook": (xlsx_bytes(wide_rows()), t.WIDE),
    "table of prefectures": (
        csv_bytes([["国籍・地域", "在留資格", "性別", "都道府県", "在留外国人数"], ["中国", "永住者", "女", "東京都", "1"]]),
        t.WRONG_TABLE,
    ),
    "short stays by the column": (
        csv_bytes([["時点", "州", "国籍・地域", "在留資格", "総在留外国人数"], *SMALL[4:]]),
        t.WRONG_TABLE,
    ),
    "short stays by the title": (xlsx_bytes([["第１表の２　国籍・地域別　総在留外国人"], *SMALL[3:]]), t.WRONG_TABLE),
    "no zip inside": (b"PK\x03\x04" + b"x" * 50, t.DAMAGED),
    "half a workbook": (xlsx_bytes(SMALL)[:-200], t.DAMAGED),
    "two tables": (xlsx_bytes(SMALL, SMALL), t.TWO_SHEETS),
    "two sheets without a table": (xlsx_bytes([["a"]], [["b"]]), t.NO_HEADER),
    "two sheets, one wide": (xlsx_bytes([["a"]], wide_rows()), t.WIDE),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_such_file_is_refused(name):
    data, code = FILES[name]
    assert refused(data).code == code


def test_one_sheet_of_several_may_have_the_table():
    data = xlsx_bytes([["表紙"], ["注", "x"]], SMALL, titles=("表紙", "24-12-01m"))
    assert read_file("a.xlsx", data, vocabulary()).editions["stages", DECEMBER] == expected(DECEMBER)["stages", DECEMBER]
    assert grid.read("a.xlsx", data).sheet == "24-12-01m"


def test_hidden_sheet_is_a_sheet():
    def hide(book):
        book["other"].sheet_state = "hidden"

    assert refused(xlsx_bytes(SMALL, SMALL, change=hide)).code == t.TWO_SHEETS


def test_troubles_name_the_sheet():
    rows = [*SMALL, ["令和6年12月末", "総数", "総数", "留学", 1]]
    assert read_file("a.xlsx", xlsx_bytes(rows), vocabulary()).troubles[0].sheet == "24-12-01m"
    assert refused(xlsx_bytes(SMALL[:4])).sheet == "24-12-01m"
    assert refused(xlsx_bytes([*SMALL[:3], [*SMALL[3], "州"], *SMALL[4:]])).sheet == "24-12-01m"


# Workbooks that would do something


RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" Type="{}" Target="{}" TargetMode="External"/></Relationships>'
LINKED = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</externalLink>'
ACTIVE = {
    "macros": ({"xl__vbaProject.bin": b"x"}, t.MACRO),
    "old macros": ({"xl__macrosheets__sheet1.xml": "<x/>"}, t.MACRO),
    "link": ({"xl__externalLinks__externalLink1.xml": LINKED.format("<externalBook/>")}, t.EXTERNAL_LINK),
    "link by its relation": (
        {"xl__worksheets___rels__sheet1.xml.rels": RELS.format("http://x/image", "http://example.org/a.png")},
        t.EXTERNAL_LINK,
    ),
    "connection": ({"xl__connections.xml": "<connections/>"}, t.EXTERNAL_LINK),
    "query": ({"xl__queryTables__queryTable1.xml": "<x/>"}, t.EXTERNAL_LINK),
    "dde": ({"xl__externalLinks__externalLink1.xml": LINKED.format('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>')}, t.DDE),
    "object": ({"xl__embeddings__oleObject1.bin": b"x"}, t.EMBEDDED),
    "control": ({"xl__activeX__activeX1.xml": "<x/>"}, t.EMBEDDED),
    "entities": (
        {"xl__styles.xml": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><styleSheet>&b;</styleSheet>'},
        t.ENTITY,
    ),
    "entities far inside": ({"xl__styles.xml": "<styleSheet>" + " " * 70_000 + "<!ENTITY a 'b'></styleSheet>"}, t.ENTITY),
    "entities on the edge of two pieces": ({"xl__styles.xml": " " * 65_531 + "<!DOCTYPE x>"}, t.ENTITY),
    "letters that hide": ({"xl__styles.xml": "<!DOCTYPE x><styleSheet/>".encode("utf-16")}, t.ENTITY),
    "no styles but words": ({"xl__styles.xml": "在留"}, t.DAMAGED),
    "rows in disorder": (
        {"xl__worksheets__sheet1.xml": '<worksheet><sheetData><row r="5"/><row r="3"/></sheetData></worksheet>'},
        t.DAMAGED,
    ),
    "row beyond the last": (
        {"xl__worksheets__sheet1.xml": '<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>'},
        t.DAMAGED,
    ),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_workbook_that_would_do_something_is_refused(name):
    parts, code = ACTIVE[name]
    assert refused(with_parts(xlsx_bytes(SMALL), **parts)).code == code


def test_workbook_with_macros_is_known_by_its_kind_and_its_name():
    types = part(xlsx_bytes(SMALL), "[Content_Types].xml").replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")
    assert refused(with_parts(xlsx_bytes(SMALL), **{"[Content_Types].xml": types})).code == t.MACRO
    assert refused(xlsx_bytes(SMALL), "24-12-01-1.XLSM").code == t.MACRO


def test_link_that_one_only_clicks_on_and_a_chart_do_no_harm():
    def change(book):
        sheet = book.worksheets[0]
        sheet["A1"].hyperlink = "https://www.e-stat.go.jp/"
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=5, min_row=5, max_row=9))
        sheet.add_chart(chart, "H2")

    assert read_file("a.xlsx", xlsx_bytes(SMALL, change=change), vocabulary()).troubles == ()


def test_other_archives_are_no_tables():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("FEH.csv", csv_bytes(SMALL))
    assert refused(out.getvalue()).code == t.NOT_A_TABLE
    assert refused(b"PK\x05\x06" + bytes(18)).code == t.NOT_A_TABLE


# Bounds


def test_bounds_of_a_file(monkeypatch):
    data = csv_bytes(SMALL)
    monkeypatch.setattr(grid, "MOST_BYTES", len(data))
    assert read_file("a.csv", data, vocabulary()).troubles == ()
    assert refused(data + b"\n").code == t.TOO_MANY_BYTES
    assert (grid.MOST_LETTERS, separated.MOST_ROWS, separated.MOST_COLUMNS) == (300, 300_000, 400)


def test_rows_without_end_are_refused():
    assert refused(csv_bytes(SMALL) + b"\n" * 300_000 + b"x\n").code == t.TOO_MANY_ROWS
    assert read_file("a.csv", csv_bytes(SMALL) + b"\n" * 300_000, vocabulary()).troubles == ()
    assert refused(csv_bytes(SMALL) + (b"1," * 399 + b"1\n") * 7_500).code == t.TOO_MANY_ROWS


def test_columns_and_letters_without_end_are_refused_in_a_workbook():
    assert refused(xlsx_bytes([*SMALL, ["1"] * 401])).code == t.TOO_MANY_COLUMNS
    assert refused(xlsx_bytes([*SMALL, ["x" * 301, "y"]])).code == t.LONG_CELL
    assert refused(xlsx_bytes([["1"] * 401])).code == t.TOO_MANY_COLUMNS
    assert refused(b"1," * 401 + b"1\n").code == t.TOO_MANY_COLUMNS
