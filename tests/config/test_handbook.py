"""The editors' handbook in both languages: its pictures are there, its screen words are those of the admin."""

import re
import struct
from pathlib import Path

import django
import polib
import pytest
from django.conf import settings
from django.utils.text import capfirst

from translations.ui import catalog_path, messages

DOCS = settings.BASE_DIR / "docs"
HANDBOOKS = {"en": DOCS / "editors.md", "ja": DOCS / "editors.ja.md"}
DJANGO = Path(django.__file__).parent / "contrib"
PICTURE = re.compile(r"!\[([^\]]*)\]\((pictures/[^)]+)\)")
MOST_BYTES, WIDTH = 80_000, 1000


def text(code: str) -> str:
    return HANDBOOKS[code].read_text(encoding="utf-8")


def plain(words: str) -> str:
    """Words of the screen as they are compared: what is put into them left open, without a colon behind."""
    return capfirst(re.sub(r"%\(\w+\)s", "…", words).strip().rstrip(":："))


def screen_words(code: str) -> set[str]:
    """What the admin says in a language; in English what it is written in."""
    english = {name for message in messages() for name in (message.msgid, message.plural) if name}
    for room in ("admin", "auth"):
        catalog = polib.pofile(str(DJANGO / room / "locale" / "en" / "LC_MESSAGES" / "django.po"))
        english |= {entry.msgid for entry in catalog}
    if code == "en":
        return set(map(plain, english))
    paths = [catalog_path("ja"), *(DJANGO / room / "locale" / "ja" / "LC_MESSAGES" / "django.po" for room in ("admin", "auth"))]
    entries = [entry for path in paths for entry in polib.pofile(str(path)) if not entry.obsolete and entry.msgid in english]
    return {plain(words) for entry in entries for words in (entry.msgstr, *entry.msgstr_plural.values()) if words}


def in_bold(code: str) -> list[str]:
    """The screen words that a handbook names; what stands in code is an example."""
    return re.findall(r"\*\*(.+?)\*\*", re.sub(r"`[^`]*`", "", text(code)))


@pytest.mark.parametrize("code", HANDBOOKS)
def test_every_picture_is_there_small_and_as_wide_as_the_others(code):
    named = PICTURE.findall(text(code))
    assert named
    for words, name in named:
        data = (DOCS / name).read_bytes()
        assert struct.unpack(">I", data[16:20])[0] == WIDTH, name
        assert len(data) <= MOST_BYTES, name
        assert len(words) > 20, f"{name}: say what is to be seen"


def test_every_picture_is_named():
    named = {name for code in HANDBOOKS for _, name in PICTURE.findall(text(code))}
    assert named == {f"pictures/{path.name}" for path in (DOCS / "pictures").glob("*.png")}


def test_both_languages_have_the_same_headings_and_pictures():
    shapes = {code: re.findall(r"^(#+) ", text(code), re.M) for code in HANDBOOKS}
    assert shapes["en"] == shapes["ja"]
    pictures = {code: [name for _, name in PICTURE.findall(text(code))] for code in HANDBOOKS}
    assert [name.replace(".png", ".ja.png") for name in pictures["en"]] == pictures["ja"]


@pytest.mark.parametrize("code", HANDBOOKS)
def test_what_is_bold_stands_on_the_screen(code):
    known = screen_words(code)
    bold = [words for words in in_bold(code) if words not in ("bold", "太字")]
    assert len(bold) > 50
    assert [words for words in bold if plain(words) not in known] == []


@pytest.mark.parametrize("code", HANDBOOKS)
def test_links_lead_to_a_heading_or_to_the_other_language(code):
    here = text(code)
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", here, re.M)}
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", re.sub(r"`[^`]*`|\*\*.+?\*\*", "", here))
    assert HANDBOOKS["ja" if code == "en" else "en"].name in links
    for link in links:
        if link.startswith("#"):
            assert link[1:] in anchors
        elif "://" not in link:
            assert (DOCS / link).is_file(), link
