"""Archives that would fill the memory end at once, without being unpacked."""

import struct
import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from stats.importing import archive
from stats.importing import troubles as t
from stats.importing.reading import read_file
from stats.importing.troubles import Refused
from tests.stats.importing.official import DECEMBER, csv_bytes, expected, long_rows, vocabulary, xlsx_bytes

NAMES = ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")


def zipped(contents, level=9):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as book:
        for name, content in contents.items():
            book.writestr(name, content)
    return out.getvalue()


def said_to_be(data, size, name=b"sheet1.xml"):
    """The archive, which now says in its list of contents that a part is of another size; both places, if they are there."""
    data = bytearray(data)
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    data[place + 24 : place + 28] = struct.pack("<I", size)
    return bytes(data)


def ends_soon(data, code, detail=None, most=12_000_000):
    """Refused within a second of this process, and in little memory: measured one after the other, since one slows the other."""
    start = time.process_time()
    told = refusal(data)
    assert time.process_time() - start < 1
    assert (told.code, detail or told.detail) == (code, told.detail)
    tracemalloc.start()
    refusal(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < most + 3 * len(data)


def refusal(data):
    with pytest.raises(Refused) as refused:
        read_file("a.xlsx", data, vocabulary())
    return refused.value.trouble


SHEET = b"<worksheet><sheetData>%s</sheetData></worksheet>"


def test_real_bomb_of_a_few_hundred_kilobytes():
    data = zipped(dict.fromkeys(NAMES, b"x") | {"xl/worksheets/sheet1.xml": SHEET % (b" " * 140_000_000)}, 6)
    assert 100_000 < len(data) < 500_000
    ends_soon(data, t.ZIP_BOMB, "ratio")


def test_part_that_says_it_is_huge():
    data = zipped(dict.fromkeys(NAMES, b"x"))
    ends_soon(said_to_be(data, 2**31), t.ZIP_BOMB, "size")


def test_part_that_says_it_is_small_and_is_huge():
    data = zipped(dict.fromkeys(NAMES, b"x") | {"xl/worksheets/sheet1.xml": SHEET % (b" " * 20_000_000)})
    ends_soon(said_to_be(data, 500), t.DAMAGED, "BadZipFile")


def test_many_parts_that_are_huge_together():
    data = zipped(dict.fromkeys(NAMES, b"x") | {f"xl/media/{number}": b"x" * 900_000 for number in range(170)}, 1)
    ends_soon(data, t.ZIP_BOMB, "size")


def test_parts_without_end():
    data = zipped(dict.fromkeys(NAMES, b"x") | {f"xl/{number}": b"" for number in range(1_000)})
    ends_soon(data, t.ZIP_BOMB, "parts")


def test_one_row_without_end(monkeypatch):
    monkeypatch.setattr(archive, "MOST_RATIO", 10_000)
    row = b'<row r="1">' + b"<c><v>1</v></c>" * 400_000 + b"</row>"
    ends_soon(
        zipped(dict.fromkeys(NAMES, b"x") | {"xl/worksheets/sheet1.xml": SHEET % row}), t.ZIP_BOMB, "xl/worksheets/sheet1.xml"
    )


@pytest.mark.parametrize("tag", [b"<row/>", b"<si/>", b"<x:row/>"])
def test_rows_and_texts_without_end(monkeypatch, tag):
    monkeypatch.setattr(archive, "MOST_RATIO", 10_000)
    monkeypatch.setattr(archive, "MOST_ROWS", 30_000)
    data = zipped(dict.fromkeys(NAMES, b"x") | {"xl/worksheets/sheet1.xml": SHEET % (tag * 30_001)})
    ends_soon(data, t.TOO_MANY_ROWS)


def test_other_kinds_of_compression_are_not_opened():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as book:
        for name in NAMES:
            book.writestr(name, b"x" * 100)
    ends_soon(out.getvalue(), t.DAMAGED, "compression")


def test_two_parts_of_one_name():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name in (*NAMES, "xl/Workbook.xml"):
            book.writestr(name, b"x")
    ends_soon(out.getvalue(), t.DAMAGED, "names")


def test_part_that_is_locked():
    data = bytearray(zipped(dict.fromkeys(NAMES, b"x")))
    place = data.rindex(b"PK\x01\x02")
    data[place + 8] |= 1
    ends_soon(bytes(data), t.ENCRYPTED)


def test_quoted_cell_without_end():
    ends_soon(csv_bytes(long_rows(regions=())) + b'"' + b"x" * 5_000_000, t.DAMAGED, most=40_000_000)


def test_large_file_that_is_none_of_these_is_read():
    rows = long_rows(regions=("アジア", "アフリカ"))
    data = xlsx_bytes(rows)
    assert len(data) > 50_000
    found = read_file("a.xlsx", data, vocabulary())
    assert found.editions["residents", DECEMBER] == expected(DECEMBER)["residents", DECEMBER]
