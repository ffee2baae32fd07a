"""What tests of pictures share: small pictures in any language, and the pixels of a PNG file."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from stats import charts
from stats.pictures import Course, Picture, Row
from tests.stats.strategies import yearly

LABELS = {
    "en": "Engineer/Specialist in Humanities (2)", "my": "နည်းပညာအလုပ်သင် (၂)", "km": "ការបណ្តុះបណ្តាលអ្នកហាត់ការ",
    "th": "ผู้ฝึกงานด้านเทคนิค น้ำ", "ne": "प्राविधिक इन्टर्न प्रशिक्षार्थी", "ja": "技能実習・直", "zh-hans": "技能实习・直", "vi": "Thực tập kỹ năng",
    "mn": "Өвөр монгол", "ur": "تکنیکی تربیت (12)",
}  # fmt: skip
ROWS = (
    Row("Permanent", "947,125", "23.0%", 1.0),
    Row("Student", "464,784", "11.3%", 0.49),
    Row("Nobody", "0", "0.0%", 0.0),
    Row("Not counted", "–", "", None),
    Row("Others (15)", "155,247", "3.8%", 0.16, rest=True),
)


def bars(*rows: Row, language: str = "en", **changes) -> Picture:
    """A picture of bars."""
    found = {
        "title": "Residents", "subtitle": "31 December 2025", "source": "ISA", "source_address": "https://source.example/x?y=1&z=2",
        "address": "https://guide.example/en/", "direction": "rtl" if language == "ur" else "ltr", "rows": rows or ROWS,
    }  # fmt: skip
    return Picture(**(found | {"language": language} | changes))


def course(*values: int | None, **changes) -> Picture:
    """A picture of a course over the years from 2019 on."""
    series = yearly(*values)
    chart = charts.lines(series, 592, 320, left=90, right=35, year_gap=60)
    texts = Course(
        chart,
        [f"{tick.value:,}" for tick in chart.ticks],
        [str(year.date.year) for year in chart.years],
        [f"{point.value:,}" for point in chart.points],
        [(str(day.year), "–" if value is None else f"{value:,}") for day, value in series.points],
    )
    return bars(rows=(), course=texts, **changes)


@dataclass(frozen=True)
class Pixels:
    """A PNG of 8 bits a channel: rows of (red, green, blue)."""

    width: int
    height: int
    rows: list[list[tuple[int, int, int]]]

    def dark(self, top: int = 0, bottom: int | None = None) -> set[tuple[int, int]]:
        """The places (from the right, from the top) of what is much darker than paper."""
        return {
            (self.width - x, y)
            for y, row in enumerate(self.rows[top:bottom], top)
            for x, pixel in enumerate(row)
            if sum(pixel) < 450
        }


def pixels(png: bytes) -> Pixels:
    """What a PNG file shows."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, place = {}, 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        chunks.setdefault(kind, []).append(png[place + 8 : place + 8 + length])
        place += length + 12
    width, height, depth, color = struct.unpack(">IIBB", chunks[b"IHDR"][0][:10])
    assert depth == 8
    each = {2: 3, 6: 4}[color]
    raw, before, rows = zlib.decompress(b"".join(chunks[b"IDAT"])), bytearray(width * each), []
    for line in range(height):
        start = line * (width * each + 1)
        before = _unfiltered(raw[start], raw[start + 1 : start + 1 + width * each], before, each)
        rows.append([tuple(before[at : at + 3]) for at in range(0, width * each, each)])
    return Pixels(width, height, rows)


def _unfiltered(kind: int, line: bytes, above: bytearray, each: int) -> bytearray:
    found = bytearray(line)
    for at in range(len(found)):
        left = found[at - each] if at >= each else 0
        corner = above[at - each] if at >= each else 0
        guesses = abs(above[at] - corner), abs(left - corner), abs(left + above[at] - 2 * corner)
        paeth = (left, above[at], corner)[guesses.index(min(guesses))]
        found[at] = (found[at] + (0, left, above[at], (left + above[at]) // 2, paeth)[kind]) & 255
    return found


FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
