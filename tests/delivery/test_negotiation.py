"""Which language a reader asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.languages import ALIASES
from delivery.negotiation import lookup, preferred

TWELVE = ("en", "ja", "ja-simple", "vi", "id", "fil", "my", "zh-hans", "km", "th", "ne", "mn")
THREE = ("en", "ja", "vi")

HEADERS = [
    # what phones send
    ("vi-VN,vi;q=0.9,fr-FR;q=0.8,fr;q=0.7,en-US;q=0.6,en;q=0.5", "vi"),
    ("vi-VN", "vi"),
    ("vi", "vi"),
    ("VI-vn", "vi"),
    ("vi_VN", "vi"),
    ("ja-JP", "ja"),
    ("ja-JP-u-ca-japanese", "ja"),
    ("en-GB", "en"),
    ("id-ID", "id"),
    ("in-ID", "id"),
    ("in", "id"),
    ("fil-PH", "fil"),
    ("tl", "fil"),
    ("tl-PH,en;q=0.9", "fil"),
    ("my-MM", "my"),
    ("km-KH", "km"),
    ("th-TH", "th"),
    ("ne-NP", "ne"),
    ("mn-MN", "mn"),
    ("mn-Cyrl-MN", "mn"),
    ("mn-Mong-CN", "mn"),
    ("zh", "zh-hans"),
    ("zh-CN", "zh-hans"),
    ("zh-SG", "zh-hans"),
    ("zh-TW", "zh-hans"),
    ("zh-HK", "zh-hans"),
    ("zh-Hans", "zh-hans"),
    ("zh-Hans-CN", "zh-hans"),
    ("zh-Hant-TW", "zh-hans"),
    ("zh-hant", "zh-hans"),
    # quality and order
    ("en;q=0.5, vi;q=0.8", "vi"),
    ("en;q=0.8, vi;q=0.8", "en"),
    ("fr, de;q=0.9, km;q=0.1", "km"),
    ("vi;q=0.001, en;q=0", "vi"),
    ("vi ; q=0.3 , ne ; q=0.4", "ne"),
    ("VI;Q=0.9, EN;Q=0.1", "vi"),
    # refused
    ("vi;q=0", "en"),
    ("vi;q=0.000, ne;q=0.1", "ne"),
    ("vi;q=0, vi-VN", "vi"),
    ("zh-CN, zh-TW;q=0", "zh-hans"),
    # any other
    ("*", "en"),
    ("*;q=0.1, ne;q=0.2", "ne"),
    ("ne;q=0.1, *;q=0.2", "en"),
    ("*;q=0", "en"),
    ("en, vi;q=0.5, *;q=0", "en"),
    ("vi, *;q=0", "vi"),
    ("fr, *;q=0.5, en;q=0, my;q=0.1", "my"),
    # none of ours
    ("fr", "en"),
    ("xx-YY, zz", "en"),
    # no such header
    ("", "en"),
    ("   ", "en"),
    (",,,", "en"),
    (";q=1", "en"),
    ("q=1", "en"),
    ("vi;q=2", "en"),
    ("vi;q=-1", "en"),
    ("vi;q=0.1234", "en"),
    ("vi;q=high, ne;q=0.1", "ne"),
    ("vi;level=1", "en"),
    ("toolongasatag, ne", "ne"),
    ("../../etc/passwd", "en"),
    ("<script>, vi;q=0.1", "vi"),
    ("вьетнамский", "en"),
    ("vi\x00", "en"),
    ("v" * 10_240, "en"),
    ("x," * 5_120, "en"),
    ("-" * 10_240 + ",vi", "en"),
    ("vi," + "x" * 10_240, "vi"),
]


@pytest.mark.parametrize(("header", "code"), HEADERS, ids=lambda text: text[:40])
def test_twelve_languages_are_found(header, code):
    assert preferred(header, TWELVE, ALIASES, "en") == code


@pytest.mark.parametrize("header", ["id-ID", "tl", "zh-TW", "mn-Cyrl-MN", "ne-NP", "id, zh;q=0.5"])
def test_a_language_that_is_not_offered_yet_is_passed_over(header):
    assert preferred(header, THREE, ALIASES, "en") == "en"
    assert preferred(f"{header};q=0.9, vi;q=0.1", THREE, ALIASES, "en") == "vi"


def test_the_default_need_not_be_the_first_offered():
    assert preferred("", TWELVE, ALIASES, "th") == "th"
    assert preferred("*", TWELVE, ALIASES, "th") == "th"


def test_a_tag_is_cut_from_the_right_until_something_is_found():
    assert lookup("ja-simple", TWELVE, ALIASES) == "ja-simple"
    assert lookup("ja-simple-x-private", TWELVE, ALIASES) == "ja-simple"
    assert lookup("ja-jp", TWELVE, ALIASES) == "ja"
    assert lookup("jav", TWELVE, ALIASES) is None
    assert lookup("v", TWELVE, ALIASES) is None


def slow_preference(ranges: list[tuple[str, int]], offered: tuple[str, ...], default: str) -> str:
    """The header as a list of (range, quality in thousandths), read word by word."""

    def found(tag: str) -> str | None:
        parts = tag.split("-")
        shorter = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        return next((code for code in (ALIASES.get(part, part) for part in shorter) if code in offered), None)

    named = {code for tag, _ in ranges if tag != "*" and (code := found(tag))}
    wishes = []
    for position, (tag, quality) in enumerate(ranges):
        code = found(tag)
        if tag == "*":
            code = None if default in named else default  # what is named has the quality of its own range
        if code and quality:
            wishes.append((quality, -position, code))
    return max(wishes)[2] if wishes else default


TAGS = [
    "en",
    "en-us",
    "vi",
    "vi-vn",
    "ja",
    "ja-simple",
    "zh",
    "zh-tw",
    "zh-hant-tw",
    "in-id",
    "tl",
    "mn-cyrl-mn",
    "ne",
    "fr",
    "xx",
    "*",
]


def quality_text(quality: int) -> str:
    return "1" if quality == 1000 else f"0.{quality:03}".rstrip("0").rstrip(".")


@given(
    st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from([0, 1, 300, 500, 999, 1000])), max_size=12),
    st.sampled_from([TWELVE, THREE, ("ja", "en")]),
    st.sampled_from(["en", "ja"]),
    st.randoms(use_true_random=False),
)
def test_the_preference_is_that_of_a_slow_reading(ranges, offered, default, random):
    items = []
    for tag, quality in ranges:
        tag = random.choice([tag, tag.upper(), tag.title()])
        bare = quality == 1000 and random.random() < 0.5
        items.append(tag if bare else tag + random.choice([";q=", "; q=", " ; Q="]) + quality_text(quality))
    header = random.choice([",", ", "]).join(items)
    assert preferred(header, offered, ALIASES, default) == slow_preference(ranges, offered, default)


@given(st.text() | st.text(alphabet="en-vi*;q=0.15, zhtw", max_size=200))
def test_no_header_breaks_the_negotiation(header):
    assert preferred(header, TWELVE, ALIASES, "en") in TWELVE
