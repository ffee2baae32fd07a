"""Where the lines, stations, boxes and words of the guide's drawings stand. Pure geometry: words come in, places come out.

All lengths are units of a viewBox 320 wide, x to the right and y down, whole numbers, so that a template can write them in any
language. Words are wrapped by an estimate of their width that errs on the wide side; a drawing grows downward as its words need.
`mirrored` draws for a script that runs from right to left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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

    key: str
    tone: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2


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


@dataclass(frozen=True)
class Stretch:
    """One stage on the line of stages: the number in its ring, the words below it, the words of the exam at its end ("" for none)."""

    number: str
    label: str
    gate: str = ""


@dataclass(frozen=True)
class Rung:
    """One level of help: its number, its words, and whether it is the one for danger."""

    key: str
    number: str
    label: str
    danger: bool = False


def stages_line(stretches: Sequence[Stretch], change: str = "", mirrored: bool = False) -> Drawing:
    """The stages as stretches of equal length, exams as gates at their ends, and below, broken, the other line with the words `change`."""
    start, end, way_y = 30, 296, 24
    step = (end - start) // max(1, len(stretches))
    across = _Across(mirrored)
    lines = [across.line("way", (14, way_y), (start + step * len(stretches), way_y))] if stretches else []
    stations, labels, gates = [], [], []
    for place, stretch in enumerate(stretches):
        middle = start + step * place + step // 2
        stations.append(Station("way", across(middle), way_y, RADIUS, stretch.number))
        labels.append(label(stretch.label, across(middle), way_y + RADIUS + 6, step - 8))
        if stretch.gate:
            gates.append((start + step * (place + 1), stretch.gate))
    bottom = max((words.bottom for words in labels), default=way_y + RADIUS)
    below = bottom + 12
    for x, words in gates:
        left, right = x - step // 2 + 3, min(x + step // 2 - 3, WIDTH - 2)
        gate = label(words, across((left + right) // 2), below, right - left, size=13)
        lines += [
            across.line("leader", (x, way_y), (x, below - 2)),
            across.line("gate", (x, way_y - 13), (x, way_y + 13)),
        ]
        labels.append(gate)
        bottom = max(bottom, gate.bottom)
    stations.insert(0, Station("start", across(14), way_y, 8, ""))
    if change:
        words = label(change, across((46 + WIDTH) // 2), bottom + 14, WIDTH - 60)
        bottom = words.bottom + 12
        lines.insert(0, across.line("change", (14, way_y), (14, bottom - 14), (28, bottom), (WIDTH - MARGIN, bottom)))
        labels.append(words)
    return Drawing(bottom + 10, tuple(lines), (), tuple(stations), tuple(labels))


# Who stands in which row, and in which column: the home country (0), Japan (1), or both.
ROWS = (
    (("ministries-actor", 1),),
    (("otit-actor", 1),),
    (("sending-organization-actor", 0), ("supervising-organization-actor", 1)),
    (("host-company-actor", 1),),
    (("you", None),),
)
COLUMN = 128  # width of a column


def who_is_who(actors: Sequence[tuple[str, str]], mirrored: bool = False) -> Drawing:
    """The trainee's way through the organizations, and who watches over whom. `actors`: (key, words).

    Keys without a place in ROWS get rows of their own at the foot; a line is drawn where all that it joins are there.
    """
    words = dict(actors)
    placed = {key for row in ROWS for key, _ in row}
    rows = [*ROWS, *(((key, None),) for key in words if key not in placed)]
    across, boxes, labels, top = _Across(mirrored), {}, [], MARGIN
    for row in rows:
        here = [(key, column) for key, column in row if key in words]
        made = [_boxed(across, key, words[key], *_columns(column), top) for key, column in here]
        height = max((box.height for box, _ in made), default=-22)
        for box, text in made:
            boxes[box.key] = Box(box.key, "you" if box.key == "you" else "plain", box.x, box.y, box.width, height)
            labels.append(text.lowered((height - box.height) // 2))
        top += height + 22
    return Drawing(top - 22 + MARGIN, tuple(_ties(boxes, across)), tuple(boxes.values()), (), tuple(labels))


def _columns(column: int | None) -> tuple[int, int]:
    """The left edge and the width of a column."""
    return (MARGIN, WIDTH - 2 * MARGIN) if column is None else ((MARGIN, WIDTH - MARGIN - COLUMN)[column], COLUMN)


def _boxed(across: "_Across", key: str, text: str, x: int, width: int, top: int) -> tuple[Box, Label]:
    words = label(text, across(x + width // 2), top + PADDING, width - 2 * PADDING)
    return Box(key, "plain", across.left(x, width), top, width, words.bottom - top + PADDING), words


def _ties(boxes: dict[str, Box], across: "_Across") -> list[Line]:
    left, right, between = MARGIN + COLUMN // 2, WIDTH - MARGIN - COLUMN // 2, WIDTH // 2
    lines = []
    if {"ministries-actor", "otit-actor", "supervising-organization-actor"} <= boxes.keys():
        ends = boxes["ministries-actor"].middle[1], boxes["supervising-organization-actor"].middle[1]
        lines.append(across.line("rule", (right, ends[0]), (right, ends[1])))
    if {"you", "sending-organization-actor", "supervising-organization-actor"} <= boxes.keys():
        across_y, foot = boxes["sending-organization-actor"].middle[1], boxes["you"].middle[1]
        lines.append(across.line("way", (left, foot), (left, across_y), (right, across_y), (right, foot)))
    if {"you", "otit-actor"} <= boxes.keys():
        y, foot = boxes["otit-actor"].middle[1], boxes["you"].middle[1]
        direct = ((right, y), (between + 12, y), (between, y + 12), (between, foot))
        lines += [across.line("casing", *direct), across.line("help", *direct)]
    return lines


def ladder(rungs: Sequence[Rung], mirrored: bool = False) -> Drawing:
    """The levels of help from the first to the last, each a step further in; the one for danger stands off the line."""
    across, lines, boxes, stations, labels = _Across(mirrored), [], [], [], []
    indent = min(14, 84 // max(1, len(rungs)))
    top, places = MARGIN, []
    for place, rung in enumerate(rungs):
        ring_x = MARGIN + RADIUS + 2 + indent * place
        x = ring_x + RADIUS + 9
        box, words = _boxed(across, rung.key, rung.label, x, WIDTH - MARGIN - x, top)
        tone = "danger" if rung.danger else "way"
        height = max(box.height, 2 * RADIUS + 8)
        boxes.append(Box(rung.key, "danger" if rung.danger else "plain", box.x, top, box.width, height))
        labels.append(words.lowered((height - box.height) // 2))
        stations.append(Station(tone, across(ring_x), top + height // 2, RADIUS, rung.number))
        places.append((rung.danger, ring_x, top + height // 2))
        top += height + 12
    for (danger, x, y), (danger_below, x_below, y_below) in pairwise(places):
        if not danger and not danger_below:
            lines.append(across.line("way", (x, y), (x, y_below - indent), (x_below, y_below)))
    return Drawing(max(top - 12, 0) + MARGIN, tuple(lines), tuple(boxes), tuple(stations), tuple(labels))


@dataclass(frozen=True)
class _Across:
    """Places from left to right, or mirrored."""

    mirrored: bool

    def __call__(self, x: int) -> int:
        return WIDTH - x if self.mirrored else x

    def left(self, x: int, width: int) -> int:
        return WIDTH - x - width if self.mirrored else x

    def line(self, kind: str, *points: Point) -> Line:
        return Line(kind, "M" + "L".join(f"{self(x)} {y}" for x, y in points))
