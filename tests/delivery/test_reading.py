"""What a page may know, and the day in Japan."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, date, datetime

import pytest

from config.languages import SOURCE
from delivery import reading
from delivery.reading import Reading

REAL_TODAY, REAL_LEFT = reading.today, reading.seconds_left


def test_a_reading_holds_three_things_and_cannot_be_changed():
    made = Reading(SOURCE, date(2026, 11, 23))
    assert [field.name for field in fields(made)] == ["language", "day", "figures"]
    assert made.figures == frozenset()
    with pytest.raises(FrozenInstanceError):
        made.day = date(2027, 4, 1)


def test_equal_readings_are_one_key():
    assert len({Reading(SOURCE, date(2026, 11, 23)), Reading(SOURCE, date(2026, 11, 23), frozenset())}) == 1
    assert Reading(SOURCE, date(2026, 11, 23)) != Reading(SOURCE, date(2026, 11, 23), frozenset({7}))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2027, 3, 31, 14, 59, 59, tzinfo=UTC), date(2027, 3, 31)),
        (datetime(2027, 3, 31, 15, 0, 0, tzinfo=UTC), date(2027, 4, 1)),
    ],
)
def test_the_day_is_that_of_japan_wherever_the_server_stands(monkeypatch, moment, day):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            assert tz is not None, "a clock without a zone is the server's own"
            return moment.astimezone(tz)

    monkeypatch.setattr(reading, "datetime", Clock)
    assert REAL_TODAY() == day


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        (datetime(2027, 3, 31, 14, 0, 0, tzinfo=UTC), 3600),
        (datetime(2027, 3, 31, 14, 59, 59, 500_000, tzinfo=UTC), 0),
        (datetime(2027, 3, 31, 15, 0, 0, tzinfo=UTC), 0),
        (datetime(2027, 4, 2, tzinfo=UTC), 0),
    ],
)
def test_what_is_left_of_a_day_is_counted_in_japan(monkeypatch, moment, left):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.setattr(reading, "datetime", Clock)
    assert REAL_LEFT(date(2027, 3, 31)) == left
