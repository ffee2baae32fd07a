"""Charts keep to their box, to their proportions, and apart from each other."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.charts import bars, lines, round_ticks
from tests.stats import oracles
from tests.stats.strategies import yearly

values = st.none() | st.integers(0, 5_000_000)
rows = st.lists(st.tuples(st.sampled_from(["VN", "ID", "NP", "other"]), values), max_size=40)
widths = st.integers(200, 1200)
all_series = st.lists(values, max_size=14).map(lambda counts: yearly(*counts))

BAR_PATH = re.compile(r"M0 (\d+)h(\d+(?:\.\d)?)v(\d+)H0z")
LINE_PATH = re.compile(r"([ML])(\d+(?:\.\d)?) (\d+(?:\.\d)?)")


def has_one_decimal(number):
    return number == round(number, 1)


# Bars


@given(rows, widths, st.integers(1, 3))
def test_bars_are_inside_the_box_and_in_proportion(rows, width, label_lines):
    chart = bars(rows, width, label_lines=label_lines)
    largest = max((value for _, value in rows if value), default=0)
    assert [(bar.key, bar.value) for bar in chart.bars] == rows
    for bar in chart.bars:
        assert 0 <= bar.length <= width
        assert has_one_decimal(bar.length)
        assert abs(bar.length * largest - (bar.value or 0) * width) <= 0.0501 * largest
        assert bar.y < bar.label_y <= bar.number_y < bar.bar_y < bar.y + chart.row_height
    if largest:
        assert max(bar.length for bar in chart.bars) == width


@given(rows, st.integers(1, 3))
def test_bars_and_their_words_do_not_overlap(rows, label_lines):
    chart = bars(rows, label_lines=label_lines)
    for above, below in pairwise(chart.bars):
        assert below.y == above.y + chart.row_height
        assert above.bar_y + 8 < below.y < below.label_y
    assert chart.height == chart.row_height * len(rows)
    drawn = [(int(y), float(length), int(height)) for y, length, height in BAR_PATH.findall(chart.path)]
    assert drawn == [(bar.bar_y, bar.length, 8) for bar in chart.bars if bar.length]
    assert "".join(bar.path for bar in chart.bars) == chart.path == BAR_PATH.sub(r"\g<0>", chart.path)


@given(st.lists(st.integers(0, 1000), min_size=2))
def test_larger_value_has_no_shorter_bar(counts):
    drawn = sorted((bar.value, bar.length) for bar in bars([("x", count) for count in counts]).bars)
    assert [length for _, length in drawn] == sorted(length for _, length in drawn)


def test_bar_chart_as_a_template_writes_it():
    chart = bars([("VN", 189_756), ("ID", 124_967), ("NP", 0), ("LA", None)])
    assert (chart.view_box, chart.row_height) == ("0 0 320 136", 34)
    assert chart.path == "M0 18h320v8H0zM0 52h210.7v8H0z"
    assert [(bar.label_y, bar.number_y) for bar in chart.bars] == [(13, 13), (47, 47), (81, 81), (115, 115)]


def test_unknown_and_zero_have_no_bar():
    assert bars([("a", None), ("b", 0)]).path == ""
    assert bars([]).view_box == "0 0 320 0"


def test_second_line_of_words_takes_the_number_down():
    [bar] = bars([("a", 1)], label_lines=2).bars
    assert (bar.label_y, bar.number_y, bar.bar_y) == (13, 31, 36)


def test_charts_share_a_scale_by_their_maximum():
    [bar] = bars([("a", 50)], width=200, maximum=100).bars
    assert bar.length == 100
    with pytest.raises(ValueError, match="above the maximum"):
        bars([("a", 101)], maximum=100)


def test_bar_of_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        bars([("a", -1), ("b", 1)])


# Ticks


@given(st.integers(0, 10**9), st.integers(1, 8))
def test_ticks_are_the_smallest_round_steps(maximum, most):
    assert list(round_ticks(maximum, most)) == oracles.round_ticks(maximum, most)


@pytest.mark.parametrize(
    ("maximum", "ticks"),
    [
        (0, (0, 1)),
        (3, (0, 1, 2, 3)),
        (5, (0, 1, 2, 3, 4, 5)),
        (6, (0, 2, 4, 6)),
        (456_618, tuple(range(0, 500_001, 100_000))),
    ],
)
def test_ticks_reach_the_maximum(maximum, ticks):
    assert round_ticks(maximum) == ticks


@pytest.mark.parametrize(("maximum", "most"), [(-1, 5), (5, 0)])
def test_ticks_of_nothing_are_refused(maximum, most):
    with pytest.raises(ValueError, match="no ticks"):
        round_ticks(maximum, most)


# Lines


@given(all_series, widths, st.integers(120, 400))
def test_line_is_inside_the_box_with_room_for_dots_and_labels(series, width, height):
    chart = lines(series, width, height)
    assert [(point.date, point.value) for point in chart.points] == list(series.known.items())
    for point in chart.points:
        assert 4 <= point.x <= width - 4
        assert 12 <= point.label_y < point.y <= height - 24
        assert has_one_decimal(point.x)
        assert has_one_decimal(point.y)
    for tick in chart.ticks:
        assert 12 < tick.y <= height - 24
        assert 0 < tick.label_y < chart.year_y <= height


@given(all_series)
def test_points_stand_in_proportion_on_an_axis_from_zero(series):
    chart = lines(series)
    if not chart.points:
        return
    top, base = chart.ticks[-1], chart.ticks[0]
    assert (base.value, base.y) == (0, 156)
    assert top.value >= max(series.known.values())
    for point in chart.points:
        assert abs((base.y - point.y) * top.value - (base.y - top.y) * point.value) <= 0.0501 * top.value
    assert [tick.y for tick in chart.ticks] == sorted({tick.y for tick in chart.ticks}, reverse=True)


@given(all_series)
def test_line_goes_through_all_points_and_breaks_at_gaps(series):
    chart = lines(series)
    drawn = LINE_PATH.findall(chart.line)
    assert [(float(x), float(y)) for _, x, y in drawn] == [(point.x, point.y) for point in chart.points]
    counts = [count for _, count in series.points]
    begins = [count is not None and (n == 0 or counts[n - 1] is None) for n, count in enumerate(counts)]
    expected = ["M" if new else "L" for new, count in zip(begins, counts, strict=True) if count is not None]
    assert [letter for letter, _, _ in drawn] == expected
    assert chart.dots.count("h0") == len(chart.points)
    assert chart.grid.count("M") == len(chart.ticks)


@given(all_series, st.integers(10, 80))
def test_years_stand_under_their_points_and_apart(series, gap):
    chart = lines(series, year_gap=gap)
    places = {point.date: point.label_x for point in chart.points}
    assert all(places.get(year.date, year.label_x) == year.label_x for year in chart.years)
    assert all(after.label_x - before.label_x >= gap for before, after in pairwise(chart.years))
    if series.dates:
        assert chart.years[-1].date == series.dates[-1]


def test_missing_year_keeps_its_room():
    with_gap, without = yearly(10, None, 30, 20), yearly(10, 99, 30, 20)
    shown = {point.date: point.x for point in lines(without).points}
    assert all(shown[point.date] == point.x for point in lines(with_gap).points)


def test_line_chart_as_a_template_writes_it():
    chart = lines(yearly(410_972, 378_200, 276_123, 324_940, 404_556, 456_595, 456_618))
    assert chart.view_box == "0 0 320 180"
    assert chart.line == "M56 47.5L96.7 56.2L137.3 83.1L178 70.2L218.7 49.2L259.3 35.5L300 35.5"
    assert [tick.value for tick in chart.ticks] == [0, 100_000, 200_000, 300_000, 400_000, 500_000]
    assert chart.grid == "M56 156H320M56 129.6H320M56 103.2H320M56 76.8H320M56 50.4H320M56 24H320"
    assert [year.date.year for year in chart.years] == [2019, 2020, 2021, 2022, 2023, 2024, 2025]
    assert (chart.tick_x, chart.year_y, chart.ticks[0].label_y) == (48, 174, 160)


def test_one_point_stands_in_the_middle():
    chart = lines(yearly(7))
    assert chart.points[0].x == 178
    assert chart.dots == "M178 40.5h0"
    assert [year.label_x for year in chart.years] == [178]


def test_zero_lies_on_the_axis():
    assert {point.y for point in lines(yearly(0, 0)).points} == {156}


@pytest.mark.parametrize("counts", [(), (None,), (None, None)])
def test_nothing_known_draws_nothing(counts):
    chart = lines(yearly(*counts))
    assert (chart.line, chart.dots, chart.grid, chart.ticks, chart.points) == ("", "", "", (), ())
    assert len(chart.years) == len(counts)


def test_line_through_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        lines(yearly(3, -1))
