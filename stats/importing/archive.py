"""Whether an Excel file is safe to open: looked at as an archive, piece by piece, before any program of tables sees it. Pure.

Sizes are those that the archive states; each part is then read through in small pieces, so a part that is larger than
stated is found out by its checksum and never held in memory. Nothing is parsed here: a few marks are searched in bytes.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from stats.importing.troubles import (
    DAMAGED,
    DDE,
    EMBEDDED,
    ENCRYPTED,
    ENTITY,
    EXTERNAL_LINK,
    MACRO,
    NOT_A_TABLE,
    TOO_MANY_ROWS,
    ZIP_BOMB,
    Refused,
)

MOST_UNPACKED = 150_000_000
MOST_PARTS = 1_000
MOST_RATIO = 100
MOST_ROWS = 300_000
MOST_BETWEEN_ROWS = 5_000_000  # a program of tables holds what stands between two rows in memory at once
LAST_EXCEL_ROW = 1_048_576

_PIECE = 65_536
_LONGEST_MARK = 2_048
_MARK = re.compile(rb"<(?:[\w.-]+:)?(row|si|mergeCell|ddeLink|Relationship)\b([^<>]*)|(<!DOCTYPE|<!ENTITY)|(macroEnabled)")
_ROW = re.compile(rb"\br\s*=\s*[\"']([0-9]+)")
_MERGE = re.compile(rb"\bref\s*=\s*[\"'][A-Z]+([0-9]+):[A-Z]+([0-9]+)")
_ELSEWHERE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
_OTHER_LETTERS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # XML in UTF-16 would hide the marks

# Parts that do something, by their names; links are told apart by what they hold.
_ACTIVE = (
    ("vbaproject", MACRO),
    ("macrosheets/", MACRO),
    ("dialogsheets/", MACRO),
    ("externallinks/", EXTERNAL_LINK),
    ("connections.xml", EXTERNAL_LINK),
    ("querytables/", EXTERNAL_LINK),
    ("embeddings/", EMBEDDED),
    ("activex/", EMBEDDED),
    ("ctrlprops/", EMBEDDED),
)


@dataclass
class Part:
    """What was seen in one part: how many rows, which of them are merged, what it must not hold."""

    name: str
    rows: int = 0
    last_row: int = 0
    merged: list[tuple[int, int]] = field(default_factory=list)


def inspect(data: bytes) -> Mapping[str, list[tuple[int, int]]]:
    """The merged rows of each part, first and last; Refused for what is no Excel file, or none to be opened."""
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise Refused(ZIP_BOMB, detail="parts")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_list(archive.infolist())
            return {info.filename: _read_through(archive, info).merged for info in archive.infolist()}
    except Refused:
        raise
    except Exception as error:  # an archive can be broken in more ways than its reader has names for
        raise Refused(DAMAGED, detail=type(error).__name__) from error


def _check_list(parts: list[zipfile.ZipInfo]) -> None:
    """What the list of contents alone tells."""
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(ZIP_BOMB, detail="size")
    for part in parts:
        if part.flag_bits & 1:
            raise Refused(ENCRYPTED)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(DAMAGED, detail="compression")
        if part.file_size > 1_000_000 and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Refused(ZIP_BOMB, detail="ratio")
    names = [part.filename for part in parts]
    if len({name.lower() for name in names}) < len(names):
        raise Refused(DAMAGED, detail="names")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused(NOT_A_TABLE)


def _read_through(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Part:
    """Reads one part in pieces, up to its checksum, and looks for marks; a mark on the edge of two pieces is seen once."""
    part, rest, since = Part(info.filename), b"", 0
    with archive.open(info) as source:
        while True:
            piece = source.read(_PIECE)
            if not rest and piece.startswith(_OTHER_LETTERS):
                raise Refused(ENTITY, detail=part.name)
            known, rest = len(rest), rest + piece
            edge = len(rest) - _LONGEST_MARK if piece else len(rest)
            since += len(rest) - known
            for mark in _MARK.finditer(rest):
                if mark.start() >= edge:
                    break
                _look(part, mark)
                if mark[1] in (b"row", b"si"):
                    since = len(rest) - mark.start()
            if since > MOST_BETWEEN_ROWS:
                raise Refused(ZIP_BOMB, detail=part.name)
            if not piece:
                break
            rest = rest[max(edge, 0) :]
    for name, code in _ACTIVE:
        if name in part.name.lower():
            raise Refused(code, detail=part.name)
    return part


def _look(part: Part, mark: re.Match) -> None:
    """What one mark means; the refusals name the part."""
    tag, attributes = mark[1], mark[2] or b""
    if mark[3]:
        raise Refused(ENTITY, detail=part.name)
    if tag == b"ddeLink":
        raise Refused(DDE, detail=part.name)
    if mark[4] and part.name == "[Content_Types].xml":
        raise Refused(MACRO, detail=part.name)
    if tag == b"Relationship" and _ELSEWHERE.search(attributes) and b"/hyperlink" not in attributes:
        raise Refused(EXTERNAL_LINK, detail=part.name)
    if tag == b"mergeCell" and (rows := _MERGE.search(attributes)):
        part.merged.append((int(rows[1]), int(rows[2])))
    if tag in (b"row", b"si"):
        part.rows += 1
        if part.rows > MOST_ROWS:
            raise Refused(TOO_MANY_ROWS, detail=part.name)
    if tag == b"row" and (number := _ROW.search(attributes)):
        row = int(number[1][:9])
        if not part.last_row < row <= LAST_EXCEL_ROW:
            raise Refused(DAMAGED, detail=part.name, row=row)
        part.last_row = row
