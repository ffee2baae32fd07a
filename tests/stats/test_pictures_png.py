"""A picture as PNG: the right size, every letter in a font that holds it, and nothing read but these fonts."""

import hashlib
import shutil
import subprocess
import sys

import pytest
from demands import missing
from django.conf import settings as active

from stats.pictures import Row, fonts_for, png_bytes, svg_bytes
from stats.pictures import fonts as module
from stats.pictures.fonts import font, letters
from tests.stats.picture_files import FONTS, LABELS, bars, course, pixels

SANS = "Noto Sans"


@pytest.fixture(autouse=True)
def noto():
    """These tests draw with Noto fonts: without them they are skipped, or fail where they are demanded."""
    if any(fonts_for(label, FONTS) is None for label in LABELS.values()):
        missing("AS PNG, PICTURES: no Noto Sans and Noto Sans CJK in " + " or ".join(map(str, FONTS)), "DEMAND_FONTS")


def labelled(language: str):
    return bars(Row(LABELS[language], "947,125", "23.0%", 1.0), title=LABELS[language], language=language)


def png(picture) -> bytes:
    return png_bytes(svg_bytes(picture), fonts_for(picture.text, FONTS))


def line(words: str, language: str = "en", kind: str = "strong", anchor: str = "end", direction: str = "") -> bytes:
    """One line of words, drawn so that it ends at the right."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{language}" width="640" height="60">'
        f"<style>.title{{font-size:21px}}.strong{{font-weight:700}}</style>"
        f'<rect fill="#fff" width="640" height="60"/>'
        f'<text class="title {kind}" x="620" y="40" text-anchor="{anchor}"{direction}>{words}</text></svg>'
    ).encode()


def shown(words: str, text: str = "", **how) -> set[tuple[int, int]]:
    """Where a line of words is dark; drawn with the fonts for `text`."""
    return pixels(png_bytes(line(words, **how), fonts_for(text or words, FONTS))).dark()


def alike(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> bool:
    """Whether two pictures of words differ by no more than a pixel at their edges."""

    def within(these: set, those: set) -> bool:
        return all(any((x + right, y + down) in those for right in (0, -1, 1) for down in (0, -1, 1)) for x, y in these)

    return within(one, other) and within(other, one)


# --- the file ---


@pytest.mark.parametrize("language", LABELS)
def test_a_picture_is_1280_pixels_wide_light_and_not_blank(language):
    picture = labelled(language)
    found = pixels(png(picture))
    assert found.width == 1280
    assert found.rows[0][0] == found.rows[-1][-1] == (0xFC, 0xFB, 0xF8)
    assert len({pixel for row in found.rows for pixel in row}) > 20
    title = found.dark(bottom=110)
    assert 1500 < len(title) < 30_000
    bar = [row for row in found.rows if row.count((0x0A, 0x55, 0x66)) >= 1180]
    assert len(bar) == 24


def test_a_file_is_the_same_bytes_again_in_this_process_and_in_another():
    picture = labelled("my")
    svg, fonts = svg_bytes(picture), fonts_for(picture.text, FONTS)
    first = png_bytes(svg, fonts)
    png_bytes.cache_clear()
    assert png_bytes(svg, fonts) == first
    script = (
        "import hashlib, sys; from pathlib import Path; from stats.pictures import png_bytes; assert 'django' not in sys.modules\n"
        "print(hashlib.sha256(png_bytes(sys.stdin.buffer.read(), tuple(map(Path, sys.argv[1:])))).hexdigest())"
    )
    run = [sys.executable, "-c", script, *map(str, fonts)]
    found = subprocess.run(run, input=svg, capture_output=True, check=True, cwd=active.BASE_DIR)
    assert found.stdout.decode().strip() == hashlib.sha256(first).hexdigest()


def test_a_picture_of_the_most_bars_is_no_more_than_8000_pixels_high_and_kept_ones_are_few():
    picture = bars(*[Row("ក្ក " * 60, "947,125", "23.0%", 1.0)] * 100)
    found = png(picture)
    height = int.from_bytes(found[20:24], "big")
    assert 7900 <= height <= 8000
    assert int.from_bytes(found[16:20], "big") < 1280
    assert len(found) < 6_000_000
    assert png_bytes.cache_parameters()["maxsize"] <= 64


def test_words_of_a_course_are_drawn_too():
    assert len(pixels(png(course(410_972, None, 276_123))).dark(top=120)) > 5000


# --- no tofu ---


@pytest.mark.parametrize("language", LABELS)
def test_every_letter_is_held_by_the_chosen_fonts(language):
    picture = labelled(language)
    chosen = [font(path) for path in fonts_for(picture.text, FONTS)]
    regular = [found for found in chosen if "Bold" not in found.path.stem]
    assert all(any(found.holds(letter) for found in regular) for letter in letters(picture.text))
    assert all(found.families[0].startswith(SANS) for found in chosen)
    assert any("Bold" in found.path.stem for found in chosen)
    assert len(chosen) <= 4


@pytest.mark.parametrize("kind", ["strong", "plain"])
@pytest.mark.parametrize("language", LABELS)
def test_words_look_the_same_after_words_of_another_font(language, kind):
    """What stands before a word in another script changes neither its letters nor their order."""
    label = LABELS[language].partition(" (")[0]
    alone = shown(label, kind=kind, language=language, text=f"{label}Año 2025")
    start = max(x for x, _ in alone)
    mixed = shown(f"Año 2025 {label}", kind=kind, language=language)
    assert alike({place for place in mixed if place[0] <= start}, alone)
    assert len(mixed) > len(alone) + 300


def test_japanese_and_chinese_are_drawn_in_faces_of_their_own_and_bold_is_bold():
    faces = [shown("直骨", language=language) for language in ("ja", "ja-simple", "zh-hans")]
    assert faces[0] == faces[1] != faces[2]
    for label in LABELS.values():
        assert len(shown(label, kind="strong")) > 1.1 * len(shown(label, kind="plain"))


def test_words_from_right_to_left_begin_at_the_right_with_their_brackets_in_order():
    words, right = "پاکستان (12)", ' direction="rtl"'
    fitted = {"language": "ur", "anchor": "start", "direction": right}
    found = shown(words, **fitted)
    assert 30 < max(x for x, _ in found) < 600
    assert min(x for x, _ in found) >= 38
    name = shown("پاکستان", text=words, **fitted)
    start = max(x for x, _ in name)
    assert alike(name, {place for place in found if place[0] <= start}), "the name stands at the right"
    assert min(x for x, _ in found if x > start) > start + 8, "and the number after it and a space"


def test_a_letter_that_no_chosen_font_holds_is_an_error_and_no_box():
    with pytest.raises(ValueError, match=r"U\+1019"):
        png_bytes(line("မြန်မာ"), fonts_for("abc", FONTS))


# --- which fonts ---


def test_without_a_font_for_one_letter_there_are_none(tmp_path):
    assert fonts_for("abc", ()) is fonts_for("abc", (tmp_path, tmp_path / "none")) is None
    assert fonts_for("abc \U000f0000", FONTS) is None
    assert fonts_for("abc \u200b\u202f\n", FONTS) == fonts_for("abc", FONTS)


def test_scripts_choose_their_font_and_no_more_is_chosen_than_needed():
    names = {text: [path.stem for path in fonts_for(text, FONTS)] for text in ("Việt 2025", "技能実習 2025 (a)", "မြန်မာ 2025")}
    assert names["Việt 2025"] == ["NotoSans-Regular", "NotoSans-Bold"]
    assert names["技能実習 2025 (a)"] == ["NotoSansCJK-Regular", "NotoSansCJK-Bold"]
    assert names["မြန်မာ 2025"] == ["NotoSansMyanmar-Regular", "NotoSansMyanmar-Bold", "NotoSans-Regular", "NotoSans-Bold"]


def test_nothing_outside_of_the_folders_is_read_and_no_damaged_file_stops_a_page(tmp_path):
    [regular, bold] = fonts_for("abc", FONTS)
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside / "below", outside):
        folder.mkdir(parents=True)
    shutil.copy(regular, outside / regular.name)
    (inside / regular.name).symlink_to(outside / regular.name)
    (inside / "linked").symlink_to(outside)
    assert fonts_for("abc", (inside,)) is None
    (inside / "below" / "NotoSansMyanmar-Regular.ttf").write_bytes(b"\x00\x01\x00\x00 no font")
    (inside / "below" / "NotoSansCJK-Regular.ttc").write_bytes(regular.read_bytes()[:5000])
    (inside / "below" / "Empty.otf").touch()
    assert font(inside / "gone.ttf") is None
    (inside / "below" / regular.name).write_bytes(regular.read_bytes())
    module._files.cache_clear()
    module._chosen.cache_clear()
    assert fonts_for("abc မ", (inside,)) is None
    assert fonts_for("abc", (inside,)) == (inside / "below" / regular.name,)
    (inside / "below" / bold.name).write_bytes(bold.read_bytes())
    module._files.cache_clear()
    module._chosen.cache_clear()
    assert [path.name for path in fonts_for("abc", (inside,))] == [regular.name, bold.name]


def test_a_font_is_read_once_and_only_when_it_is_needed(monkeypatch):
    read, real = [], module._read
    monkeypatch.setattr(module, "_read", lambda path: read.append(path) or real(path))
    font.cache_clear()
    module._chosen.cache_clear()
    for text in ("abc", "abc", "Việt", "2025"):
        assert fonts_for(text, FONTS)
    assert sorted(path.stem for path in read) == ["NotoSans-Bold", "NotoSans-Regular"]
