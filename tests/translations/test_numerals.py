import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translations.numerals import figures


@pytest.mark.parametrize(
    "text",
    [
        "8 hours a day, 40 hours a week",
        "three months, 3 months, 160 hours, 1,600 hours, 1.5 years, a 320-hour course, 365 days",
        "18 years or older; No. 1 and No. 3; level N4; 1/6 of the time; from 9:00 to 17:00; 24/7; stage (2)",
        "Article 119 and Act No. 89; Articles 46 and 47; 第108条; 第1号; Điều 113",
        "in fiscal year 2025, FY 2025, 2025年度, năm tài chính 2025",
        "1日8時間、320時間、6か月、100日、毎年12月、1号、12人",
        "8 giờ một ngày, 160 giờ, 3 tháng, 2 đồng nghiệp",
        "You may 2 of you; 10 people; 15 countries; aged 18 to 30",
        "一つ、数万円、二人",
    ],
)
def test_words_that_are_written_with_digits_may_stand(text):
    assert list(figures(text)) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("there were 456618 of them", "456618"),
        ("there were 456,618 of them", "456,618"),
        ("có 456.618 người", "456.618"),
        ("about 200 kinds", "200"),
        ("a share of 12.5 here", "12.5"),
        ("about 5% of", "5%"),
        ("5 per cent", "5 per cent"),
        ("5％です", "5％"),
        ("約3割が", "3割"),
        ("%5", "%5"),
        ("20 yen", "20 yen"),
        ("¥500, or", "¥500"),
        ("50万円", "50万"),
        ("五十万円", "五十万円"),
        ("5 triệu đồng", "5 triệu"),
        ("2 Million", "2 Million"),
        ("USD 20", "USD 20"),
        ("call 110 now", "110"),
        ("110番", "110"),
        ("０１２０です", "０１２０"),
        ("03-1234-5678", "03-1234-5678"),
        ("+84 24 12 34", "+84 24 12 34"),
        ("on 1 April 2027 it", "1 April 2027"),
        ("on April 1, 2027 it", "April 1, 2027"),
        ("on 31st of March", "31st of March"),
        ("since 2017", "2017"),
        ("2027年", "2027"),
        ("2027年4月1日から", "2027年4月1日"),
        ("4月1日", "4月1日"),
        ("令和9年", "令和9年"),
        ("ngày 1 tháng 4 năm 2027", "ngày 1 tháng 4 năm 2027"),
        ("tháng 4 năm 2027", "tháng 4 năm 2027"),
        ("2027-04-01", "2027-04-01"),
        ("1.4.2027", "1.4.2027"),
        ("१२३ जना", "१२३"),
        ("**\0\0 50\0\0 %", "50 %"),
    ],
)
def test_what_should_be_a_value_is_named(text, number):
    assert [found for _, found in figures(text)] == [number]


def test_a_year_may_stand_in_the_words_of_a_link_for_it_belongs_to_a_title():
    assert list(figures("Act of 2016", titles=[range(11)])) == []
    assert list(figures("All 456 of it", titles=[range(13)])) == [(4, "456")]


def test_a_number_of_the_source_may_stand_in_its_translation_but_no_money_and_no_date():
    source = "1,600 hours for 20 people on floor 4"
    assert list(figures("१,६०० घण्टा", source=source)) == []
    assert list(figures("1.600 uur", source=source)) == []
    assert [found for _, found in figures("20% of 1,601 on 4 May", source=source)] == ["20%", "1,601", "4 May"]


@given(st.text("0123456789५.,%円 年月万-Mayhours\0\n", max_size=60), st.text("0123456789 ", max_size=10))
@example("1 1 May 2027", "")
def test_numbers_are_named_in_their_order_and_where_they_stand(text, source):
    named = list(figures(text, source=source))
    assert named == sorted(named)
    for position, number in named:
        assert text[position:].replace("\0", "").startswith(number)
        assert any(letter.isdecimal() for letter in number) or number.endswith("円")
