"""When a row holds, and when that changes next."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sources.validity import boundaries, holds, next_change

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
ROWS = st.builds(lambda start, end: {"valid_from": start, "valid_to": end}, st.none() | DAYS, st.none() | DAYS)


def test_a_row_holds_on_its_first_and_on_its_last_day_and_on_none_beside():
    row = {"valid_from": date(2027, 4, 1), "valid_to": date(2027, 6, 30)}
    days = {date(2027, 3, 31): False, date(2027, 4, 1): True, date(2027, 6, 30): True, date(2027, 7, 1): False}
    assert {day: holds(row, day) for day in days} == days


def test_a_row_without_days_always_holds():
    assert holds({"valid_from": None, "valid_to": None}, date(2027, 4, 1))
    assert boundaries({"valid_from": None, "valid_to": None}) == []


def test_the_days_of_a_row_that_is_joined_to_another_are_told_by_their_prefix():
    row = {"valid_from": date(2030, 1, 1), "valid_to": None, "rule__valid_from": None, "rule__valid_to": date(2027, 3, 31)}
    assert holds(row, date(2027, 3, 31), "rule__")
    assert not holds(row, date(2027, 4, 1), "rule__")
    assert boundaries(row, "rule__") == [date(2027, 4, 1)]


@given(ROWS, DAYS)
def test_whether_a_row_holds_changes_on_its_boundaries_only(row, day):
    changes = holds(row, day) != holds(row, day - timedelta(1))
    assert not changes or day in boundaries(row)


@given(st.lists(DAYS), DAYS)
def test_the_next_change_is_the_first_day_after_the_day(days, day):
    found = next_change(days, day)
    later = sorted(one for one in days if one > day)
    assert found == (later[0] if later else None)
