"""Where the lines, stations, boxes and words of the guide's drawings stand. Pure geometry: words come in, places come out.

All lengths are units of a viewBox 320 wide, x to the right and y down, whole numbers, so that a template can write them in any
language. Words are wrapped by an estimate of their width that errs on the wide side; a drawing grows downward as its words need.
`mirrored` draws for a script that runs from right to left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from guide.lettering import Label, label

WIDTH = 320
RADIUS = 15  # of a station's ring
MARGIN = 4
PADDING = 9  # between a box and its words
Point = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """A path. kind: way (full), change (broken: another line), rule (who answers to whom), help (straight to help), gate."""

    kind: str
    path: str


@dataclass(frozen=True)
class Box:
    """A frame around words. tone: plain, you or danger."""

    tone: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """The height at which a line meets it."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Station:
    """A ring on a line, with its number ("" for none), which stands centered at x, its letters' foot at `text_y`."""

    tone: str
    x: int
    y: int
    radius: int
    number: str

    @property
    def text_y(self) -> int:
        return self.y + 5


@dataclass(frozen=True)
class Drawing:
    """Everything to draw, in this order: lines, boxes, stations, labels."""

    height: int
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    stations: tuple[Station, ...]
    labels: tuple[Label, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {self.height}"


def stages_line(labels: Sequence[str], gates: Sequence[str], change: str = "", mirrored: bool = False) -> Drawing:
    """The stages, numbered from 1, as stretches of equal length, with their words below.

    `gates`: the words of the exam at the end of each stretch, "" for none. `change`: the words of the other line, which leaves
    broken from the start; without words there is no other line.
    """
    start, end, way_y = 30, 296, 24
    step = (end - start) // max(1, len(labels))
    across = Across(mirrored)
    lines = [across.line("way", (14, way_y), (start + step * len(labels), way_y))]
    stations, words = [Station("start", across(14), way_y, 8, "")], []
    for place, text in enumerate(labels):
        middle = across(start + step * place + step // 2)
        stations.append(Station("way", middle, way_y, RADIUS, str(place + 1)))
        words.append(label(text, middle, way_y + RADIUS + 6, step - 8))
    below = max((text.bottom for text in words), default=way_y + RADIUS) + 12
    for place, text in enumerate(gates[: len(labels)], start=1):
        x = start + step * place
        if text:
            left, right = x - step // 2 + 3, min(x + step // 2 - 3, WIDTH - 2)
            lines += [across.line("leader", (x, way_y), (x, below - 2)), across.line("gate", (x, way_y - 13), (x, way_y + 13))]
            words.append(label(text, across((left + right) // 2), below, right - left, size=13))
    bottom = max((text.bottom for text in words), default=below)
    if change:
        words.append(label(change, across((46 + WIDTH) // 2), bottom + 14, WIDTH - 60))
        bottom = words[-1].bottom + 12
        lines.insert(0, across.line("change", (14, way_y), (14, bottom - 14), (28, bottom), (WIDTH - MARGIN, bottom)))
    return Drawing(bottom + 10, tuple(lines), (), tuple(stations), tuple(words))


# Who stands in which row, and in which column: the home country (0), Japan (1), or both.
ROWS = (
    (("ministries-actor", 1),),
    (("otit-actor", 1),),
    (("sending-organization-actor", 0), ("supervising-organization-actor", 1)),
    (("host-company-actor", 1),),
    (("you", None),),
)
COLUMN = 128  # width of a column
BETWEEN = 22  # rows


def who_is_who(actors: Sequence[tuple[str, str]], mirrored: bool = False) -> Drawing:
    """The trainee's way through the organizations, and who watches over whom. `actors`: (key, words).

    Keys without a place in ROWS get rows of their own at the foot; a line is drawn where all that it joins are there.
    """
    given = dict(actors)
    placed = {key for row in ROWS for key, _ in row}
    rows = [*ROWS, *(((key, None),) for key in given if key not in placed)]
    across, boxes, words, top = Across(mirrored), {}, [], MARGIN
    for row in rows:
        made = {key: boxed(across, given[key], *_column(column), top) for key, column in row if key in given}
        if made:
            height = max(box.height for box, _ in made.values())
            for key, (box, lettered) in made.items():
                boxes[key] = replace(box, tone="you" if key == "you" else "plain", height=height)
                words.append(lettered.lowered((height - box.height) // 2))
            top += height + BETWEEN
    height = max(top - BETWEEN, 0) + MARGIN
    return Drawing(height, tuple(_ties(boxes, across)), tuple(boxes.values()), (), tuple(words))


def _column(column: int | None) -> tuple[int, int]:
    """The left edge and the width of a column, or of both."""
    return (MARGIN, WIDTH - 2 * MARGIN) if column is None else ((MARGIN, WIDTH - MARGIN - COLUMN)[column], COLUMN)


def boxed(across: "Across", text: str, x: int, width: int, top: int) -> tuple[Box, Label]:
    """A box as high as its words need, and the words."""
    words = label(text, across(x + width // 2), top + PADDING, width - 2 * PADDING)
    return Box("plain", across.left(x, width), top, width, words.bottom - top + PADDING), words


def _ties(boxes: dict[str, Box], across: "Across") -> list[Line]:
    left, right, between = MARGIN + COLUMN // 2, WIDTH - MARGIN - COLUMN // 2, WIDTH // 2
    lines = []
    if {"ministries-actor", "otit-actor", "supervising-organization-actor"} <= boxes.keys():
        ends = boxes["ministries-actor"].middle, boxes["supervising-organization-actor"].middle
        lines.append(across.line("rule", (right, ends[0]), (right, ends[1])))
    if {"you", "sending-organization-actor", "supervising-organization-actor"} <= boxes.keys():
        across_y, foot = boxes["sending-organization-actor"].middle, boxes["you"].middle
        lines.append(across.line("way", (left, foot), (left, across_y), (right, across_y), (right, foot)))
    if {"you", "otit-actor"} <= boxes.keys():
        y, foot = boxes["otit-actor"].middle, boxes["you"].middle
        direct = ((right, y), (between + 12, y), (between, y + 12), (between, foot))
        lines += [across.line("casing", *direct), across.line("help", *direct)]
    return lines


def ladder(rungs: Sequence[tuple[str, bool]], mirrored: bool = False) -> Drawing:
    """The levels of help, numbered from 1, each a step further in. `rungs`: (words, whether for danger).

    What is for danger stands off the line.
    """
    across, lines, boxes, stations, words = Across(mirrored), [], [], [], []
    indent = min(14, 84 // max(1, len(rungs)))
    top = MARGIN
    for place, (text, danger) in enumerate(rungs):
        ring_x = MARGIN + RADIUS + 2 + indent * place
        x = ring_x + RADIUS + 9
        box, lettered = boxed(across, text, x, WIDTH - MARGIN - x, top)
        height = max(box.height, 2 * RADIUS + 8)
        boxes.append(replace(box, tone="danger" if danger else "plain", height=height))
        words.append(lettered.lowered((height - box.height) // 2))
        stations.append(Station("danger" if danger else "way", across(ring_x), top + height // 2, RADIUS, str(place + 1)))
        top += height + 12
    for above, below in pairwise(stations):
        if above.tone == below.tone == "way":
            bend = below.y - abs(below.x - above.x)
            lines.append(Line("way", f"M{above.x} {above.y}L{above.x} {bend}L{below.x} {below.y}"))
    return Drawing(max(top - 12, 0) + MARGIN, tuple(lines), tuple(boxes), tuple(stations), tuple(words))


@dataclass(frozen=True)
class Across:
    """Places from left to right, or mirrored."""

    mirrored: bool

    def __call__(self, x: int) -> int:
        return WIDTH - x if self.mirrored else x

    def left(self, x: int, width: int) -> int:
        return WIDTH - x - width if self.mirrored else x

    def line(self, kind: str, *points: Point) -> Line:
        return Line(kind, "M" + "L".join(f"{self(x)} {y}" for x, y in points))
