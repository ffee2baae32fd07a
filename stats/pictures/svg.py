"""A picture as an SVG 1.1 file that stands alone: no script, no reference, the same bytes each time. Pure.

Its colors are those of the pages (`static/site.css`), light, dark and in print. All that it shows stands in words in its
description too. Where the language is written from right to left all is mirrored but the course of the years.
"""

from html import escape

from stats.pictures.contents import Course, Picture, Row
from stats.pictures.measuring import step, width, wrapped

WIDTH = 640
MARGIN = 24
INNER = WIDTH - 2 * MARGIN
SIZE, TITLE, SMALL = 15, 21, 12  # of letters
SIZES = {"title": TITLE, "small": SMALL}  # by the kind of words; all others have the first
BAR, GAP = 12, 14
MOST_LINES = 3

FAMILY = 'system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif'
LIGHT = {"paper": "#fcfbf8", "ink": "#1a2227", "soft": "#55606a", "rule": "#d3d8d6", "way": "#0a5566"}
DARK = {"paper": "#11181b", "ink": "#e8ebe9", "soft": "#a8b3b8", "rule": "#38444a", "way": "#7ccad8"}
PRINT = {"paper": "#fff", "ink": "#000", "soft": "#444", "rule": "#bbb", "way": "#0a5566"}


def svg_bytes(picture: Picture) -> bytes:
    """The picture as UTF-8, 640 units wide and as high as its words need."""
    head, y = _head(picture)
    body, y = _rows(picture, y) if picture.kind == "bars" else _course(picture, y)
    foot, height = _foot(picture, y)
    named = f"{picture.title}, {picture.subtitle}" if picture.subtitle else picture.title
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" aria-labelledby="title desc" '
        f'xml:lang="{picture.language}" direction="{picture.direction}" '
        f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">',
        f'<title id="title">{escape(named)}</title>',
        f'<desc id="desc">{escape(chr(10).join([*picture.values, *picture.about]))}</desc>',
        f"<style>{_style()}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        *head,
        *body,
        *foot,
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _style() -> str:
    """The looks: every color is named for light paper, and anew for a dark screen and for print."""
    sizes = "".join(f".{kind}{{font-size:{size}px}}" for kind, size in SIZES.items())
    words = (
        f"text{{font-family:{FAMILY};font-size:{SIZE}px}}{sizes}.strong{{font-weight:700}}"
        ".line{fill:none;stroke-linejoin:round;stroke-linecap:round}"
    )
    dark, in_print = _colors(DARK), _colors(PRINT)
    return f"{words}{_colors(LIGHT)}@media screen and (prefers-color-scheme:dark){{{dark}}}@media print{{{in_print}}}"


def _colors(of: dict[str, str]) -> str:
    return (
        f".paper{{fill:{of['paper']}}}.ink{{fill:{of['ink']}}}.soft{{fill:{of['soft']}}}.way{{fill:{of['way']}}}"
        f".grid{{stroke:{of['rule']};stroke-width:1}}.course{{stroke:{of['way']};stroke-width:4}}"
        f".dots{{stroke:{of['way']};stroke-width:9}}.halo{{stroke:{of['paper']};stroke-width:5}}"
    )


def _text(picture: Picture, x: float, y: float, words: str, kind: str, end: bool = False) -> str:
    """One line of words that begins at x, or ends there, in the picture's direction; y is the foot of its letters.

    Of an address the signs run from left to right in every picture.
    """
    mirrored, address = picture.direction == "rtl", "address" in kind
    direction = (' direction="ltr"' if address else ' direction="rtl"') if mirrored else ""
    anchor = ' text-anchor="end"' if end or (mirrored and address) else ""
    place = WIDTH - x if mirrored else x
    return f'<text class="{kind}" x="{_short(place)}" y="{_short(y)}"{anchor}{direction}>{escape(words)}</text>'


def _paragraph(picture: Picture, y: float, words: str, size: int, kind: str, most: int = MOST_LINES) -> tuple[list[str], float]:
    """Lines over the whole width from y down, and where they end."""
    down = step(words, size)
    lines = wrapped(words, INNER, size, most, "strong" in kind)
    drawn = [_text(picture, MARGIN, y + down * place + _foot_of(down, size), line, kind) for place, line in enumerate(lines)]
    return drawn, y + down * len(lines)


def _foot_of(down: int, size: int) -> float:
    """From the top of a line to the foot of its letters, with room for marks above and below."""
    return (down - size) / 2 + size * 0.85


def _head(picture: Picture) -> tuple[list[str], float]:
    title, y = _paragraph(picture, MARGIN - 4, picture.title, TITLE, "title strong ink")
    day, y = _paragraph(picture, y, picture.subtitle, SIZE, "soft")
    return title + day, y + GAP


def _rows(picture: Picture, y: float) -> tuple[list[str], float]:
    """Every bar under its words, as on the page; the numbers stand at the end of the last line of words."""
    shares = max((width(row.share, SIZE) for row in picture.rows), default=0)
    values = max(width(row.value, SIZE, bold=True) for row in picture.rows)
    drawn = []
    for row in picture.rows:
        lines, y = _row(picture, row, y, shares + 12 if shares else 0, values)
        drawn += lines
    return drawn, y


def _row(picture: Picture, row: Row, y: float, shares: float, values: float) -> tuple[list[str], float]:
    down, kind = step(row.label, SIZE), "ink"
    labels = wrapped(row.label, INNER - shares - values - 12, SIZE, MOST_LINES) or ("",)
    feet = [y + down * place + _foot_of(down, SIZE) for place in range(len(labels))]
    drawn = [_text(picture, MARGIN, foot, label, kind) for foot, label in zip(feet, labels, strict=True)]
    drawn.append(_text(picture, WIDTH - MARGIN - shares, feet[-1], row.value, "strong ink", end=True))
    if row.share:
        drawn.append(_text(picture, WIDTH - MARGIN, feet[-1], row.share, "soft", end=True))
    top = y + down * len(labels) + 1
    if row.length:
        long = row.length * INNER
        start = WIDTH - MARGIN - long if picture.direction == "rtl" else MARGIN
        kind = "soft" if row.rest else "way"
        drawn.append(f'<rect class="{kind}" x="{_short(start)}" y="{_short(top)}" width="{_short(long)}" height="{BAR}"/>')
    return drawn, top + BAR + GAP


def _course(picture: Picture, y: float) -> tuple[list[str], float]:
    """The line over the years, which runs from left to right in every language; numbers stand where years do."""
    course = picture.course
    chart = course.chart
    side = round(max((width(words, SMALL, bold=True) / 2 for words in course.points), default=0))  # of the first number
    grid = "".join(f"M{chart.tick_x - side + 8} {_short(tick.y)}H{chart.width}" for tick in chart.ticks)
    drawn = [
        f'<g direction="ltr" transform="translate({(WIDTH - chart.width) // 2} {_short(y)})">',
        f'<path class="line grid" d="{grid}"/>',
        f'<path class="line course" d="{chart.line}"/>',
    ]
    numbers = _numbers(course)
    drawn += [_label("small strong halo paper line", x, y, "middle", words) for x, y, words in numbers]
    drawn.append(f'<path class="line dots" d="{chart.dots}"/>')
    drawn += [_label("small strong ink", x, y, "middle", words) for x, y, words in numbers]
    for tick, words in zip(chart.ticks, course.ticks, strict=True):
        drawn.append(_label("small soft", chart.tick_x - side, tick.label_y, "end", words))
    for year, words in zip(chart.years, course.years, strict=True):
        drawn.append(_label("small ink", year.label_x, chart.year_y, "middle", words))
    return [*drawn, "</g>"], y + chart.height + GAP


def _numbers(course: Course) -> list[tuple[int, int, str]]:
    """Where the numbers of the points stand, if there is a year below: above the point, or below one that lies in a valley."""
    points, named = course.chart.points, {year.label_x for year in course.chart.years}
    found = []
    for place, (point, words) in enumerate(zip(points, course.points, strict=True)):
        beside = [other.y for other in points[max(0, place - 1) : place + 2] if other is not point]
        valley = beside and max(beside) < point.y and point.y + 30 < course.chart.year_y - 12
        if point.label_x in named:
            found.append((point.label_x, round(point.y) + 21 if valley else point.label_y - 3, words))
    return found


def _label(kind: str, x: float, y: float, anchor: str, words: str) -> str:
    return f'<text class="{kind}" x="{_short(x)}" y="{_short(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def _foot(picture: Picture, y: float) -> tuple[list[str], int]:
    """Who published the numbers and where all this stands, below a line; and the height of the picture."""
    drawn = [f'<path class="line grid" d="M{MARGIN} {_short(y)}H{WIDTH - MARGIN}"/>']
    y += GAP / 2
    for words in picture.about:
        kind = "small soft address" if words in picture.addresses else "small soft"
        lines, y = _paragraph(picture, y, words, SMALL, kind)
        drawn += lines
    return drawn, round(y + MARGIN - 6)


def _short(number: float) -> str:
    """A number with one decimal at most, and none for a whole number."""
    return f"{number:.1f}".removesuffix(".0")
