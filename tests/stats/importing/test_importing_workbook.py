"""What is particular to workbooks: texts, sizes, formulas, merged cells."""

import re

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from stats.importing import troubles as t
from stats.importing.reading import read_file
from stats.importing.troubles import Refused
from tests.stats.importing.official import DECEMBER, expected, long_rows, part, vocabulary, with_parts, xlsx_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN_XML = b"application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
SMALL = long_rows(regions=())
STAGES = expected(DECEMBER)["stages", DECEMBER]


def refused(data):
    with pytest.raises(Refused) as refusal:
        read_file("24-12-01-1.xlsx", data, vocabulary())
    return refusal.value.trouble


def put(place, value):
    def change(book):
        book.worksheets[0][place] = value

    return change


@pytest.mark.parametrize(
    "formula", ["=1+1", '=HYPERLINK("http://example.org")', "=cmd|'/c calc'!A1", ArrayFormula("E5:E9", "=SUM(A1:A2)")]
)
def test_formula_anywhere_refuses_the_file(formula):
    told = refused(xlsx_bytes(SMALL, change=put("E5", formula)))
    assert (told.code, told.sheet, told.row, told.column) == (t.FORMULA, "24-12-01m", 5, "E5")
    assert refused(xlsx_bytes([["x"]], SMALL, change=put("Z99", formula))).code == t.FORMULA


def test_text_that_looks_like_a_formula_is_text():
    def change(book):
        put("E5", "=1+1")(book)
        book.worksheets[0]["E5"].data_type = "s"

    assert read_file("a.xlsx", xlsx_bytes(SMALL, change=change), vocabulary()).troubles[0].code == t.NOT_A_NUMBER


@pytest.mark.parametrize(("cells", "row"), [("A5:A9", 5), ("D4:D5", 4), ("B6:C6", 6)])
def test_cells_merged_in_the_data_are_refused(cells, row):
    told = refused(xlsx_bytes(SMALL, change=lambda book: book.worksheets[0].merge_cells(cells)))
    assert (told.code, told.row) == (t.MERGED, row)


@pytest.mark.parametrize("cells", ["A1:E1", "B3:D3", "A100:E100"])
def test_titles_and_remarks_may_be_merged(cells):
    rows = [*SMALL, *([[]] * (99 - len(SMALL))), ["（注）数字は暫定です。"]]
    data = xlsx_bytes(rows, change=lambda book: book.worksheets[0].merge_cells(cells))
    assert read_file("a.xlsx", data, vocabulary()).editions["stages", DECEMBER] == expected(DECEMBER)["stages", DECEMBER]


def test_texts_of_excel_are_read_without_the_readings_of_their_letters():
    """Excel keeps texts in a part of their own, and the kana that were typed beside them."""
    base = xlsx_bytes(long_rows(regions=()))
    texts: list[str] = []

    def shared(cell):
        texts.append(f"<si><t>{cell[2].decode()}</t><rPh sb='0' eb='1'><t>カナ</t></rPh></si>")
        return b'<c r="%s" t="s"><v>%d</v></c>' % (cell[1], len(texts) - 1)

    sheet = re.sub(rb'<c r="(\w+)" t="inlineStr"><is><t>([^<]*)</t></is></c>', shared, part(base, SHEET))
    strings = f'<sst xmlns="{MAIN}">{"".join(texts)}</sst>'.encode()
    kind = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s.sharedStrings+xml"/></Types>' % OPEN_XML
    types = part(base, "[Content_Types].xml").replace(b"</Types>", kind)
    data = with_parts(base, **{SHEET: sheet, "xl/sharedStrings.xml": strings, "[Content_Types].xml": types})
    assert len(texts) > 300
    found = read_file("24-12-01-1.xlsx", data, vocabulary())
    assert found == read_file("24-12-01-1.xlsx", base, vocabulary())
    assert found.editions["stages", DECEMBER] == expected(DECEMBER)["stages", DECEMBER]


def test_size_that_a_sheet_says_of_itself_is_not_believed():
    data = xlsx_bytes(SMALL)
    for size in (b'<dimension ref="A1" />', b'<dimension ref="A1:XFD1048576" />', b""):
        changed = re.sub(b"<dimension[^>]*>", size, part(data, SHEET))
        assert changed != part(data, SHEET)
        assert read_file("a.xlsx", with_parts(data, **{SHEET: changed}), vocabulary()).editions["stages", DECEMBER] == STAGES


@pytest.mark.parametrize("written", [b"3768977.0", b"3.768977E6", b"3768977"])
def test_whole_number_is_whole_however_it_is_written(written):
    data = xlsx_bytes(SMALL)
    sheet = part(data, SHEET)
    assert sheet.count(b"<v>3768977</v>") == 1
    data = with_parts(data, **{SHEET: sheet.replace(b"<v>3768977</v>", b"<v>%s</v>" % written)})
    assert read_file("a.xlsx", data, vocabulary()).editions["residents", DECEMBER]["residents-total"] == 3768977


def test_row_far_below_is_refused():
    data = xlsx_bytes(SMALL)
    row = b'<row r="300001"><c r="A300001"><v>1</v></c></row></sheetData>'
    told = refused(with_parts(data, **{SHEET: part(data, SHEET).replace(b"</sheetData>", row)}))
    assert (told.code, told.row) == (t.TOO_MANY_ROWS, 300_001)
