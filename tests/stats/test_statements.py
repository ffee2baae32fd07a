"""What is said of figures is true of them, and nothing is said that they do not bear."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats import statements
from stats.figures import FALL, LEVEL, RISE, Table
from stats.statements import LEVEL_WITHIN, Peak
from tests.stats.strategies import gappy_parts, series_of_any, sound_tables, whole_parts, yearly


@given(sound_tables(gappy_parts))
def test_share_is_exact_or_not_said(table):
    for key in table.parts:
        said = statements.share(table, key, of="all")
        if table.parts[key] is None or not table.total:
            assert said is None
        else:
            assert said.share * said.whole == said.part == table.parts[key]


def test_share_above_the_whole_is_not_said():
    assert statements.share(Table(date(2025, 12, 31), 5, {"a": 6}), "a", of="all") is None


@given(sound_tables(gappy_parts), st.integers(1, 3))
def test_ranking_is_said_only_if_no_part_left_out_can_be_larger(table, first):
    said = statements.ranking(table, first)
    if said is None:
        assert len(table.parts) < first or None in table.parts.values()
    else:
        assert list(said.counts) == sorted(table.known.values(), reverse=True)[:first]
        assert list(said.counts) == [table.parts[key] for key in said.keys]
        assert list(said.shares) == [table.share(key) for key in said.keys]


@given(sound_tables(gappy_parts))
def test_rank_names_all_that_are_ahead(table):
    for key in table.parts:
        said = statements.rank(table, key)
        if said is None:
            assert table.rank(key) is None
        else:
            assert said.rank == len(said.ahead) + 1 <= said.among
            assert all(table.parts[other] > table.parts[key] for other in said.ahead)


@given(sound_tables(whole_parts), st.data())
def test_remainder_and_shown_come_to_the_total(table, data):
    shown = data.draw(st.lists(st.sampled_from(sorted(table.parts)), unique=True))
    said = statements.remainder(table, shown)
    hidden = {key: count for key, count in table.parts.items() if key not in shown and count}
    if said is None:
        assert not hidden
    else:
        assert said.count == sum(hidden.values()) == said.share * table.total
        assert said.others == len(hidden)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (None, {"a": 1, "b": 2}),
        (3, {"a": 1, "b": None}),
        (3, {"a": None, "b": 2}),
        (3, {"a": 4, "b": 1}),
        (0, {"a": 0, "b": 0}),
    ],
)
def test_remainder_of_unknown_or_broken_totals_is_not_said(total, parts):
    assert statements.remainder(Table(date(2025, 12, 31), total, parts), ["a"]) is None


@given(series_of_any)
def test_trend_tells_true_changes_in_turn(series):
    trend = statements.trend(series)
    spans = trend.spans if trend else ()
    for span in spans:
        assert span.start_value + span.absolute == span.end_value == series.value(span.end)
        assert span.start_value * (1 + span.relative) == span.end_value
        assert {RISE: span.absolute > 0, FALL: span.absolute < 0}.get(span.direction, True)
        assert span.direction != LEVEL or abs(span.relative) <= LEVEL_WITHIN
    assert not spans or len(trend.continues) == len(spans)
    for n, (before, after) in enumerate(pairwise(spans), start=1):
        continues = trend.continues[n]
        assert before.end <= after.start
        assert continues == (before.end == after.start)
        assert not continues or before.direction != after.direction


def test_trend_calls_a_small_fall_after_a_drift_what_its_run_is():
    rise, fall = statements.trend(yearly(1000, 1009, 1018, 1010)).spans
    assert (rise.direction, rise.absolute) == (RISE, 18)
    assert (fall.direction, fall.absolute) == (FALL, -8)


def test_trend_after_a_gap_does_not_continue():
    assert statements.trend(yearly(100, 200, None, 200, 100)).continues == (False, False)
    assert statements.trend(yearly(100, 200, 100)).continues == (False, True)


@pytest.mark.parametrize("values", [(), (1,), (1, None), (0, 5)])
def test_trend_of_too_little_is_not_said(values):
    assert statements.trend(yearly(*values)) is None


def test_change_from_zero_or_unknown_is_not_said():
    series = yearly(0, 5, None)
    first, second, third = series.dates
    assert statements.change(series, first, second) is None
    assert statements.change(series, second, third) is None


def test_peak_is_the_one_largest_count():
    series = yearly(1, 3, 2)
    assert statements.peak(series) == Peak("people", series.dates[1], 3, series.dates[0], series.dates[2])


@pytest.mark.parametrize("values", [(), (1,), (2, 2), (1, 2, None)])
def test_peak_that_may_not_be_the_only_one_is_not_said(values):
    assert statements.peak(yearly(*values)) is None
