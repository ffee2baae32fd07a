"""The change drawn as a change of line: two lines that part where both meet, and the day of the page among the stops."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.change_line import NEW, WAY, Stop, change_line
from guide.drawings import WIDTH

TODAY = Stop("23 November 2026", "", "")
STOPS = (TODAY, Stop("last plan", "trainee", "1"), Stop("the change", "", "2"), Stop("last entry", "trainee", "3"))
ENDS = ("trainees", "new program")


def points(path: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", path)]


def test_every_stop_has_a_station_on_its_line_beside_its_words():
    drawing = change_line(STOPS, ENDS)
    assert [one.number for one in drawing.stations] == ["", "1", "2", "3"]
    assert [one.x for one in drawing.stations] == [WAY, WAY, (NEW + WAY) // 2, WAY]
    words = [" ".join(line.text for line in label.words) for label in drawing.labels]
    assert words == [*(stop.words for stop in STOPS), *ENDS]


def test_the_day_of_the_page_stands_in_a_frame_of_its_own():
    drawing = change_line(STOPS, ENDS)
    assert [box.tone for box in drawing.boxes].count("you") == 1
    assert next(box for box in drawing.boxes if box.tone == "you").middle == drawing.stations[0].y


def test_the_new_line_is_broken_and_begins_where_both_meet():
    way, new = change_line(STOPS, ENDS).lines
    assert (way.kind, new.kind) == ("way", "change")
    drawing = change_line(STOPS, ENDS)
    assert points(new.path)[0] == (NEW, drawing.stations[2].y)
    assert points(way.path)[0] == (WAY, drawing.stations[0].y)
    assert points(way.path)[-1][1] < points(new.path)[-1][1]


def test_where_nothing_changes_there_is_no_new_line():
    drawing = change_line([stop for stop in STOPS if stop.number != "2"], ENDS)
    assert [line.kind for line in drawing.lines] == ["way"]
    assert len(drawing.labels) == 4


def test_without_a_stop_there_is_still_the_end_of_the_line():
    assert [line.kind for line in change_line([], ENDS).lines] == ["way"]


def test_for_a_script_from_right_to_left_everything_is_mirrored():
    plain, mirrored = change_line(STOPS, ENDS), change_line(STOPS, ENDS, mirrored=True)
    assert [WIDTH - one.x for one in plain.stations] == [one.x for one in mirrored.stations]
    for one, other in zip(plain.lines, mirrored.lines, strict=True):
        assert [(WIDTH - x, y) for x, y in points(one.path)] == points(other.path)


@pytest.mark.parametrize("mirrored", [False, True])
@given(
    st.lists(
        st.builds(
            Stop, st.text("ab ကខ日本", min_size=1, max_size=60), st.sampled_from(["trainee", "esd", ""]), st.sampled_from("123")
        ),
        max_size=6,
    )
)
def test_nothing_leaves_the_picture_and_no_boxes_overlap(mirrored, stops):
    drawing = change_line(stops, ENDS, mirrored)
    height = int(drawing.view_box.split()[-1])
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y >= 0
        assert box.y + box.height <= height
    wide = sorted((box for box in drawing.boxes if box.width > 100), key=lambda box: box.y)
    for above, below in itertools.pairwise(wide):
        assert above.y + above.height < below.y
    for line in drawing.lines:
        assert all(0 <= x <= WIDTH and 0 <= y <= height for x, y in points(line.path))
