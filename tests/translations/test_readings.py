"""Readings of kanji: on the finished page, and of the dates and names that no translator writes."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.languages import LANGUAGES, by_code, live
from sources.models import Contact, Quantity
from stats.models import Category
from translations import formats, readings
from translations.parsing import KANJI
from translations.readings import bare, of_date, of_money, of_name, of_weekdays, ruby, spoken

EASY, JAPANESE = by_code("ja-simple"), by_code("ja")
KANJI_SIGN = "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>"
READ = "漢字《かんじ》"

html_texts = st.text(st.sampled_from("漢字かな《》｜カナ a1<>=\"'/&;\n"), max_size=40)


def unread(text: str) -> list[str]:
    """The runs of kanji of a text that are left without a reading."""
    return re.findall(f"[{KANJI}]+", re.sub(r"<ruby>.*?</ruby>", "", ruby(text)))


@pytest.mark.parametrize(("html", "expected"), [
    (f"<p>{READ}です</p>", f"<p>{KANJI_SIGN}です</p>"),
    (READ, KANJI_SIGN),
    (f"<p>日本{READ}</p>", "<p><ruby>日本漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby></p>"),
    (f'<a title="{READ}" href="/x/">{READ}</a>', f'<a title="漢字" href="/x/">{KANJI_SIGN}</a>'),
    (f'<meta content="{READ}"><p>x</p>', '<meta content="漢字"><p>x</p>'),
    (f"<title>{READ}</title><p>{READ}</p>", f"<title>漢字</title><p>{KANJI_SIGN}</p>"),
    (f"<svg><title>{READ}</title><text>{READ}</text></svg>{READ}", f"<svg><title>漢字</title><text>漢字</text></svg>{KANJI_SIGN}"),
    (f'<script type="application/ld+json">{{"name":"{READ}"}}</script>', '<script type="application/ld+json">{"name":"漢字"}</script>'),
    (f"<style>x{{content:'{READ}'}}</style>", "<style>x{content:'漢字'}</style>"),
    (f"<select><option>{READ}</option></select>", "<select><option>漢字</option></select>"),
    (f"<!-- {READ} --><p>{READ}</p>", f"<!-- 漢字 --><p>{KANJI_SIGN}</p>"),
    ("｜1日《ついたち》", "<ruby>1日<rp>(</rp><rt>ついたち</rt><rp>)</rp></ruby>"),
    ("4月《がつ》｜1日《ついたち》", "4<ruby>月<rp>(</rp><rt>がつ</rt><rp>)</rp></ruby><ruby>1日<rp>(</rp><rt>ついたち</rt><rp>)</rp></ruby>"),
    ("一ヶ月《いっかげつ》", "<ruby>一ヶ月<rp>(</rp><rt>いっかげつ</rt><rp>)</rp></ruby>"),
    ("時々《ときどき》", "<ruby>時々<rp>(</rp><rt>ときどき</rt><rp>)</rp></ruby>"),
    ("会社《カンパニー》", "<ruby>会社<rp>(</rp><rt>カンパニー</rt><rp>)</rp></ruby>"),
    ("<p>《劳动法》和《技能实习法》</p>", "<p>《劳动法》和《技能实习法》</p>"),
    ("<p>请看《书名》</p>", "<p>请看《书名》</p>"),
    ("<p>かな《かな》</p>", "<p>かな《かな》</p>"),
    ("<b>漢字</b>《かんじ》", "<b>漢字</b>《かんじ》"),
    ("<p>plain</p>", "<p>plain</p>"),
])  # fmt: skip
def test_a_reading_stands_over_its_kanji_in_text_and_is_left_out_where_no_element_can_be(html, expected):
    assert ruby(html) == expected


def test_what_has_a_name_that_begins_like_one_without_elements_is_text():
    assert ruby(f"<optiongroup>{READ}</optiongroup>") == f"<optiongroup>{KANJI_SIGN}</optiongroup>"


@given(html_texts)
def test_it_changes_nothing_the_second_time_and_nothing_without_readings(html):
    once = ruby(html)
    assert ruby(once) == once
    assert "《" in html or once == html


@given(st.lists(st.sampled_from([READ, "かな", "今日《きょう》", "｜2日《ふつか》", " a", "。"]), max_size=8).map("".join))
def test_the_words_of_a_page_are_those_of_its_text(text):
    shown = ruby(f"<p>{text}</p>")
    assert re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|<[^>]+>", "", shown) == bare(text)
    assert not unread(text)
    assert not re.search(f"[{KANJI}《》｜]", spoken(text))


@pytest.mark.parametrize(("text", "kanji", "kana"), [
    (READ, "漢字", "かんじ"), ("お金《かね》を", "お金を", "お\u200bかねを"), ("｜1日《ついたち》から", "1日から", "ついたちから"),
    ("《书名》", "《书名》", "《书名》"), ("ベトナム", "ベトナム", "ベトナム"), ("", "", ""),
])  # fmt: skip
def test_a_text_can_stand_without_its_readings_or_in_their_place_where_a_line_may_end_before_each(text, kanji, kana):
    assert bare(text) == kanji
    assert spoken(text) == kana


@pytest.mark.parametrize(("day", "kana"), [
    (1, "ついたち"), (2, "ふつか"), (3, "みっか"), (4, "よっか"), (5, "いつか"), (6, "むいか"), (7, "なのか"), (8, "ようか"),
    (9, "ここのか"), (10, "とおか"), (14, "じゅうよっか"), (20, "はつか"), (24, "にじゅうよっか"),
])  # fmt: skip
def test_a_day_that_has_a_name_of_its_own_is_read_as_a_whole(day, kana):
    assert of_date(f"{day}日") == f"｜{day}日《{kana}》"
    assert ruby(of_date(f"5月{day}日")).endswith(f"<ruby>{day}日<rp>(</rp><rt>{kana}</rt><rp>)</rp></ruby>")


@pytest.mark.parametrize("day", [day for day in range(11, 32) if day not in (14, 20, 24)])
def test_any_other_day_is_read_as_its_number(day):
    assert of_date(f"{day}日") == f"{day}日《にち》"


@pytest.mark.parametrize(("function", "text", "expected"), [
    (of_date, "2027年4月1日", "2027年《ねん》4月《がつ》｜1日《ついたち》"),
    (of_date, "2025年12月", "2025年《ねん》12月《がつ》"), (of_date, "", ""),
    (of_money, "542,311円", "542,311円《えん》"), (of_money, "8,000米ドル", "8,000米《べい》ドル"),
    (of_weekdays, "月–水、土", "月《げつ》–水《すい》、土《ど》"),
    (of_name, "中国", "中国《ちゅうごく》"), (of_name, "ベトナム", "ベトナム"), (of_name, "東ティモール", "東《ひがし》ティモール"),
    (of_name, "インドネシア語", "インドネシア語《ご》"), (of_name, "亜国", "亜国"),
])  # fmt: skip
def test_what_is_computed_carries_its_readings(function, text, expected):
    assert function(text) == expected


def test_every_day_of_a_year_has_readings_and_is_the_same_day_without_them():
    for value in (date(2028, 1, 1) + timedelta(days) for days in range(366)):
        for form in (formats.day, formats.month):
            assert not unread(form(value, EASY)), value
            assert bare(form(value, EASY)) == form(value, JAPANESE)
        assert bare(formats.partial_date(value.isoformat(), EASY)) == formats.day(value, JAPANESE)


def test_every_set_of_weekdays_and_every_sum_has_readings():
    for first in formats.WEEKDAYS:
        for second in formats.WEEKDAYS:
            assert not unread(formats.days(f"{first},{second}", EASY))
    assert not unread(formats.days(",".join(formats.WEEKDAYS), EASY))
    for currency in ("JPY", "USD"):
        assert not unread(formats.money(542_311, currency, EASY))
        assert bare(formats.money(542_311, currency, EASY)) == formats.money(542_311, currency, JAPANESE)
    assert not unread(formats.year(2027, EASY))


@pytest.mark.django_db
def test_every_country_and_language_that_the_site_shows_has_readings():
    countries = {iso for language in LANGUAGES for iso in language.countries}
    countries |= set(Category.objects.exclude(iso="").values_list("iso", flat=True))
    countries |= set(Quantity.objects.exclude(country="").values_list("country", flat=True))
    languages = {language.code for language in LANGUAGES} | set(Contact.objects.values_list("language", flat=True)) - {"mul"}
    assert len(countries) > 20
    assert len(languages) > 12
    for key, form in [*((iso, formats.country) for iso in countries), *((code, formats.language_name) for code in languages)]:
        assert not unread(form(key, EASY)), key
        assert bare(form(key, EASY)) == form(key, JAPANESE), key


@pytest.mark.parametrize("language", [row for row in LANGUAGES if not row.readings], ids=lambda language: language.code)
def test_no_other_language_gets_readings(language):
    shown = [
        formats.day(date(2027, 4, 1), language), formats.month(date(2027, 4, 1), language), formats.money(1, "JPY", language),
        formats.days("mon,fri", language), formats.country("CN", language), formats.language_name("ja", language),
    ]  # fmt: skip
    assert not [text for text in shown if "《" in text]


def test_only_japanese_has_readings_and_its_own_name_has_them():
    assert [language.code for language in live() if language.readings] == ["ja-simple"]
    assert bare(EASY.spelled) == EASY.endonym
    for words in (EASY.spelled, EASY.switcher):
        assert not unread(words)
    for kana in (*readings.DAYS.values(), *readings.WEEKDAYS.values(), *readings.NAMES.values()):
        assert re.fullmatch("[ぁ-ゖー]+", kana)
