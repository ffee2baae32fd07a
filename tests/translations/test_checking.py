import pytest
from grammar_texts import LINKS, VALUES, Known, check_shape, nasty
from hypothesis import example, given
from hypothesis import strategies as st

from translations import checking
from translations.checking import problems
from translations.grammar import block, inline, line

SHOWN = {"block": block, "inline": inline, "line": line}


def is_known(kind, key):
    return (kind, key) in LINKS


def check(text, mode="block", *, japanese=True, source=""):
    return problems(text, mode, VALUES, is_known, japanese, source)


GOOD = [
    "",
    "Call {phone.police}. **Nobody may punish you.**\n\n- [help](page:help#danger)\n- b",
    "- a\n  goes on\n\n  second paragraph\n- b",
    'R&D, a < b, 5 > 3, it\'s "so" – “well” (yes); a/b; 100 hours; #1; a_b; x=y; $; 50/50',
    "漢字《かんじ》を**危険です。**すぐに\n電話",
    "[words {trainees.total} **b**](term:supervising-organization)",
    "क्\u200dष ශ්\u200dරී ភាសា\u200bខ្មែរ می\u200cخواهم",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_has_no_problems(text):
    assert check(text) == []


BAD = [
    ("a {no.such} b", [("unknown-value", "no.such", 2)]),
    ("{Odd}", [("unknown-value", "Odd", 1)]),
    ("a { b }", [("unclosed-brace", "{", 2), ("unclosed-brace", "}", 6)]),
    ("[a](term:no-such)", [("unknown-link", "term:no-such", 0)]),
    ("[a](https://x.jp)", [("unknown-link", "https://x.jp", 4)]),
    ("[a](javascript:x)", [("unknown-link", "javascript:x", 4)]),
    ("[a](term:wide#b)", [("unknown-link", "term:wide#b", 4)]),
    ("[a](page:help", [("unknown-link", "page:help", 4)]),
    ("[a][b]", [("unsupported-mark", mark, i) for i, mark in enumerate("[a][b]") if mark in "[]"]),
    ("a <b>c</b>", [("raw-html", "<b>", 2), ("raw-html", "</b>", 6)]),
    ("a &nbsp; b", [("raw-html", "&nbsp;", 2)]),
    ("<https://x.jp>", [("raw-html", "<https://x.jp>", 0)]),
    ("see https://x.jp/a", [("raw-url", "https://x.jp/a", 4)]),
    ("see www.x.vn", [("raw-url", "www.x.vn", 4)]),
    ("詳しくは otit.go.jp へ", [("raw-url", "otit.go.jp", 5)]),
    ("write to a@b.vn", [("raw-url", "a@b.vn", 9)]),
    ("a\n\n## b", [("heading", "##", 3)]),
    ("a\n---", [("heading", "---", 2)]),
    ("![a](page:help) ![b]", [("image", "![", 0), ("image", "![", 16), ("unsupported-mark", "]", 19)]),
    ("a\n* b\n1. c", [("list", "*", 2), ("list", "1.", 6)]),
    ("- a\n  - b", [("list", "-", 6)]),
    ("- - a", [("list", "-", 2)]),
    ("- a\n-\n- b", [("empty-item", "", 4)]),
    ("*a* `b`", [("unsupported-mark", mark, i) for i, mark in ((0, "*"), (2, "*"), (4, "`"), (6, "`"))]),
    ("_a_ **b", [("unsupported-mark", "_", 0), ("unsupported-mark", "**", 4)]),
    ("> a \\*", [("unsupported-mark", ">", 0), ("unsupported-mark", "\\", 4), ("unsupported-mark", "*", 5)]),
    ("かな《かな》", [("reading-without-kanji", "《かな》", 2)]),
    ("漢字《kanji》", [("reading-not-kana", "《kanji》", 2)]),
    ("漢字《かんじ", [("unclosed-reading", "《", 2)]),
    ("a 1,234 b", [("digits", "1,234", 2)]),
    ("- a\n  12 % b", [("digits", "12 %", 6)]),
    ("cafe\u0301", [("not-nfc", "e", 3)]),
    ("a\tb", [("control-character", "U+0009", 1)]),
    ("a\x07\ufffd", [("control-character", "U+0007", 1), ("control-character", "U+FFFD", 2)]),
    ("\u202ea", [("control-character", "U+202E", 0)]),
    ("a\r\nb", [("control-character", "U+000D", 1)]),
    ("a\u200b \ufeff", [("zero-width", "U+200B", 1), ("zero-width", "U+FEFF", 3)]),
    ("\u00ad a\u200db\u200e", [("zero-width", f"U+{code}", i) for i, code in ((0, "00AD"), (3, "200D"), (5, "200E"))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), BAD)
def test_bad_text_is_named_with_its_place(text, found):
    assert [(problem.code, problem.detail, problem.position) for problem in check(text)] == found


def test_a_line_holds_no_marks_and_no_line_end():
    assert [(problem.code, problem.position) for problem in check("**a** [b](page:help)\nc", "line")] == [
        (checking.MARKS_IN_LINE, 0),
        (checking.MARKS_IN_LINE, 6),
        (checking.LINE_BREAK, 20),
    ]
    assert check("漢字《かんじ》 {trainees.total}", "line") == []


def test_inline_text_is_one_paragraph_without_a_list():
    assert [(problem.code, problem.position) for problem in check("\n a\n\n- **b**", "inline")] == [
        (checking.LINE_BREAK, 3),
        (checking.LIST, 5),
    ]
    assert check("a\n**b** [c](page:help)", "inline") == []


def test_readings_stand_in_japanese_only_and_other_languages_may_quote_titles():
    assert [problem.code for problem in check("漢字《かんじ》 《かな》", japanese=False)] == [
        checking.READING_OUTSIDE_JAPANESE,
        checking.READING_OUTSIDE_JAPANESE,
    ]
    assert check("《技能实习法》", japanese=False) == []
    assert [problem.code for problem in check("《技能 <b>》", japanese=False)] == [checking.RAW_HTML]


def test_too_long_a_text_is_not_even_read():
    assert [problem.code for problem in check("a" * 20_001)] == [checking.TOO_LONG]
    assert check("a" * 20_000) == []


def test_a_translation_may_write_the_numbers_of_its_source():
    assert check("320 ម៉ោង", source="320 hours") == []
    assert [problem.code for problem in check("320 ម៉ោង")] == [checking.DIGITS]
    assert [problem.code for problem in check("2027", source="[a](page:changes-2027)")] == [checking.DIGITS]


harmless = st.sampled_from(
    [
        "{trainees.total}",
        "**b** c",
        "[a](term:wide)",
        "[b {phone.police}](page:help)",
        "漢字《かんじ》",
        "、",
        "\n",
        "\n\n- a",
    ]
)


@given(nasty | st.text() | st.lists(harmless).map(" ".join), st.sampled_from(sorted(SHOWN)), st.booleans())
@example("- \t - a {no-such}", "block", True)
def test_text_without_problems_is_printed_and_shows_no_mark(text, mode, japanese):
    if not problems(text, mode, VALUES, is_known, japanese):
        root = check_shape(SHOWN[mode](text, Known()), is_block=mode == "block")
        shown = "".join(root.itertext())
        marks = ("**", "](", "`", "{", "}", *(("《", "》") if japanese else ()))
        assert not [mark for mark in marks if mark in shown]


@given(nasty, st.sampled_from(sorted(SHOWN)))
def test_a_problem_stands_where_it_says(text, mode):
    for problem in check(text, mode):
        assert 0 <= problem.position <= len(text)
        if "\r" not in text and problem.code in {checking.IMAGE, checking.LIST, checking.RAW_URL, checking.DIGITS}:
            assert text[problem.position] == problem.detail[0]
