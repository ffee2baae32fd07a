"""The half years that figures are of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats import half_years

ends = st.builds(half_years.end, st.integers(1900, 2200), st.sampled_from([6, 12]))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 6, 30), True),
        (date(2026, 12, 31), True),
        (date(2026, 12, 30), False),
        (date(2026, 6, 29), False),
        (date(2026, 3, 31), False),
    ],
)
def test_a_half_year_ends_with_june_or_december(day, found):
    assert half_years.is_end(day) is found


def test_another_month_ends_no_half_year():
    with pytest.raises(KeyError):
        half_years.end(2026, 7)


@pytest.mark.parametrize(
    ("before", "day", "after"),
    [
        (date(2025, 12, 31), date(2026, 6, 30), date(2026, 12, 31)),
        (date(2026, 6, 30), date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_one_follows_the_other(before, day, after):
    assert (half_years.before(day), half_years.after(day)) == (before, after)


@given(ends)
def test_what_follows_an_end_is_an_end_and_leads_back(day):
    assert half_years.is_end(half_years.after(day))
    assert half_years.before(half_years.after(day)) == half_years.after(half_years.before(day)) == day


def test_they_go_back_from_a_day():
    assert half_years.up_to(date(2026, 11, 23), 3) == [date(2026, 6, 30), date(2025, 12, 31), date(2025, 6, 30)]
    assert half_years.up_to(date(2026, 12, 31), 1) == [date(2026, 12, 31)]
    assert half_years.up_to(date(2026, 1, 1), 2) == [date(2025, 12, 31), date(2025, 6, 30)]


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 40))
def test_as_many_are_named_as_are_wanted_one_after_the_other(day, most):
    found = half_years.up_to(day, most)
    assert len(found) == most
    assert found[0] <= day < half_years.after(found[0])
    assert [half_years.before(one) for one in found[:-1]] == found[1:]
