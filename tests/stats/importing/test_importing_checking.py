"""Whether figures can be true: what blocks, what warns, and what is left in peace."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing import checking as c
from stats.importing.checking import BLOCK, WARN, Check, check
from tests.stats.importing.official import KEPT, expected

TODAY = date(2026, 11, 23)
TOTALS = {"residents": "residents-total", "trainees": "trainees-total", "stages": "stages-total"}
DECEMBERS = [date(year, 12, 31) for year in range(2019, 2026)]
JUNE, DECEMBER, YEAR_AFTER = date(2024, 6, 30), date(2024, 12, 31), date(2025, 12, 31)


def told(new, old=None, today=TODAY):
    return [(found.code, found.table, found.as_of, found.category) for found in check(new, old or {}, TOTALS, today)]


def one(values, day=DECEMBER, old=None, table="trainees"):
    """What is told of a single edition, without the gap."""
    return [found for found in check({(table, day): values}, old or {}, TOTALS, TODAY) if found.code != c.GAP]


def blocks(values, **more):
    return [(found.code, found.category, dict(found.detail)) for found in one(values, **more) if found.level == BLOCK]


def warns(values, before, day=YEAR_AFTER):
    """What is told of an edition against one a year before; the rest makes both whole."""
    past = {("trainees", day.replace(year=day.year - 1)): before}
    return [(found.code, found.category, dict(found.detail)) for found in one(values, day, past) if found.level == WARN]


def whole(total=100_000, **parts):
    known = sum(value for value in parts.values() if value is not None)
    return {"trainees-total": total, **parts, "rest": total - known}


def test_editions_of_the_fixtures_are_sound():
    new = {key: values for day in KEPT for key, values in expected(day).items()}
    assert [found for found in check(new, {}, TOTALS, TODAY) if found.level == BLOCK] == []
    assert {found.code for found in check(new, {}, TOTALS, TODAY)} <= {c.CHANGE, c.APPEARED, c.VANISHED}


# What blocks


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"trainees-total": 5, "vn": 3, "id": 2}, []),
        ({"trainees-total": 0, "vn": 0}, []),
        ({"trainees-total": 6, "vn": 3, "id": 2}, [(c.SUM, "", {"sum": 5, "total": 6})]),
        ({"trainees-total": 4, "vn": 3, "id": 2}, [(c.SUM, "", {"sum": 5, "total": 4})]),
        ({"trainees-total": 6, "vn": 3, "id": None}, []),
        ({"trainees-total": 2, "vn": 2, "id": None}, []),
        ({"trainees-total": 4, "vn": 3, "id": 2, "ph": None}, [(c.SUM, "", {"sum": 5, "total": 4})]),
        (
            {"trainees-total": 2, "vn": 3, "id": -1},
            [("above-total", "vn", {"value": 3, "total": 2}), (c.NEGATIVE, "id", {"value": -1})],
        ),
        ({"vn": 3}, [(c.NO_TOTAL, "trainees-total", {})]),
        ({"trainees-total": None, "vn": 3}, [(c.NO_TOTAL, "trainees-total", {})]),
        ({"trainees-total": 5}, [(c.SUM, "", {"sum": 0, "total": 5})]),
        ({"trainees-total": None, "vn": None}, [(c.NO_FIGURE, "", {})]),
        ({}, [(c.NO_FIGURE, "", {})]),
    ],
)
def test_parts_come_to_the_total(values, found):
    assert blocks(values) == found


def test_table_that_nobody_knows_has_no_total():
    assert [found.code for found in one({"a": 1}, table="prefectures")] == [c.NO_TOTAL]


@pytest.mark.parametrize(
    ("day", "today", "codes"),
    [
        (DECEMBER, DECEMBER, []),
        (DECEMBER, date(2024, 12, 30), [c.FUTURE]),
        (date(2024, 12, 30), TODAY, [c.DAY]),
        (date(2024, 6, 29), TODAY, [c.DAY]),
        (date(2024, 3, 31), TODAY, [c.DAY]),
        (date(2024, 2, 29), TODAY, [c.DAY]),
        (date(2030, 3, 31), TODAY, [c.FUTURE, c.DAY]),
    ],
)
def test_days_are_past_and_the_ends_of_june_and_december(day, today, codes):
    assert [code for code, *_ in told({("trainees", day): {"trainees-total": 1, "vn": 1}}, today=today)] == codes


def tables(residents, trainees, stages, day=DECEMBER):
    return {
        ("residents", day): {
            "residents-total": 1_000_000,
            "technical-intern-training": residents,
            "rest": 1_000_000 - (residents or 0),
        },
        ("trainees", day): {"trainees-total": trainees, "vn": trainees},
        ("stages", day): {"stages-total": stages, "1": stages},
    }


@pytest.mark.parametrize("counts", [(5, 5, 6), (5, 6, 5), (6, 5, 5), (5, 6, 7)])
def test_trainees_are_as_many_in_each_table(counts):
    found = [each for each in check(tables(*counts), {}, TOTALS, TODAY) if each.code == c.TABLES_DIFFER]
    detail = dict(zip(("residents", "trainees", "stages"), counts, strict=True))
    assert found == [Check(c.TABLES_DIFFER, BLOCK, "residents", DECEMBER, "technical-intern-training", detail)]
    assert found[0].detail == detail


def test_trainees_are_compared_with_the_tables_that_are_there_already():
    old = tables(5, 5, 5)
    key = ("trainees", DECEMBER)
    assert told({key: {"trainees-total": 5, "vn": 5}}, old) == []
    assert told({key: {"trainees-total": 6, "vn": 6}}, old) == [(c.TABLES_DIFFER, "trainees", DECEMBER, "trainees-total")]
    assert told({key: {"trainees-total": 6, "vn": 6}}, {name: values for name, values in old.items() if name == key}) == []
    assert c.TABLES_DIFFER not in {code for code, *_ in told(tables(None, 5, 5))}
    assert [code for code, *_ in told({("elsewhere", DECEMBER): {"a": 1}}, tables(5, 6, 7))] == [c.NO_TOTAL]


# What warns


@pytest.mark.parametrize(
    ("before", "now", "percent"),
    [
        (1_000, 1_300, None),
        (1_000, 1_301, 30),
        (1_000, 700, None),
        (1_000, 699, -30),
        (700, 999, None),
        (700, 1_000, 42),
        (10, 999, None),
        (999, 500, None),
        (1_000, 1, -99),
        (20_000, 60_000, 200),
        (1_500, 1_500, None),
    ],
)
def test_large_changes_in_a_year_are_told(before, now, percent):
    found = [] if percent is None else [(c.CHANGE, "vn", {"before": before, "now": now, "percent": percent})]
    assert warns(whole(1_000_000, vn=now), whole(1_000_000, vn=before)) == found


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        ({"vn": 1_000}, {"vn": 0}, c.VANISHED),
        ({"vn": 999}, {"vn": 0}, None),
        ({"vn": 5}, {}, c.VANISHED),
        ({"vn": 5}, {"vn": None}, c.VANISHED),
        ({"vn": 0}, {}, None),
        ({"vn": None}, {}, None),
        ({"vn": 0}, {"vn": 1_000}, c.APPEARED),
        ({"vn": 0}, {"vn": 999}, None),
        ({}, {"vn": 5}, c.APPEARED),
        ({"vn": None}, {"vn": 5}, c.APPEARED),
        ({}, {"vn": 0}, None),
        ({}, {"vn": None}, None),
    ],
)
def test_what_comes_and_goes_is_told(before, now, code):
    detail = {name: counts["vn"] for name, counts in (("before", before), ("now", now)) if counts.get("vn") is not None}
    assert warns(whole(**now), whole(**before)) == ([(code, "vn", detail)] if code else [])


def test_only_the_year_before_is_compared():
    new = {("trainees", YEAR_AFTER): whole(vn=9_000)}
    for past, warned in ((JUNE, False), (DECEMBER, True), (date(2023, 12, 31), False), (date(2025, 6, 30), False)):
        assert (c.CHANGE in {code for code, *_ in told(new, {("trainees", past): whole(vn=1_000)})}) is warned
        assert (c.CHANGE in {code for code, *_ in told(new | {("trainees", past): whole(vn=1_000)})}) is warned
    assert c.CHANGE not in {code for code, *_ in told(new, {("residents", DECEMBER): whole(vn=1_000)})}


def test_edition_that_is_read_again_is_not_warned_of_but_blocked():
    old = {("trainees", DECEMBER): whole(vn=1_000), ("trainees", YEAR_AFTER): whole(vn=1_000)}
    assert told({("trainees", YEAR_AFTER): whole(vn=9_000)}, old) == []
    assert told({("trainees", YEAR_AFTER): {"trainees-total": 1}}, old) == [(c.SUM, "trainees", YEAR_AFTER, "")]


@pytest.mark.parametrize(
    ("days", "old_days", "gaps"),
    [
        ([DECEMBER], [], {}),
        ([DECEMBER], [JUNE], {}),
        ([DECEMBER], [date(2023, 12, 31)], {DECEMBER: "2024-06-30"}),
        ([JUNE], [date(2023, 6, 30)], {JUNE: "2023-12-31"}),
        ([JUNE, DECEMBER], [date(2023, 12, 31)], {}),
        ([DECEMBER, date(2023, 12, 31)], [], {DECEMBER: "2024-06-30"}),
        ([DECEMBER], [YEAR_AFTER], {}),
        ([DECEMBER], [date(2023, 12, 31), DECEMBER], {}),
    ],
)
def test_day_that_is_left_out_is_told(days, old_days, gaps):
    values = {"trainees-total": 1, "vn": 1}
    found = check(
        dict.fromkeys([("trainees", day) for day in days], values),
        dict.fromkeys([("trainees", day) for day in old_days], values),
        TOTALS,
        TODAY,
    )
    assert {each.as_of: each.detail["missing"] for each in found if each.code == c.GAP} == gaps
    assert {each.level for each in found} <= {WARN}


counts = st.none() | st.integers(0, 5_000)
editions = st.dictionaries(
    st.tuples(st.sampled_from(["residents", "trainees", "stages"]), st.sampled_from([JUNE, *DECEMBERS])),
    st.dictionaries(st.sampled_from([*TOTALS.values(), "technical-intern-training", "vn", "id"]), counts),
    max_size=6,
)


@given(editions, editions)
def test_any_editions_can_be_checked_and_details_are_whole_numbers_or_words(new, old):
    found = check(new, old, TOTALS, TODAY)
    assert found == check(dict(reversed(new.items())), dict(reversed(old.items())), TOTALS, TODAY)
    assert all(type(value) in (int, str) for each in found for value in each.detail.values())
    assert {(each.table, each.as_of) for each in found} <= set(new)
    for key, values in new.items():
        total = values.get(TOTALS[key[0]])
        parts = [value for name, value in values.items() if name != TOTALS[key[0]]]
        wrong = total is not None and None not in parts and sum(parts) != total
        assert not wrong or c.SUM in {each.code for each in found if (each.table, each.as_of) == key}
