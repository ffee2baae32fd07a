"""An edition to take away says the same in each kind of file, is nothing but data, and has the same bytes each time."""

import csv
import hashlib
import json
import os
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from unicodedata import category, normalize
from zipfile import ZipFile

import pytest
from django.conf import settings as active
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from stats.downloads import Download, Row, csv_bytes, file_name, json_bytes, xlsx_bytes
from stats.downloads.workbook import HEADING

SMALL = Download(
    "residents", "Người nước ngoài theo tư cách lưu trú", date(2025, 12, 31), "vi", "ltr", "在留外国人統計, 出入国在留管理庁",
    "https://www.moj.go.jp/isa/", "ISA, “在留外国人統計”, 12/2025", "https://guide.example/vi/statistics/residents/",
    ("Mã", "Tên", "Tên tiếng Nhật", "Số người"),
    (
        Row("residents-total", "Tổng số", "総数", 3_956_619, "total"),
        Row("student", 'Du học, "sinh viên"', "留学", 435_203, "part"),
        Row("researcher", "Nghiên cứu", "", 0, "part"),
        Row("journalist", "Phóng viên", "報道", None, "part"),
        Row("stage-1", "Giai đoạn 1", "技能実習1号", 12, "of-which"),
    ),
)  # fmt: skip
MAKERS = {"csv": csv_bytes, "json": json_bytes, "xlsx": xlsx_bytes}

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "－")
ARMED = [trigger + rest for trigger in TRIGGERS for rest in ("1+1", "=1+1", "cmd|' /C calc'!A0", "")]
ARMED += ['=1+2";=1+2', "=1+2'\" ;,=1+2", " =1", "\u00a0=1", "\u200b=1", "\ufeff@a", '"=1', "a;=1", 'a; "=1', "a;;\t-1", "#N/A"]
armed = st.sampled_from(ARMED) | st.text(st.sampled_from("=+-@\t\r\n ;,\"'＝＋\u200b\u00a0ab1"), max_size=12)
words = st.text(max_size=30) | armed


def with_labels(*labels: str) -> Download:
    return replace(SMALL, rows=tuple(Row(label, label, label, 1, "part") for label in labels))


def csv_rows(download: Download) -> list[list[str]]:
    return list(csv.reader(StringIO(csv_bytes(download).decode("utf-8-sig"), newline=""), strict=True))


def sheet_of(download: Download):
    workbook = load_workbook(BytesIO(xlsx_bytes(download)))
    assert (len(workbook.worksheets), workbook.calculation.fullCalcOnLoad) == (1, False)
    return workbook.active


def xlsx_rows(download: Download) -> list[tuple]:
    return list(sheet_of(download).iter_rows(min_row=HEADING, values_only=True))


def plain(label: str) -> str:
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+", " ", label).strip()


def test_csv_is_one_heading_line_and_a_line_a_row_with_a_mark_for_spreadsheets():
    data = csv_bytes(SMALL)
    assert data.startswith(b"\xef\xbb\xbfcode,label_vi,label_ja,value\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == 1 + len(SMALL.rows)
    assert '"student","Du học, ""sinh viên""","留学",435203\r\n' in data.decode("utf-8-sig")
    counts = ["3956619", "435203", "0", "", "12"]
    assert csv_rows(SMALL)[1:] == [
        [row.code, row.label, row.japanese, count] for row, count in zip(SMALL.rows, counts, strict=True)
    ]


def test_json_is_the_whole_edition_in_a_stable_order():
    content = json.loads(json_bytes(SMALL).decode("utf-8"))
    assert content == {
        "table": "residents", "as_of": "2025-12-31", "title": SMALL.title, "language": "vi",
        "source": {"name": SMALL.source, "url": SMALL.source_url}, "cite": SMALL.cite, "address": SMALL.address,
        "rows": [{"code": row.code, "labels": {"vi": row.label, "ja": row.japanese}, "role": row.role, "value": row.value} for row in SMALL.rows],
    }  # fmt: skip
    assert list(content) == ["table", "as_of", "title", "language", "source", "cite", "address", "rows"]
    assert list(content["rows"][0]) == ["code", "labels", "role", "value"]


def test_workbook_says_what_it_is_above_a_table_of_numbers():
    sheet = sheet_of(SMALL)
    about = [sheet.cell(line, 1).value for line in (1, 3, 4, 5, 6)]
    assert about == [SMALL.title, SMALL.source, SMALL.source_url, SMALL.cite, SMALL.address]
    assert (sheet["A2"].value.date(), sheet["A2"].number_format) == (SMALL.as_of, "yyyy-mm-dd")
    heading, *rows = xlsx_rows(SMALL)
    assert heading == SMALL.columns
    assert rows == [(row.code, row.label, row.japanese or None, row.value) for row in SMALL.rows]
    assert {sheet.cell(line, 4).number_format for line in (9, 10, 11, 13)} == {"#,##0"}
    assert [bool(sheet.cell(line, 2).font.bold) for line in range(HEADING, 14)] == [True, True, False, False, False, False]
    assert [sheet.cell(line, 2).alignment.indent for line in range(9, 14)] == [0, 0, 0, 0, 1]


def test_unknown_is_empty_and_zero_is_zero():
    assert [row[-1] for row in csv_rows(SMALL)[3:5]] == ["0", ""]
    assert [row["value"] for row in json.loads(json_bytes(SMALL))["rows"][2:4]] == [0, None]
    zero, unknown = xlsx_rows(SMALL)[3:5]
    assert (zero[-1], type(zero[-1]), unknown[-1]) == (0, int, None)


def test_in_japanese_a_row_has_one_name_and_the_same_as_elsewhere():
    japanese = replace(SMALL, language="ja", title="在留資格別在留外国人数")
    assert csv_rows(japanese)[0:4:3] == [["code", "label_ja", "value"], ["researcher", "Nghiên cứu", "0"]]
    assert json.loads(json_bytes(japanese))["rows"][1]["labels"] == {"ja": "留学"}
    assert xlsx_rows(japanese)[:2] == [("Mã", "Tên", "Số người"), ("residents-total", "総数", 3_956_619)]
    assert csv_rows(replace(SMALL, language="ja-simple"))[0] == ["code", "label_ja-simple", "label_ja", "value"]


@given(st.lists(st.tuples(words, st.none() | st.integers(0, 10**9)), max_size=6))
def test_all_kinds_of_files_give_back_what_went_in(found):
    download = replace(SMALL, rows=[Row(f"row-{n}", label, "名", value, "part") for n, (label, value) in enumerate(found)])
    labels, values = [plain(label) for label, _ in found], [value for _, value in found]
    read = csv_rows(download)[1:]
    assert [row[1].replace("'", "") for row in read] == [label.replace("'", "") for label in labels]
    assert [int(row[3]) if row[3] else None for row in read] == values
    content = json.loads(json_bytes(download))["rows"]
    assert [(row["labels"]["vi"], row["value"]) for row in content] == list(zip(labels, values, strict=True))
    assert [(row[1] or "", row[3]) for row in xlsx_rows(download)[1:]] == list(zip(labels, values, strict=True))


def starts_a_formula(cell: str) -> bool:
    seen = [sign for sign in cell if sign != '"' and not sign.isspace() and category(sign) != "Cf"]
    return cell.startswith(("\t", "\r", "\n")) or (bool(seen) and normalize("NFKC", seen[0]) in tuple("=+-@"))


@given(st.lists(armed, min_size=1, max_size=3))
def test_no_cell_of_a_csv_starts_a_formula_wherever_the_spreadsheet_ends_its_cells(labels):
    text = csv_bytes(with_labels(*labels)).decode("utf-8-sig")
    cells = [cell for row in csv_rows(with_labels(*labels)) for cell in row]
    assert len(cells) == 4 * (1 + len(labels))
    assert [cell for cell in cells if starts_a_formula(cell)] == []
    assert [cell for cell in re.split(";|\r\n", text) if starts_a_formula(cell)] == []


@pytest.mark.parametrize(("label", "cell"), [
    ("=1+1", "'=1+1"), ("\t=1", "'=1"), ("\r@a", "'@a"), ("-", "'-"), ("＋1", "'＋1"), ("a;=1", "a;'=1"), ('=1+2";=1+2', "'=1+2\";'=1+2"),
    ("'=1", "'=1"), ("a=b", "a=b"), ("a, -b", "a, -b"), ("Guinea-Bissau", "Guinea-Bissau"), ("", ""), ("−1", "−1"),
])  # fmt: skip
def test_an_apostrophe_stands_where_a_formula_would_begin_and_nowhere_else(label, cell):
    assert csv_rows(with_labels(label))[1] == [cell, cell, cell, "1"]


@given(armed)
def test_no_cell_of_a_workbook_is_a_formula_and_its_words_are_unchanged(label):
    download = replace(with_labels(label), source=label, source_url=label, cite=label, address=label, columns=(label,) * 4)
    sheet = sheet_of(replace(download, title=label))
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}
    texts = [sheet.cell(line, 1) for line in (1, 3, 4, 5, 6, 8, 9)]
    assert {cell.value for cell in texts} == {plain(label) or None}
    if plain(label):
        assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.quotePrefix for cell in texts) == starts_a_formula(plain(label))


def test_a_workbook_holds_no_formula_link_or_macro_and_tells_neither_when_nor_by_whom_it_was_made():
    with ZipFile(BytesIO(xlsx_bytes(with_labels(*ARMED)))) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name) for name in archive.namelist()}
        kept = {(part.date_time, part.create_system, part.external_attr >> 16) for part in archive.infolist()}
    assert kept == {((1980, 1, 1, 0, 0, 0), 3, 0o644)}
    assert not re.search(rb"<f[ />]", parts["xl/worksheets/sheet1.xml"])
    assert list(parts) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels",
        "xl/styles.xml", "xl/theme/theme1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
    ]  # fmt: skip
    properties = dict(re.findall(r"<\w+:(\w+)[^>]*>([^<]+)<", parts["docProps/core.xml"].decode()))
    day = "2025-12-31T00:00:00Z"
    assert properties == {"title": SMALL.title, "language": "vi", "created": day, "modified": day}


@pytest.mark.parametrize("label", ["a\x00b", "a\x0bb", "a\ud800b", "a\ufffeb", "a\r\nb", "a\u2028b"])
def test_what_no_file_can_hold_is_a_space(label):
    assert csv_rows(with_labels(label))[1][1] == xlsx_rows(with_labels(label))[1][1] == "a b"
    assert json.loads(json_bytes(with_labels(label)))["rows"][0]["labels"]["vi"] == "a b"


@pytest.mark.parametrize("wrong", [
    lambda: Row("a", "a", "a", -1, "part"), lambda: Row("a", "a", "a", 1, "rest"), lambda: replace(SMALL, direction="up"),
    lambda: replace(SMALL, language="vi,=1"), lambda: replace(SMALL, columns=("a", "b")),
])  # fmt: skip
def test_what_no_edition_has_is_refused(wrong):
    with pytest.raises(ValueError, match=r"a: |residents: "):
        wrong()


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_bytes_are_the_same_in_another_process_zone_and_order_of_hashes(zone, seed):
    script = (
        "import hashlib, pickle, sys; from stats.downloads import csv_bytes, json_bytes, xlsx_bytes\n"
        "download = pickle.load(sys.stdin.buffer); assert 'django' not in sys.modules\n"
        "print(*(hashlib.sha256(make(download)).hexdigest() for make in (csv_bytes, json_bytes, xlsx_bytes)))"
    )
    download, how = with_labels(*ARMED), {"cwd": active.BASE_DIR, "env": os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}}
    found = subprocess.run([sys.executable, "-c", script], input=pickle.dumps(download), capture_output=True, check=True, **how)
    assert found.stdout.decode().split() == [hashlib.sha256(make(download)).hexdigest() for make in MAKERS.values()]


@pytest.mark.parametrize(("kind", "most"), [("csv", 45_000), ("json", 80_000), ("xlsx", 20_000)])
def test_a_table_of_all_nationalities_is_small(kind, most):
    rows = [Row(f"country-{n}", "ကမ္ဘောဒီးယား နိုင်ငံ" + str(n), "中央アフリカ共和国", n * 4711, "part") for n in range(250)]
    assert 1_000 < len(MAKERS[kind](replace(SMALL, rows=rows))) < most


@given(words | st.text(st.sampled_from("[]:*?/\\'： ab\u0301😀"), max_size=60))
def test_any_title_gives_a_sheet_a_name_and_stands_whole_above_the_table(title):
    sheet = sheet_of(replace(SMALL, title=title))
    assert 0 < len(sheet.title.encode("utf-16-le")) <= 62
    assert not set(sheet.title) & set("[]:*?/\\：？／")
    assert sheet.title == sheet.title.strip("' ")
    assert (sheet.cell(1, 1).value or "") == plain(title)


@pytest.mark.parametrize(("title", "name"), [
    ("Foreign residents by nationality, 2025", "Foreign residents by"), ("在留外国人数：2025年", "在留外国人数 2025年"),
    ("Foreign residents: [12/2025]?", "Foreign residents 12 2025"), ("x" * 40, "x" * 31), ("x" * 31, "x" * 31),
    ("x" * 30 + "e\u0301tat", "x" * 30), ("x" * 29 + "ក្ក", "x" * 29), ("😀" * 20, "😀" * 15),
    ("'quoted'", "quoted"), ("History", "residents"), ("[?]", "residents"), ("", "residents"),
])  # fmt: skip
def test_name_of_a_sheet_is_as_much_of_the_title_as_it_can_hold(title, name):
    assert sheet_of(replace(SMALL, title=title)).title == name


def test_sheet_runs_the_way_its_language_does():
    urdu = replace(SMALL, language="ur", direction="rtl", title="غیر ملکی باشندے")
    assert [bool(sheet_of(download).sheet_view.rightToLeft) for download in (urdu, SMALL)] == [True, False]


@pytest.mark.parametrize(("changes", "suffix", "name"), [
    ({}, "csv", "residents-2025-12-vi.csv"), ({"table": '../é"\r\nx'}, "json", "x-2025-12-vi.json"),
    ({"language": "zh-hans", "as_of": date(2026, 6, 30)}, ".xlsx", "residents-2026-06-zh-hans.xlsx"),
])  # fmt: skip
def test_file_is_named_after_table_month_and_language_in_ascii(changes, suffix, name):
    assert file_name(replace(SMALL, **changes), suffix) == name
