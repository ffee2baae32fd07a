"""A picture as SVG stands alone, says in words all that it draws, and takes any word for a word."""

import hashlib
import os
import pickle
import re
import subprocess
import sys
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.conf import settings as active
from hypothesis import given
from hypothesis import strategies as st

from stats.pictures import Course, Row, measuring, svg_bytes
from stats.pictures.svg import DARK, INNER, LIGHT, MARGIN, PRINT, WIDTH
from tests.stats.picture_files import LABELS, ROWS, bars, course

SVG = "{http://www.w3.org/2000/svg}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOSTILE = [
    "<script>alert(1)</script>", '" onload="alert(1)', "]]>", "a\x00b\x0bc\ud800\ufffe", "&lt;&amp;", "<!--", "</style>", "</svg>",
    "\u202eabc", "x" * 500, "y " * 250, "က" * 500, "國" * 500, "", " ", "e" + "\u0301" * 200, "@import url(//x)", "<?xml?>", "%s{}",
]  # fmt: skip


def tree(picture) -> ElementTree.Element:
    return ElementTree.fromstring(svg_bytes(picture))


def drawn(picture) -> list[ElementTree.Element]:
    return list(tree(picture).iter(f"{SVG}text"))


def rectangles(picture) -> list[dict]:
    return [found.attrib for found in tree(picture).iter(f"{SVG}rect") if found.get("class") != "paper"]


def desc(picture) -> list[str]:
    return tree(picture).findtext(f"{SVG}desc").splitlines()


def width(found: ElementTree.Element) -> float:
    size = {"title": 21, "small": 12}.get(found.get("class").split()[0], 15)
    return measuring.width(found.text or "", size, "strong" in found.get("class"))


def assert_stands_alone(picture) -> None:
    """Nothing in it runs or leads anywhere, and it has no elements but those of a picture."""
    text = svg_bytes(picture).decode()
    root = tree(picture)
    assert {found.tag.removeprefix(SVG) for found in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "style",
        "rect",
        "g",
        "path",
        "text",
    }
    names = {name for found in root.iter() for name in found.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name or name == "style"]
    assert "<!DOCTYPE" not in text
    assert "<?xml-stylesheet" not in text
    assert not re.search(r"url\(|@import|@font-face", root.findtext(f"{SVG}style"))


# --- what it is ---


@pytest.mark.parametrize("picture", [bars(), course(3, None, 5)])
def test_a_picture_is_named_described_and_stands_alone(picture):
    root = tree(picture)
    assert (root.tag, root.get("version"), root.get("role"), root.get(LANG)) == (f"{SVG}svg", "1.1", "img", "en")
    named = {found.get("id"): found for found in root}
    assert [named[name].tag for name in root.get("aria-labelledby").split()] == [f"{SVG}title", f"{SVG}desc"]
    assert root.findtext(f"{SVG}title") == "Residents, 31 December 2025"
    assert (root.get("width"), root.get("viewBox")) == ("640", f"0 0 640 {root.get('height')}")
    assert svg_bytes(picture).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    assert_stands_alone(picture)


def test_all_values_are_in_the_description_and_unknown_is_not_zero():
    about = ["ISA", "https://source.example/x?y=1&z=2", "https://guide.example/en/"]
    assert desc(bars()) == [
        "Permanent: 947,125 (23.0%)", "Student: 464,784 (11.3%)", "Nobody: 0 (0.0%)", "Not counted: –", "Others (15): 155,247 (3.8%)", *about,
    ]  # fmt: skip
    assert desc(course(3, None, 5))[:3] == ["2019: 3", "2020: –", "2021: 5"]


def test_bars_are_in_proportion_and_zero_and_unknown_have_none():
    found = rectangles(bars())
    assert [float(bar["width"]) for bar in found] == [INNER, 290.1, 94.7]
    assert [bar["class"] for bar in found] == ["way", "way", "soft"]
    assert {bar["x"] for bar in found} == {str(MARGIN)}
    assert [text.text for text in drawn(bars()) if text.text in ("0", "–")] == ["0", "–"]


def test_every_number_of_a_course_stands_at_its_point_where_there_is_room():
    found = {text.text: text for text in drawn(course(410_972, 378_200, 276_123, None, 404_556))}
    assert set(found) >= {"410,972", "378,200", "276,123", "404,556", "2019", "2022", "0", "500,000"}
    crowded = [
        text
        for text in drawn(course(*range(1000, 1020)))
        if "strong ink" in text.get("class") and "title" not in text.get("class")
    ]
    assert 3 < len(crowded) < 20
    places = [float(text.get("x")) for text in crowded]
    assert all(after - before >= max(map(width, crowded)) for before, after in pairwise(places))


def test_a_valley_has_its_number_below():
    valley, top = [
        float(next(text for text in drawn(course(*values)) if text.text == "50").get("y"))
        for values in ((90, 50, 90), (40, 50, 40))
    ]
    assert valley > 24 + (320 - 48) * 0.4
    assert top < 60


@pytest.mark.parametrize("values", [(0,), (7,), (0, 0, 0), (None, 5, None)])
def test_a_course_of_one_point_or_of_zeros_is_drawn(values):
    assert_stands_alone(course(*values))


@pytest.mark.parametrize("rows", [1, 60])
def test_one_row_and_sixty_rows_stand_below_each_other(rows):
    picture = bars(*[Row(f"Row {n}", str(n), "1%", n / 60) for n in range(1, rows + 1)])
    places = [(float(bar["y"]), float(bar["y"]) + float(bar["height"])) for bar in rectangles(picture)]
    assert len(places) == rows
    assert all(after[0] > before[1] for before, after in pairwise(places))
    assert places[-1][1] < int(tree(picture).get("height"))


def test_looks_are_those_of_the_site_on_light_and_dark_screens_and_in_print():
    css = (active.BASE_DIR / "static" / "site.css").read_text(encoding="utf-8")
    light, dark, _forced, in_print = re.findall(r":root \{[^}]*--paper[^}]*\}", css)
    for colors, rules in ((LIGHT, light), (DARK, dark), (PRINT, in_print)):
        named = dict(re.findall(r"--(\w+): (#[0-9a-f]+)", rules))
        assert colors == {name: named[name] for name in colors}
    style = tree(bars()).findtext(f"{SVG}style")
    assert "@media screen and (prefers-color-scheme:dark){.paper{fill:#11181b}" in style
    assert "@media print{.paper{fill:#fff}" in style
    assert style.count("{") == style.count("}")


# --- whatever the words are ---


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_stay_words_within_the_width(words):
    picture = bars(
        Row(words, "947,125", "23.0%", 1.0), title=words, subtitle=words, source=words, source_address=words, address=words
    )
    assert_stands_alone(picture)
    for text in drawn(picture):
        start, long = float(text.get("x")), width(text)
        assert (start - long if text.get("text-anchor") == "end" else WIDTH - start - long) >= MARGIN - 1, text.text
    assert len(drawn(picture)) <= 3 * 6 + 2
    whole = desc(picture)[0]
    assert whole == f"{picture.rows[0].label}: 947,125 (23.0%)"


@given(st.text(max_size=60), st.floats(60, 600))
def test_lines_hold_all_words_in_their_order(words, room):
    lines = measuring.wrapped(words, room, 15, most=10_000)
    kept = re.sub("[ \u200b]", "", words)
    assert re.sub("[ \u200b]", "", "".join(lines)) == kept
    assert all(measuring.width(line, 15) <= room or len(measuring._letters(line)) == 1 for line in lines)


@pytest.mark.parametrize("label", LABELS.values())
def test_a_label_of_sixty_letters_is_drawn_whole(label):
    words = (f"{label} " * 10)[:60].strip()
    lines = [text.text for text in drawn(bars(Row(words, "1,947,125", "100.0%", 1.0))) if text.get("class") == "ink"]
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_lines_break_at_words_and_never_within_a_letter():
    assert measuring.wrapped("one two three", 70, 15, 5) == ("one two", "three")
    assert measuring.wrapped("技能実習。「留学」", 32, 15, 9) == ("技能", "実", "習。", "「留", "学」")
    for line in measuring.wrapped("ကျွန်ုပ်တို့နိုင်ငံသားများ" * 3, 60, 15, 99):
        assert re.match("[က-အဿ]", line), line
        assert not re.match("[က-အ]\u103a", line), line
    assert measuring.wrapped("one two three", 40, 15, 2) == ("one", "tw…")


# --- from right to left ---


def test_where_words_run_from_right_to_left_all_is_mirrored_but_addresses_and_years():
    left, right = bars(), bars(language="ur")
    assert tree(right).get("direction") == "rtl"
    ends = {float(bar["x"]) + float(bar["width"]) for bar in rectangles(right)}
    assert ends == {WIDTH - MARGIN}
    for one, other in zip(drawn(left), drawn(right), strict=True):
        if "address" in one.get("class"):
            assert (other.get("direction"), other.get("text-anchor"), other.get("x")) == ("ltr", "end", str(WIDTH - MARGIN))
        else:
            assert float(one.get("x")) + float(other.get("x")) == pytest.approx(WIDTH, abs=0.2)
            assert other.get("direction") == "rtl"
            assert other.get("text-anchor") == one.get("text-anchor")
    [group] = tree(course(1, 2, language="ur")).iter(f"{SVG}g")
    assert group.get("direction") == "ltr"


# --- the same each time, and nothing else ---


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_bytes_are_the_same_in_another_process_and_need_no_django(seed):
    script = (
        "import hashlib, pickle, sys; from stats.pictures import svg_bytes\n"
        "picture = pickle.load(sys.stdin.buffer); assert 'django' not in sys.modules\n"
        "print(hashlib.sha256(svg_bytes(picture)).hexdigest())"
    )
    for picture in (bars(), course(3, None, 5)):
        how = {"cwd": active.BASE_DIR, "env": os.environ | {"PYTHONHASHSEED": seed, "TZ": "America/Los_Angeles"}}
        found = subprocess.run(
            [sys.executable, "-c", script], input=pickle.dumps(picture), capture_output=True, check=True, **how
        )
        assert found.stdout.decode().strip() == hashlib.sha256(svg_bytes(picture)).hexdigest()


@pytest.mark.parametrize("wrong", [
    lambda: Row("a", "1", "", 1.01), lambda: Row("a", "1", "", -0.1), lambda: bars(language='en"'), lambda: bars(direction="up"), lambda: bars(rows=()),
    lambda: bars(rows=ROWS, course=course(1).course), lambda: bars(*[ROWS[0]] * 101),
    lambda: Course(course(1, 2).course.chart, (), ("2019", "2020"), ("1", "2"), ()),
])  # fmt: skip
def test_what_is_no_picture_is_refused(wrong):
    with pytest.raises(ValueError, match=r"a: |Residents: |ticks: "):
        wrong()
