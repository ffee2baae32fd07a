"""What labels and single cells mean, whatever the way they are spelled."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing.cells import MOST_PEOPLE, edition_day, people, says_nothing
from stats.importing.labels import nationality, normal, whole_of
from stats.importing.troubles import EMPTY_CELL, NEGATIVE, NOT_A_NUMBER, TOO_LARGE
from tests.stats.importing.places import LEAVES, PARTS, REGIONS, STATUSES, WITHIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("技能実習１号イ", "技能実習1号イ"),
        ("ﾍﾞﾄﾅﾑ", "ベトナム"),
        ("（朝鮮）", "朝鮮"),
        ("〔朝鮮〕", "朝鮮"),
        ("うち中国〔香港〕", "うち中国（香港）"),
        ("うち中国［香港］", "うち中国(香港)"),
        ("国籍･地域", "国籍・地域"),
        ("法律·会計業務", "法律・会計業務"),
        ("永　住　者", "永住者"),
        (" 永住\n者\u200b\ufeff", "永住者"),
        ("集計時点（半期毎）", "集計時点 (半期毎)"),
        ("AS_OF", "as_of"),
    ],
)
def test_two_spellings_of_one_label_are_equal(one, other):
    assert normal(one) == normal(other)


def test_different_labels_stay_different():
    assert len({normal(label) for label in STATUSES}) == len(STATUSES)
    assert len({normal(label) for label in (*LEAVES, *WITHIN, *REGIONS)}) == len(LEAVES) + len(WITHIN) + len(REGIONS)
    assert normal("ドミニカ") != normal("ドミニカ共和国")
    assert normal("(a)(b)") == "(a)(b)"


@given(st.text(max_size=20))
def test_normal_is_settled_at_once(label):
    assert normal(normal(label)) == normal(label)
    assert normal(f" {label}\u3000") == normal(label)


def test_parts_know_their_whole():
    for label, parts in PARTS.items():
        assert {whole_of(normal(part)) for part in parts} == {label.removesuffix("合計")}
    assert whole_of("技能実習合計") == whole_of("永住者") == whole_of("号") == ""
    assert whole_of("育成就労1号") == "育成就労"


@pytest.mark.parametrize(
    ("region", "label", "code", "place"),
    [
        ("総数", "総数", "", "総数"),
        ("", "総数", "0000", "総数"),
        ("アジア", "総数", "", ""),
        ("中東", "総数", "", ""),
        ("オセアニア", "オセアニア", "", ""),
        ("", "北米", "", ""),
        ("", "大陸", "8000", ""),
        ("無国籍", "総数", "", "無国籍"),
        ("無国籍", "無国籍", "", "無国籍"),
        ("", "無国籍", "7000", "無国籍"),
        ("アジア", "うち中国(香港)", "", ""),
        ("アジア", "中国", "1230", "中国"),
        ("", "中国", "", "中国"),
    ],
)
def test_nobody_is_counted_twice(region, label, code, place):
    assert nationality(region, label, code) == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("3768977", 3768977),
        ("3,768,977", 3768977),
        ("１，２３４", 1234),
        (" 12 ", 12),
        ("007", 7),
        ("\u300012", 12),
    ],
)
def test_numbers_of_people(text, value):
    assert people(text) == (value, "")


@pytest.mark.parametrize("text", ["***", "＊＊＊", " *** "])
def test_stars_are_unknown_and_never_zero(text):
    assert people(text, 0) == (None, "")


@pytest.mark.parametrize("text", ["-", "－", "–", "—", "―", " - "])
def test_what_a_dash_means_is_said_by_the_layout(text):
    assert people(text) == (None, "")
    assert people(text, 0) == (0, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", EMPTY_CELL),
        ("  ", EMPTY_CELL),
        ("-5", NEGATIVE),
        ("△5", NEGATIVE),
        ("▲ 1,200", NEGATIVE),
        ("−3.5", NEGATIVE),
        ("(12)", NEGATIVE),
        ("12.5", NOT_A_NUMBER),
        ("1,23", NOT_A_NUMBER),
        ("1,2345", NOT_A_NUMBER),
        ("12人", NOT_A_NUMBER),
        ("1 234", NOT_A_NUMBER),
        ("1e5", NOT_A_NUMBER),
        ("0x10", NOT_A_NUMBER),
        ("+5", NOT_A_NUMBER),
        ("=1+1", NOT_A_NUMBER),
        ("#REF!", NOT_A_NUMBER),
        ("****", NOT_A_NUMBER),
        ("**", NOT_A_NUMBER),
        ("--", NOT_A_NUMBER),
        ("ー", NOT_A_NUMBER),
        ("nan", NOT_A_NUMBER),
        ("TRUE", NOT_A_NUMBER),
        ("123*", NOT_A_NUMBER),
        ("1234²", NOT_A_NUMBER),
        ("12①", NOT_A_NUMBER),
        ("一二", NOT_A_NUMBER),
        ("١٢", NOT_A_NUMBER),
        ("100000000", TOO_LARGE),
        ("9" * 300, TOO_LARGE),
    ],
)
def test_what_is_no_number_of_people_is_told_and_unknown(text, code):
    assert people(text, 0) == (None, code)


@given(st.integers(0, MOST_PEOPLE))
def test_thousands_may_be_set_apart(count):
    assert people(str(count)) == people(f"{count:,}") == (count, "")


@given(st.text(max_size=12))
def test_any_text_is_a_count_or_unknown(text):
    value, code = people(text)
    assert value is None or (0 <= value <= MOST_PEOPLE and not code and str(value) in text.replace(",", "") + str(value))
    assert says_nothing(text) == (value is None and code in ("", EMPTY_CELL))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和6年12月末", date(2024, 12, 31)),
        ("令和６年１２月末", date(2024, 12, 31)),
        ("令和 6 年 6 月末", date(2024, 6, 30)),
        ("令和元年6月末", date(2019, 6, 30)),
        ("令和1年12月末現在", date(2019, 12, 31)),
        ("平成30年12月末", date(2018, 12, 31)),
        ("平成24年12月末日", date(2012, 12, 31)),
        ("2025年6月", date(2025, 6, 30)),
        ("２０２５年１２月", date(2025, 12, 31)),
        ("2025年12月31日", date(2025, 12, 31)),
        ("2025-06-30", date(2025, 6, 30)),
        ("2025/12/31", date(2025, 12, 31)),
    ],
)
def test_days_of_editions(text, day):
    assert edition_day(text) == day


NO_DAYS = """令和6年3月末 令和6年13月末 令和6年0月末 令和0年6月末 平成31年6月末 平成99年12月末 昭和60年12月末 2025年12月30日 2025年
    2025年6月31日 12月末 令和六年12月末 2025-06-31 2025-12-01 2025-06/30 25-06-30 2025000606 45838 今年 2025年6月と12月 6月 令和年6月末"""


@pytest.mark.parametrize("text", ["", *NO_DAYS.split()])
def test_any_other_day_is_none(text):
    assert edition_day(text) is None
