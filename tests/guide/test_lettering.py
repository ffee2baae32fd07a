"""How words break and shrink in the drawings, with the longest words of many scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.lettering import SIZE, SMALLEST, ZWSP, em_width, label, wrapped

WORDS = {
    "en": "Supervising organization",
    "ja": "技能実習の監理団体(組合)について、確認する。",
    "vi": "Đơn vị quản lý (nghiệp đoàn)",
    "my": "ကြီးကြပ်ရေးအဖွဲ့အစည်း",
    "km": "ស្ថាប័នត្រួតពិនិត្យ",
    "th": "องค์กรที่กำกับดูแล",
    "ne": "पर्यवेक्षण गर्ने संस्था",
    "mn": "Хяналтын байгууллага",
    "ur": "نگران ادارہ",
}
texts = st.one_of(st.sampled_from(sorted(WORDS.values())), st.text(alphabet="abcM W-.漢字ー、กาေကျ်្ក\u200b", max_size=60))


@given(text=texts, width=st.integers(20, 320), size=st.integers(12, 18))
def test_no_line_is_wider_than_its_label_by_our_estimate(text, width, size):
    fitting, lines = wrapped(text, width, size)
    assert 1 <= fitting <= size
    assert all(em_width(line) * fitting <= width for line in lines) or fitting == 1


@given(text=texts, width=st.integers(20, 320))
def test_no_letter_is_lost(text, width):
    _, lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace(ZWSP, "")


@given(text=texts, width=st.integers(20, 320), top=st.integers(0, 100))
def test_lines_stand_between_top_and_bottom_one_below_the_other(text, width, top):
    drawn = label(text, 160, top, width)
    feet = [line.y for line in drawn.words]
    assert feet == sorted(set(feet))
    assert all(top < foot < drawn.bottom for foot in feet)
    assert drawn.lowered(7).top == top + 7
    assert [line.y for line in drawn.lowered(7).words] == [foot + 7 for foot in feet]


def test_a_word_too_long_for_its_label_gets_smaller_letters():
    size, lines = wrapped("Überwachungsorganisation", 120)
    assert lines == ("Überwachungsorganisation",)
    assert size < SMALLEST < SIZE


@pytest.mark.parametrize("language", ["my", "km", "th"])
def test_scripts_without_spaces_break_before_they_get_too_small(language):
    size, lines = wrapped(WORDS[language], 70)
    assert size >= SMALLEST
    assert len(lines) > 1


def test_burmese_breaks_between_syllables_only():
    _, lines = wrapped("လုပ်ငန်းခွင်သင်တန်း", 60)
    assert len(lines) > 1
    assert not any(line[1:2] in ("\u103a", "\u1039") for line in lines)


def test_lines_are_even():
    _, lines = wrapped("The new program from 1 April 2027", 260)
    assert lines == ("The new program", "from 1 April 2027")


def test_japanese_punctuation_never_begins_a_line_and_a_bracket_never_ends_one():
    for width in range(40, 200, 5):
        _, lines = wrapped(WORDS["ja"] + "「二号」", width)
        assert not any(line[0] in "、。」" for line in lines)
        assert not any(line[-1] == "「" for line in lines)


def test_marks_take_no_room_and_wide_letters_take_more():
    assert em_width("កិ") == em_width("ក")
    assert em_width("က") > em_width("ခ")
    assert em_width("漢字") == 2
    assert em_width("") == 0
