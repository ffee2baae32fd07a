"""What hypothesis draws figures from: small tables that add up, and series over a few years."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from stats.figures import Series, Table

DECEMBER = date(2025, 12, 31)

counts = st.integers(0, 6)
keys = st.sampled_from("abcdef")
whole_parts = st.dictionaries(keys, counts, min_size=1)
gappy_parts = st.dictionaries(keys, st.none() | counts, min_size=1, max_size=4)
percents = st.integers(0, 30).map(lambda percent: Fraction(percent, 100))


@st.composite
def sound_tables(draw, parts=whole_parts):
    """Tables that add up; where parts are unknown, the total leaves room for them or is unknown too."""
    chosen = draw(parts)
    known = sum(count for count in chosen.values() if count is not None)
    if None in chosen.values():
        return Table(DECEMBER, draw(st.none() | st.integers(known, known + 8)), chosen)
    return Table(DECEMBER, known, chosen)


def yearly(*values, first=2019):
    """A series of year-end values, one a year."""
    return Series("people", tuple((date(first + n, 12, 31), value) for n, value in enumerate(values)))


series_of_any = st.lists(st.none() | st.integers(0, 300), max_size=9).map(lambda values: yearly(*values))
