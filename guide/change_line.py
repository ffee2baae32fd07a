"""The change from one program to the other, drawn as a change of line. Pure geometry, as in guide.drawings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guide.drawings import MARGIN, RADIUS, WIDTH, Across, Box, Drawing, Station, boxed
from guide.lettering import Label

NEW, WAY = 24, 62  # where the new line and the trainees' line run
BOXES = WAY + RADIUS + 10
GAP = 14


@dataclass(frozen=True)
class Stop:
    """A day on the line. `track`: trainee, esd, "" where both meet. Without a `number` it is the day of the page."""

    words: str
    track: str
    number: str


def change_line(stops: Sequence[Stop], ends: tuple[str, str], mirrored: bool = False) -> Drawing:
    """The stops from above down, and where each line leads: the words for who goes on as a trainee, and for who starts anew.

    The trainees' line is full and begins above; the new one is broken and begins where both meet, if they do.
    """
    across, top = Across(mirrored), MARGIN
    boxes, words, stations, joints = [], [], [], []
    begins = None
    for stop in stops:
        box, label = _row(across, stop.words, top, "plain" if stop.number else "you")
        x = NEW if stop.track == "esd" else WAY
        if stop.track == "" and stop.number:
            begins = box.middle
            joints.append(
                Box(
                    "plain",
                    across.left(NEW - RADIUS, WAY - NEW + 2 * RADIUS),
                    box.middle - RADIUS,
                    WAY - NEW + 2 * RADIUS,
                    2 * RADIUS,
                )
            )
            x = (NEW + WAY) // 2
        stations.append(
            Station("way" if stop.number else "start", across(x), box.middle, RADIUS if stop.number else 8, stop.number)
        )
        boxes.append(box)
        words.append(label)
        top += box.height + GAP
    lines, first = [], boxes[0].middle if boxes else top
    for text, x, kind, start in ((ends[0], WAY, "way", first), (ends[1], NEW, "change", begins)):
        if start is None:
            continue
        box, label = _row(across, text, top, "plain")
        lines.append(across.line(kind, (x, start), (x, box.middle), (BOXES, box.middle)))
        boxes.append(box)
        words.append(label)
        top += box.height + GAP
    return Drawing(top - GAP + MARGIN, tuple(lines), (*joints, *boxes), tuple(_inside(stations, joints)), tuple(words))


def _row(across: Across, text: str, top: int, tone: str) -> tuple[Box, Label]:
    """A box beside the lines, at least as high as a station."""
    box, label = boxed(across, text, BOXES, WIDTH - MARGIN - BOXES, top)
    height = max(box.height, 2 * RADIUS + 8)
    return replace(box, tone=tone, height=height), label.lowered((height - box.height) // 2)


def _inside(stations: list[Station], joints: list[Box]) -> list[Station]:
    """The stations; one where both lines meet is a frame with its number, not a ring."""
    framed = {box.middle for box in joints}
    return [replace(one, tone="none") if one.y in framed and one.radius == RADIUS else one for one in stations]
