"""Numbers, dates and names as each language writes them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from config.languages import LANGUAGES, Language, by_code
from translations import formats

quick = settings(database=None, deadline=None)

ENGLISH, JAPANESE, VIETNAMESE = (by_code(code) for code in ("en", "ja", "vi"))
# The languages that are to follow, one of which runs from the right: what is formatted now must not break then.
TO_COME = ("si", "bn", "hi", "lo", "uz", "ur")
EVERY = (*LANGUAGES, *(Language(code.lower().replace("_", "-"), code, code, locale=code, switcher="x") for code in TO_COME))
every_language = pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)

TABLE = [
    (formats.number, (404_556,), "404,556", "404,556", "404.556"),
    (formats.number, (0,), "0", "0", "0"),
    (formats.number, (-1_234,), "-1,234", "-1,234", "-1.234"),
    (formats.number, (Decimal("54.7"),), "54.7", "54.7", "54,7"),
    (formats.number, (None,), "–", "–", "–"),
    (formats.percent, (Fraction(1, 8),), "12.5%", "12.5%", "12,5%"),
    (formats.percent, (0.1249,), "12.5%", "12.5%", "12,5%"),
    (formats.percent, (Fraction(1, 3),), "33.3%", "33.3%", "33,3%"),
    (formats.percent, (Fraction(0),), "0.0%", "0.0%", "0,0%"),
    (formats.percent, (Fraction(2_000, 1_000),), "200.0%", "200.0%", "200,0%"),
    (formats.percent, (None,), "–", "–", "–"),
    (formats.percent, (Decimal("0.25"), "0.##%"), "25%", "25%", "25%"),
    (formats.money, (Decimal("542311"), "JPY"), "¥542,311", "542,311円", "542.311 yên Nhật"),
    (formats.money, (Decimal("8000.00"), "USD"), "$8,000", "8,000米ドル", "8.000 đô la Mỹ"),
    (formats.day, (date(2027, 4, 1),), "1 April 2027", "2027年4月1日", "ngày 1 tháng 4 năm 2027"),
    (formats.month, (date(2025, 12, 31),), "December 2025", "2025年12月", "tháng 12 năm 2025"),
    (formats.year, (2023,), "2023", "2023年", "2023"),
    (formats.partial_date, ("2026-02-03",), "3 February 2026", "2026年2月3日", "ngày 3 tháng 2 năm 2026"),
    (formats.partial_date, ("2025-05",), "May 2025", "2025年5月", "tháng 5 năm 2025"),
    (formats.partial_date, ("2018",), "2018", "2018年", "2018"),
    (formats.partial_date, ("",), "", "", ""),
    (formats.hours, ("09:00", "17:30"), "9:00–17:30", "9:00–17:30", "9:00–17:30"),
    (formats.hours, ("09:00", ""), "", "", ""),
    (formats.hours, ("", "17:30"), "", "", ""),
    (formats.days, ("mon,fri",), "Mon, Fri", "月、金", "Th 2, Th 6"),
    (formats.days, ("sun",), "Sun", "日", "CN"),
    (formats.days, ("mon,tue,wed,thu,fri",), "Mon–Fri", "月–金", "Th 2–Th 6"),
    (formats.days, ("sat,mon,wed,tue",), "Mon–Wed, Sat", "月–水、土", "Th 2–Th 4, Th 7"),
    (formats.days, ("thu,fri,sun",), "Thu, Fri, Sun", "木、金、日", "Th 5, Th 6, CN"),
    (formats.days, ("",), "", "", ""),
    (formats.country, ("VN",), "Vietnam", "ベトナム", "Việt Nam"),
    (formats.country, ("mm",), "Myanmar", "ミャンマー", "Myanmar"),
    (formats.language_name, ("ne",), "Nepali", "ネパール語", "Tiếng Nepal"),
    (formats.language_name, ("",), "", "", ""),
    (formats.listed, (["A", "B", "C"],), "A, B, and C", "A、B、C", "A, B và C"),
    (formats.listed, (["A"],), "A", "A", "A"),
]


@pytest.mark.parametrize(("function", "arguments", "english", "japanese", "vietnamese"), TABLE)
def test_each_language_writes_in_its_own_way(function, arguments, english, japanese, vietnamese):
    *values, pattern = arguments if function is formats.percent and len(arguments) == 2 else (*arguments, None)
    more = {"pattern": pattern} if pattern else {}
    found = [function(*values, language, **more) for language in (ENGLISH, JAPANESE, VIETNAMESE)]
    assert [text.replace("\u00a0", " ") for text in found] == [english, japanese, vietnamese]


@every_language
def test_digits_are_latin_in_every_language(language):
    texts = [
        formats.number(1_234_567, language), formats.percent(Fraction(1, 8), language), formats.money(Decimal(542_311), "JPY", language),
        formats.money(Decimal(1_500_000), "VND", language), formats.day(date(2027, 4, 1), language), formats.month(date(2027, 4, 1), language),
        formats.year(2027, language), formats.hours("09:00", "17:30", language),
        *(formats.partial_date(text, language) for text in ("2026-02-03", "2025-05", "2018")),
    ]  # fmt: skip
    assert not [text for text in texts if any(unicodedata.category(sign) == "Nd" and not sign.isascii() for sign in text)]
    assert all(re.search(r"\d", text) for text in texts)


@every_language
def test_thousands_are_grouped_in_every_language(language):
    """Django's own formats group no digits in Vietnamese, Chinese, Burmese, Khmer and Nepali."""
    text = formats.number(1_234_567, language)
    assert re.sub(r"\D", "", text) == "1234567"
    assert len(re.findall(r"[^\d\u200e\u200f]", text)) == 2


@every_language
def test_every_month_and_weekday_and_every_country_has_a_name(language):
    days = [formats.day(date(2027, month, 1), language) for month in range(1, 13)]
    assert len(set(days)) == 12
    assert len({formats.days(name, language) for name in formats.WEEKDAYS}) == 7
    assert all(
        formats.country(iso, language).strip()
        for iso in ("VN", "ID", "PH", "MM", "CN", "KH", "TH", "NP", "MN", "LK", "BD", "IN", "LA", "UZ", "PK")
    )


@quick
@given(st.integers(-(10**15), 10**15))
def test_no_number_is_rounded_or_loses_a_digit(value):
    for language in (ENGLISH, JAPANESE, VIETNAMESE):
        text = formats.number(value, language)
        assert int(re.sub(r"[.,]", "", text)) == value


@quick
@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_rounded_to_its_first_decimal_and_not_twice(part, whole):
    shown = Decimal(formats.percent(Fraction(part, whole), ENGLISH).rstrip("%").replace(",", ""))
    exact = Fraction(part, whole) * 100
    assert abs(Fraction(shown) - exact) <= Fraction(1, 20)


@quick
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_shows_its_three_numbers(value):
    for language in (JAPANESE, VIETNAMESE):
        assert [int(text) for text in re.findall(r"\d+", formats.day(value, language))] in (
            [value.year, value.month, value.day], [value.day, value.month, value.year],
        )  # fmt: skip
    assert [int(text) for text in re.findall(r"\d+", formats.day(value, ENGLISH))] == [value.day, value.year]
    assert formats.partial_date(value.isoformat(), ENGLISH) == formats.day(value, ENGLISH)


@pytest.mark.parametrize("code", ["mul", "zz", "english", "tlh-x-y-z!", "x"])
def test_a_language_that_nobody_knows_is_called_by_what_was_typed_and_breaks_no_page(code):
    assert formats.language_name(code, ENGLISH) in (code, "Multiple languages")


@pytest.mark.parametrize("code", ["zh-hans", "zh-Hans", "zh_Hans"])
def test_a_language_is_known_however_its_code_is_spelled(code):
    assert formats.language_name(code, ENGLISH) == "Chinese"


def test_the_locale_is_that_of_the_registry():
    assert all(formats.cldr(language) == Locale.parse(language.locale) for language in LANGUAGES)
