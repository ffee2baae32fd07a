"""Nothing is read by its place: the order of rows and columns changes nothing, whatever it is."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from stats.importing.reading import read_file
from stats.importing.troubles import Refused
from tests.stats.importing.official import DECEMBER, JUNE, csv_bytes, database_rows, expected, long_rows, vocabulary, xlsx_bytes

DATABASE, LONG = database_rows((JUNE, DECEMBER)), long_rows(regions=("アジア",))
WITHOUT = {"ペルー", "メキシコ"}
by_hand = settings(max_examples=12)


def shuffled(rows, header, columns, order):
    """The columns in another order, and the rows below the header in another order too."""
    head = [[row[place] for place in columns] for row in rows[header:]]
    return [*rows[:header], head[0], *(head[place + 1] for place in order)]


def same(found, base):
    assert (found.editions, found.troubles, found.without_trainees) == (base.editions, base.troubles, base.without_trainees)
    assert {(unknown.kind, unknown.label) for unknown in found.unknown} == {
        (unknown.kind, unknown.label) for unknown in base.unknown
    }


@by_hand
@given(st.permutations(range(len(DATABASE[10]))), st.randoms(use_true_random=False))
def test_order_of_the_database_table_changes_nothing(columns, random):
    order = random.sample(range(len(DATABASE) - 11), len(DATABASE) - 11)
    found = read_file("FEH.csv", csv_bytes(shuffled(DATABASE, 10, columns, order)), vocabulary())
    assert found.editions == expected(JUNE) | expected(DECEMBER)
    same(found, read_file("FEH.csv", csv_bytes(DATABASE), vocabulary()))


@by_hand
@given(st.permutations(range(5)), st.randoms(use_true_random=False), st.booleans())
def test_order_of_the_first_table_changes_nothing(columns, random, excel):
    order = random.sample(range(len(LONG) - 4), len(LONG) - 4)
    rows = shuffled(LONG, 3, columns, order)
    found = read_file("24-12-01-1", xlsx_bytes(rows) if excel else csv_bytes(rows), vocabulary())
    assert found.editions["residents", DECEMBER] == expected(DECEMBER)["residents", DECEMBER]
    same(found, read_file("24-12-01-1", csv_bytes(LONG), vocabulary()))


@by_hand
@given(
    st.lists(
        st.tuples(st.integers(0, 53), st.sampled_from(["X コード", "備考", "注釈", "単位"])),
        max_size=4,
        unique_by=lambda each: each[1],
    )
)
def test_columns_that_count_nobody_change_nothing(columns):
    rows = [list(row) for row in DATABASE]
    for place, label in columns:
        for row in rows[10:]:
            row.insert(place, label if row is rows[10] else "1")
    assert read_file("FEH.csv", csv_bytes(rows), vocabulary()).editions == expected(JUNE) | expected(DECEMBER)


@by_hand
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with suppress(Refused):
        read_file("any", data, vocabulary())


@by_hand
@given(st.data())
def test_any_wound_of_a_workbook_is_read_or_refused(data):
    whole = bytearray(WORKBOOK)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        read_file("any.xlsx", bytes(whole), vocabulary())


WORKBOOK = xlsx_bytes(long_rows(regions=())[:60])
