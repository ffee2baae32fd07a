"""The errors of the text that the guide starts from cannot come back: C-1 to C-13 name its corrections.

The figures are the official ones of the Immigration Services Agency (e-Stat); each table names its date.
"""

from dataclasses import fields
from datetime import date
from fractions import Fraction

import pytest

from stats import statements
from stats.figures import FALL, LEVEL, RISE, Table, part_series, total_series
from stats.statements import Change, Peak, Rank, Ranking, Remainder, Share, Trend
from tests.stats.strategies import yearly

TRAINEES = "technical-intern-training"
SPECIALISTS = "engineer-humanities-international"

# Trainees by nationality on 31 December 2023, whole.
NATIONALITIES_2023 = Table(
    date(2023, 12, 31),
    404_556,
    {
        "AR": 5, "BD": 1_147, "BT": 2, "CN": 28_860, "ID": 74_387, "IN": 790, "KG": 96, "KH": 14_187, "LA": 1_182,
        "LK": 1_752, "MM": 26_352, "MN": 2_636, "MX": 48, "MY": 58, "NP": 2_199, "PE": 48, "PH": 35_932, "PK": 73,
        "RO": 1, "TH": 11_287, "TL": 7, "TR": 12, "TW": 5, "UZ": 305, "VN": 203_184, "stateless": 1,
    },
)  # fmt: skip

# The six largest nationalities among trainees on each date: a selection, so its parts do not come to the total.
LARGEST_NATIONALITIES = {
    date(2021, 6, 30): (354_104, {
        "VN": 202_365, "CN": 55_522, "ID": 30_978, "PH": 28_132, "MM": 13_967, "TH": 9_511}),
    date(2021, 12, 31): (276_123, {
        "VN": 160_563, "CN": 37_489, "ID": 25_007, "PH": 23_186, "MM": 11_388, "TH": 7_478}),
    date(2022, 6, 30): (327_689, {
        "VN": 181_957, "ID": 39_177, "CN": 36_110, "PH": 29_537, "MM": 15_825, "KH": 10_317}),
    date(2022, 12, 31): (324_940, {
        "VN": 176_346, "ID": 45_919, "PH": 29_140, "CN": 28_802, "MM": 17_034, "KH": 11_434}),
    date(2023, 6, 30): (358_159, {
        "VN": 185_563, "ID": 58_478, "PH": 31_925, "CN": 29_142, "MM": 20_940, "KH": 13_088}),
    date(2024, 6, 30): (425_714, {
        "VN": 203_977, "ID": 87_090, "PH": 37_914, "MM": 31_069, "CN": 26_780, "KH": 14_913}),
    date(2024, 12, 31): (456_595, {
        "VN": 212_141, "ID": 100_754, "PH": 40_700, "MM": 35_844, "CN": 25_960, "KH": 15_492}),
    date(2025, 6, 30): (449_432, {
        "VN": 198_417, "ID": 110_965, "PH": 40_348, "MM": 35_682, "CN": 23_076, "KH": 14_617}),
    date(2025, 12, 31): (456_618, {
        "VN": 189_756, "ID": 124_967, "PH": 42_289, "MM": 35_669, "CN": 22_583, "KH": 14_182}),
}  # fmt: skip

# Foreign residents by status of residence: the largest statuses on each date.
LARGEST_STATUSES = {
    date(2021, 6, 30): (2_823_565, {
        "permanent-resident": 817_805, TRAINEES: 354_104, "special-permanent-resident": 300_441, SPECIALISTS: 283_259,
        "student": 227_844, "long-term-resident": 199_288}),
    date(2025, 6, 30): (3_956_619, {
        "permanent-resident": 932_090, SPECIALISTS: 458_109, TRAINEES: 449_432, "student": 435_203,
        "specified-skilled-worker": 336_196, "dependent": 325_401}),
    date(2025, 12, 31): (4_125_395, {
        "permanent-resident": 947_125, SPECIALISTS: 475_790, "student": 464_784, TRAINEES: 456_618,
        "specified-skilled-worker": 390_296, "dependent": 352_875}),
}  # fmt: skip

# Trainees on 31 December of each year, and on 30 June 2025.
TRAINEES_AT_YEAR_END = yearly(410_972, 378_200, 276_123, 324_940, 404_556, 456_595, 456_618)
TRAINEES_IN_JUNE_2025 = 449_432


def nationalities(day):
    total, parts = LARGEST_NATIONALITIES[day]
    return Table(day, total, parts)


def statuses(day):
    total, parts = LARGEST_STATUSES[day]
    return Table(day, total, parts)


def percent(share, places=2):
    return float(round(share * 100, places))


def test_c1_share_of_trainees_is_computed_and_not_about_30_percent():
    said = statements.share(statuses(date(2021, 6, 30)), TRAINEES, of="residents")
    assert said == Share(TRAINEES, "residents", 354_104, 2_823_565, Fraction(354_104, 2_823_565), date(2021, 6, 30))
    assert percent(said.share) == 12.54


@pytest.mark.parametrize("day", [date(2021, 6, 30), date(2021, 12, 31)])
def test_c2_order_of_2021_was_vietnam_china_indonesia(day):
    assert statements.ranking(nationalities(day), 3).keys == ("VN", "CN", "ID")


@pytest.mark.parametrize("day", [day for day in LARGEST_NATIONALITIES if day.year > 2021])
def test_c2_order_follows_the_figures_indonesia_second_since_june_2022(day):
    assert statements.ranking(nationalities(day), 3).keys[:2] == ("VN", "ID")
    assert statements.ranking(nationalities(day), 3).keys[2] == ("CN" if day == date(2022, 6, 30) else "PH")


def test_c2_order_of_2023_is_the_order_of_its_table():
    said = statements.ranking(NATIONALITIES_2023, 3)
    assert (said.keys, said.counts) == (("VN", "ID", "PH"), (203_184, 74_387, 35_932))
    assert [percent(share) for share in said.shares] == [50.22, 18.39, 8.88]


def test_c3_myanmar_is_fifth_cambodia_sixth_thailand_seventh_in_2023():
    assert statements.ranking(NATIONALITIES_2023, 7).keys == ("VN", "ID", "PH", "CN", "MM", "KH", "TH")
    myanmar = statements.rank(NATIONALITIES_2023, "MM")
    assert (myanmar.rank, myanmar.ahead) == (5, ("VN", "ID", "PH", "CN"))
    assert statements.rank(NATIONALITIES_2023, "KH").rank == 6
    thailand = statements.rank(NATIONALITIES_2023, "TH")
    assert (thailand.rank, thailand.among) == (7, len(NATIONALITIES_2023.parts))
    assert percent(NATIONALITIES_2023.share("MM"), 1) == 6.5


def test_c4_rows_shown_and_the_remainder_come_to_the_total():
    assert NATIONALITIES_2023.check() == ()
    five = ("VN", "ID", "PH", "CN", "TH")
    said = statements.remainder(NATIONALITIES_2023, five)
    assert (said.count, percent(said.share, 1), said.others) == (50_906, 12.6, 21)
    assert sum(NATIONALITIES_2023.parts[key] for key in five) + said.count == said.whole == 404_556
    assert statements.remainder(NATIONALITIES_2023, ("VN", "ID", "PH", "CN", "MM")).count == 35_841


def test_c4_table_of_five_rows_does_not_pass_as_whole():
    five = Table(date(2023, 12, 31), 404_556, {key: NATIONALITIES_2023.parts[key] for key in ("VN", "ID", "PH", "CN", "TH")})
    [problem] = five.check()
    assert (problem.kind, problem.found, problem.limit) == ("sum", 353_650, 404_556)


def test_c8_trend_falls_from_2019_rises_from_2021_and_is_level_since_2024():
    fall, rise, level = statements.trend(TRAINEES_AT_YEAR_END).spans
    assert [(span.start.year, span.end.year) for span in (fall, rise, level)] == [
        (2019, 2021),
        (2021, 2024),
        (2024, 2025),
    ]
    assert [span.direction for span in (fall, rise, level)] == [FALL, RISE, LEVEL]
    assert (fall.start_value, fall.end_value, fall.absolute) == (410_972, 276_123, -134_849)
    assert (rise.end_value, level.end_value) == (456_595, 456_618)


def test_c8_fall_began_a_year_before_2020():
    days = TRAINEES_AT_YEAR_END.dates
    first = statements.change(TRAINEES_AT_YEAR_END, days[0], days[1])
    second = statements.change(TRAINEES_AT_YEAR_END, days[1], days[2])
    assert (first.direction, percent(first.relative, 1)) == (FALL, -8.0)
    assert (second.direction, percent(second.relative, 1)) == (FALL, -27.0)


def test_c8_figures_of_june_cannot_be_put_among_the_year_ends():
    december, june = Table(date(2024, 12, 31), 456_595, {}), Table(date(2025, 6, 30), TRAINEES_IN_JUNE_2025, {})
    with pytest.raises(ValueError, match="one month"):
        statements.trend(total_series(TRAINEES, [december, june]))


def test_c9_trainees_are_not_the_largest_group():
    june = statements.rank(statuses(date(2025, 6, 30)), TRAINEES)
    assert (june.rank, june.ahead) == (3, ("permanent-resident", SPECIALISTS))
    december = statements.rank(statuses(date(2025, 12, 31)), TRAINEES)
    assert (december.rank, december.ahead) == (4, ("permanent-resident", SPECIALISTS, "student"))


def test_c9_no_statement_of_residents_speaks_of_workers():
    kinds = (Share, Ranking, Change, Trend, Rank, Remainder, Peak)
    assert not [field.name for kind in kinds for field in fields(kind) if "work" in field.name]


def test_c13_each_count_stands_under_its_own_date():
    tables = [Table(day, total, {TRAINEES: total}) for day, total in TRAINEES_AT_YEAR_END.points]
    series = part_series(TRAINEES, reversed(tables))
    assert {day.year: count for day, count in series.points} == {
        2019: 410_972, 2020: 378_200, 2021: 276_123, 2022: 324_940, 2023: 404_556, 2024: 456_595, 2025: 456_618
    }  # fmt: skip
