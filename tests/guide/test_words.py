"""Values, links and terms as pages print them."""

import pytest

from guide.words import Words, vocabulary

pytestmark = pytest.mark.django_db


def test_a_term_shows_its_japanese_once_a_page(reading_in):
    words = Words(reading_in("vi"))
    first = words.block("[x](term:supervising-organization)")
    assert first == '<p>x <span lang="ja">(監理団体)</span></p>'
    assert words.block("[y](term:supervising-organization)") == "<p>y</p>"
    assert "監理団体" in Words(reading_in("vi")).inline("[z](term:supervising-organization)")


def test_a_japanese_page_needs_no_japanese_beside_a_term(reading_in):
    assert Words(reading_in("ja")).inline("[監理団体](term:supervising-organization)") == "監理団体"


def test_values_are_written_as_the_language_writes_them(reading_in):
    text = "{date.change}|{money.survey-total}|{percent.overtime}|{trainees.total}"
    assert Words(reading_in("en")).plain(text) == "1 April 2027|¥542,311|25%|456,618"
    assert Words(reading_in("vi")).plain(text) == "ngày 1 tháng 4 năm 2027|542.311 yên Nhật|25%|456.618"
    assert Words(reading_in("ja")).plain(text) == "2027年4月1日|542,311円|25%|456,618"


def test_an_emergency_number_can_be_called_where_it_stands(reading_in):
    assert Words(reading_in("en")).inline("{phone.police}") == '<a href="tel:110">110</a>'
    assert Words(reading_in("en")).inline("{phone.ambulance}") == '<a href="tel:119">119</a>'


def test_links_stay_in_the_language(reading_in):
    words = Words(reading_in("vi"))
    assert words.inline("[a](page:help#danger)") == '<a href="/vi/help/#danger">a</a>'
    assert words.inline("[a](page:home)") == '<a href="/vi/">a</a>'


def test_rankings_in_texts_follow_the_newest_figures(reading_in):
    assert Words(reading_in("en")).plain("{trainees.top3}") == "Vietnam, Indonesia, and Philippines"
    assert Words(reading_in("en")).plain("{trainees.share} {trainees.rank}") == "11.1% 4"


def test_the_vocabulary_knows_pages_anchors_terms_sources_and_values():
    known = vocabulary()
    assert {"date.change", "trainees.total", "phone.police", "phone.ambulance"} <= known.values
    assert known.links("page", "help#danger")
    assert known.links("page", "flow")
    assert known.links("term", "otit")
    assert known.links("source", "isa-esd-outline")
    assert known.links("org", "otit")
    assert not known.links("page", "help#no-such-place")
    assert not known.links("page", "jobs")
    assert not known.links("source", "lsa-ref")  # it has no address
    assert not known.links("tel", "110")
