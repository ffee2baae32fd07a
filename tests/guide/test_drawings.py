"""The drawings: everything inside the picture, no words outside their boxes, nothing on top of another."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.drawings import ROWS, WIDTH, ladder, stages_line, who_is_who
from guide.lettering import em_width

KEYS = [key for row in ROWS for key, _ in row]
words = st.sampled_from(
    [
        "You",
        "Supervising organization, which many people call the union",
        "Đơn vị quản lý (nghiệp đoàn)",
        "ကြီးကြပ်ရေးအဖွဲ့အစည်း",
        "ស្ថាប័នត្រួតពិនិត្យ",
        "องค์กรที่กำกับดูแล",
        "外国人技能実習機構・監理団体",
        "نگران ادارہ",
        "Überwachungsorganisationsverzeichnis",
    ]
)
mirrored = st.booleans()


def sides(label) -> tuple[float, float]:
    widest = max((em_width(line.text) for line in label.words), default=0) * label.size
    return label.x - widest / 2, label.x + widest / 2


def inside_the_picture(drawing):
    assert drawing.view_box == f"0 0 {WIDTH} {drawing.height}"
    for label in drawing.labels:
        left, right = sides(label)
        assert left >= 0
        assert right <= WIDTH
        assert 0 <= label.top <= label.bottom <= drawing.height
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert 0 <= box.y < box.y + box.height <= drawing.height
    for station in drawing.stations:
        assert station.radius < station.x < WIDTH - station.radius
        assert station.radius < station.y < drawing.height - station.radius
    for line in drawing.lines:
        assert re.fullmatch(r"M\d+ \d+(L\d+ \d+)+", line.path)
        numbers = [int(number) for number in re.findall(r"\d+", line.path)]
        assert all(0 <= x <= WIDTH for x in numbers[::2])
        assert all(0 <= y <= drawing.height for y in numbers[1::2])


def words_inside_boxes(drawing):
    for box, label in zip(drawing.boxes, drawing.labels, strict=True):
        left, right = sides(label)
        assert box.x < left
        assert right < box.x + box.width
        assert box.y < label.top
        assert label.bottom < box.y + box.height


def boxes_apart(drawing):
    for one, other in combinations(drawing.boxes, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y


@given(labels=st.lists(words, max_size=5), gates=st.lists(st.one_of(st.just(""), words), max_size=6), change=words, flip=mirrored)
def test_the_line_of_stages_holds_any_words(labels, gates, change, flip):
    drawing = stages_line(labels, gates, change, flip)
    inside_the_picture(drawing)
    below = drawing.labels[: len(labels)]
    for one, other in pairwise(sorted(below, key=lambda label: label.x)):
        assert sides(one)[1] < sides(other)[0]


def test_the_line_of_stages_numbers_its_stations_and_draws_a_gate_for_each_exam():
    drawing = stages_line(["Year 1", "Years 2 and 3", "Years 4 and 5"], ["Basic level", "Level 3", ""], "New program")
    assert [station.number for station in drawing.stations] == ["", "1", "2", "3"]
    assert [line.kind for line in drawing.lines].count("gate") == 2
    assert [line.kind for line in drawing.lines].count("change") == 1
    assert "change" not in [line.kind for line in stages_line(["Year 1"], []).lines]


@given(given_keys=st.lists(st.sampled_from([*KEYS, "embassy", "bank"]), unique=True), data=st.data(), flip=mirrored)
def test_who_is_who_holds_any_words_and_any_actors(given_keys, data, flip):
    actors = [(key, data.draw(words)) for key in given_keys]
    drawing = who_is_who(actors, flip)
    assert len(drawing.boxes) == len(drawing.labels) == len(actors)
    inside_the_picture(drawing)
    words_inside_boxes(drawing)
    boxes_apart(drawing)


def test_who_is_who_leads_from_you_to_the_company_and_straight_to_help():
    drawing = who_is_who([(key, key) for key in KEYS])
    assert [line.kind for line in drawing.lines] == ["rule", "way", "casing", "help"]
    assert [box.tone for box in drawing.boxes].count("you") == 1


@given(rungs=st.lists(st.tuples(words, st.booleans()), max_size=8), flip=mirrored)
def test_the_ladder_holds_any_words(rungs, flip):
    drawing = ladder(rungs, flip)
    inside_the_picture(drawing)
    words_inside_boxes(drawing)
    boxes_apart(drawing)
    assert [station.number for station in drawing.stations] == [str(number) for number in range(1, len(rungs) + 1)]


def test_what_is_for_danger_stands_off_the_line_of_the_ladder():
    drawing = ladder([("110", True), ("Company", False), ("Supervising organization", False), ("OTIT", False)])
    assert [station.tone for station in drawing.stations] == ["danger", "way", "way", "way"]
    assert len(drawing.lines) == 2


@pytest.mark.parametrize("draw", [stages_line, who_is_who, ladder])
def test_a_mirrored_drawing_is_the_same_from_right_to_left(draw):
    arguments = {
        stages_line: (["Year 1", "Year 2"], ["Exam", ""], "New"),
        who_is_who: ([(key, "Words") for key in KEYS],),
        ladder: ([("One", True), ("Two", False), ("Three", False)],),
    }[draw]
    plain, mirrored = draw(*arguments), draw(*arguments, mirrored=True)
    assert [WIDTH - station.x for station in mirrored.stations] == [station.x for station in plain.stations]
    assert [WIDTH - box.x - box.width for box in mirrored.boxes] == [box.x for box in plain.boxes]
    assert [WIDTH - label.x for label in mirrored.labels] == [label.x for label in plain.labels]
    assert mirrored.height == plain.height
