"""The arithmetic of tables and series, against slow twins that count one by one."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stats.figures import (
    FALL,
    LEVEL,
    RISE,
    Difference,
    Problem,
    Run,
    Series,
    Table,
    direction,
    part_series,
    ratio,
    total_series,
)
from tests.stats import oracles
from tests.stats.strategies import DECEMBER, gappy_parts, percents, series_of_any, sound_tables, whole_parts, yearly

# Tables


def test_table_keeps_its_own_unchangeable_parts():
    parts = {"a": 1}
    table = Table(DECEMBER, 1, parts)
    parts["a"] = 2
    assert table.parts["a"] == 1
    with pytest.raises(TypeError):
        table.parts["a"] = 3
    assert hash(table) == hash(Table(DECEMBER, 1, {"a": 1}))
    assert table == Table(DECEMBER, 1, {"a": 1})


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 0), (None, 5), (3, None), (None, None)])
def test_ratio_to_zero_or_of_unknown_is_unknown(part, whole):
    assert ratio(part, whole) is None


@given(st.integers(-1000, 1000), st.integers(1, 1000))
def test_ratio_is_exact(part, whole):
    assert ratio(part, whole) * whole == part


@given(sound_tables())
def test_shares_of_a_sound_table_come_to_one(table):
    assume(table.total)
    assert sum(table.share(key) for key in table.parts) == 1


def test_unknown_is_not_zero():
    table = Table(DECEMBER, 10, {"a": 4, "b": None, "zero": 0})
    assert table.share("b") is None
    assert table.share("zero") == 0
    assert table.remainder(["b"]) is None
    assert table.remainder(["a", "zero"]) == 6
    assert table.rank("b") is None
    assert Table(DECEMBER, None, {"a": 4}).share("a") is None
    assert Table(DECEMBER, None, {"a": 4}).remainder(["a"]) is None


def test_part_that_the_table_has_not_is_an_error():
    table = Table(DECEMBER, 4, {"a": 4})
    for ask in (table.share, table.rank, lambda key: table.remainder([key])):
        with pytest.raises(KeyError):
            ask("b")


@given(sound_tables(gappy_parts), st.data())
def test_remainder_counts_who_is_left(table, data):
    shown = data.draw(st.lists(st.sampled_from(sorted(table.parts))))
    assert table.remainder(shown) == oracles.remainder(table, shown)


@given(sound_tables(gappy_parts))
def test_ordered_takes_the_largest_again_and_again(table):
    assert table.ordered() == oracles.ordered(table.parts)


@given(sound_tables(gappy_parts))
def test_rank_is_said_only_if_every_possible_table_agrees(table):
    for key in table.parts:
        possible = oracles.possible_ranks(table, key)
        assert table.rank(key) == (possible.pop() if len(possible) == 1 else None)


def test_equal_parts_share_a_rank():
    table = Table(DECEMBER, 12, {"d": 1, "c": 3, "b": 3, "a": 5})
    assert [table.rank(key) for key in table.ordered()] == [1, 2, 2, 4]
    assert table.ordered() == ("a", "b", "c", "d")


@given(sound_tables(gappy_parts))
def test_sound_table_has_no_problem(table):
    assert table.check() == ()


@given(whole_parts, st.integers(0, 40))
def test_check_compares_the_sum(parts, total):
    found = sum(parts.values())
    expected = [Problem("above-total", key, count, total) for key, count in parts.items() if count > total]
    if found != total:
        expected.append(Problem("sum", "", found, total))
    assert Table(DECEMBER, total, parts).check() == tuple(expected)


def test_check_names_what_does_not_add_up():
    assert Table(DECEMBER, 5, {}).check() == (Problem("sum", "", 0, 5),)
    assert Table(DECEMBER, 5, {"a": 3, "b": None}).check() == ()
    assert Table(DECEMBER, 5, {"a": 3, "b": 3, "c": None}).check() == (Problem("sum", "", 6, 5),)
    assert Table(DECEMBER, None, {"a": -3}).check() == (Problem("negative", "a", -3, 0),)
    assert Table(DECEMBER, -1, {"a": None}).check() == (Problem("negative", "", -1, 0), Problem("sum", "", 0, -1))


def test_wrong_table_ranks_nothing_beside_an_unknown_part():
    assert Table(DECEMBER, 5, {"a": 6, "b": None}).rank("a") is None


# Series


def test_june_and_december_never_stand_in_one_series():
    with pytest.raises(ValueError, match="one month"):
        Series("people", ((date(2024, 12, 31), 456_595), (date(2025, 6, 30), 449_432)))
    with pytest.raises(ValueError, match="one month"):
        total_series("people", [Table(date(2025, 6, 30), 1, {}), Table(date(2024, 12, 31), 1, {})])


@pytest.mark.parametrize("years", [(2024, 2023), (2024, 2024)])
def test_dates_of_a_series_rise(years):
    with pytest.raises(ValueError, match="must rise"):
        Series("people", tuple((date(year, 12, 31), 1) for year in years))


def test_series_of_tables_are_by_date_and_leave_gaps():
    tables = [Table(date(year, 12, 31), total, parts) for year, total, parts in [(2021, 3, {"a": 3}), (2020, 2, {})]]
    assert part_series("a", tables) == Series("a", ((date(2020, 12, 31), None), (date(2021, 12, 31), 3)))
    assert total_series("all", tables) == Series("all", ((date(2020, 12, 31), 2), (date(2021, 12, 31), 3)))


@given(series_of_any, st.data())
def test_change_leads_from_the_first_count_to_the_second(series, data):
    assume(len(series.dates) > 1)
    start, end = sorted(data.draw(st.lists(st.sampled_from(series.dates), min_size=2, max_size=2, unique=True)))
    before, after = series.value(start), series.value(end)
    absolute, relative = series.change(start, end)
    if before is None or after is None:
        assert (absolute, relative) == (None, None)
    else:
        assert before + absolute == after
        assert relative is None if before == 0 else before * (1 + relative) == after


def test_change_goes_forward_between_dates_of_the_series():
    series = yearly(1, 2)
    first, second = series.dates
    assert series.change(first, second) == Difference(1, Fraction(1))
    with pytest.raises(ValueError, match="earlier date"):
        series.change(second, first)
    with pytest.raises(KeyError):
        series.change(first, date(2030, 12, 31))


@given(series_of_any)
def test_peaks_are_the_dates_that_no_count_tops(series):
    expected = [
        day
        for day, count in series.points
        if count is not None and all(other is None or other <= count for _, other in series.points)
    ]
    assert list(series.peaks()) == expected


@given(series_of_any, percents)
def test_runs_agree_with_a_look_at_each_step(series, tolerance):
    found = [(run.start, run.end, run.direction) for run in series.runs(tolerance)]
    assert found == oracles.runs(series.points, tolerance)


@given(series_of_any, percents)
def test_runs_say_what_is_true_of_every_count_in_them(series, tolerance):
    for run in series.runs(tolerance):
        inside = [count for day, count in series.points if run.start <= day <= run.end]
        if run.direction == LEVEL:
            assert all(abs(count - inside[0]) <= tolerance * inside[0] for count in inside)
        else:
            assert inside == sorted(set(inside), reverse=run.direction == FALL)


def test_small_steps_that_drift_are_the_rise_that_they_are():
    one_percent = Fraction(1, 100)
    steady, drifting = yearly(1000, 1009, 1001), yearly(1000, 1009, 1018)
    assert [run.direction for run in steady.runs(one_percent)] == [LEVEL]
    assert [run.direction for run in steady.runs()] == [RISE, FALL]
    assert drifting.runs(one_percent) == (Run(*drifting.dates[::2], RISE),)


def test_gap_breaks_a_run():
    series = yearly(1, 2, None, 3, 4, None, 9)
    assert [(run.start.year, run.end.year) for run in series.runs()] == [(2019, 2020), (2022, 2023)]


@pytest.mark.parametrize(
    ("start", "end", "way"), [(0, 1, RISE), (0, 0, LEVEL), (1, 0, FALL), (1000, 1010, LEVEL), (1000, 989, FALL)]
)
def test_direction_within_one_percent_is_level(start, end, way):
    assert direction(start, end, Fraction(1, 100)) == way
