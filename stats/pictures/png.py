"""An SVG file of ours as PNG, drawn with fonts of the server: light colors, 1,280 pixels wide, the same bytes each time.

resvg loses marks where two fonts shape one line, and knows no direction of writing. So every line is cut where the font changes,
HarfBuzz tells how wide each stretch is, and resvg draws it alone at its place; what runs from right to left says so in signs of
Unicode.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from unicodedata import category

import resvg_py

from stats.pictures.fonts import Font, bold, font, letters
from stats.pictures.svg import SIZE, SIZES

PIXELS = 1280
HIGHEST = 8000  # pixels; a higher picture is drawn smaller
KEPT = 64  # pictures in memory, some 60 kB each

_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_LANGUAGE = re.compile(r'xml:lang="([^"]*)"')
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
_ANCHOR = re.compile(r' text-anchor="(\w+)"')
_X = re.compile(r'\bx="([\d.]+)"')
_FROM_RIGHT, _POP = "\u202b", "\u202c"
_WORD = re.compile(r"\s+|\S+")
_KEPT_SPACE = "\u00a0"  # a space at the end of a stretch would stand on its wrong side


@lru_cache(maxsize=KEPT)
def png_bytes(svg: bytes, fonts: tuple[Path, ...]) -> bytes:
    """The picture in these fonts, which must hold its letters (`fonts_for`), with no other font and nothing else read."""
    text = svg.decode()
    language = _LANGUAGE.search(text)[1]
    held = [found for path in fonts if (found := font(path))]  # regular before bold
    width, height = map(int, _SIZE.search(text).groups())
    pixels = min(PIXELS, width * HIGHEST // height)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=_TEXT.sub(lambda found: _line(found[1], unescape(found[2]), held, language), text),
            width=pixels,
            skip_system_fonts=True,
            font_files=[str(path) for path in fonts],
        )
    )


def _line(attributes: str, words: str, fonts: Sequence[Font], language: str) -> str:
    """One line of words, each stretch of it in the first font that holds it."""
    mirrored = 'direction="rtl"' in attributes
    anchor = found[1] if (found := _ANCHOR.search(attributes)) else "start"
    if mirrored:
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    stretches = _stretches(words, fonts)
    strong, size = "strong" in attributes, next((size for kind, size in SIZES.items() if kind in attributes), SIZE)
    widths = [_cut(found, strong, fonts).width(part, language) * size for found, part in stretches]
    x = float(_X.search(attributes)[1]) - {"start": 0, "middle": 0.5, "end": 1}[anchor] * sum(widths)
    inner = ""
    for (found, part), width in list(zip(stretches, widths, strict=True))[:: -1 if mirrored else 1]:
        shown = f"{_FROM_RIGHT}{part.replace(' ', _KEPT_SPACE)}{_POP}" if mirrored else part
        inner += f'<tspan x="{x:.2f}" font-family="{escape(found.family(language))}">{escape(shown)}</tspan>'
        x += width
    return f"<text {_ANCHOR.sub('', attributes)}>{inner}</text>"


def _cut(regular: Font, strong: bool, fonts: Sequence[Font]) -> Font:
    """The file in which a stretch is drawn: the bold one for what is strong, if there is one."""
    return next((found for found in fonts if strong and found.path == bold(regular.path)), regular)


def _stretches(words: str, fonts: Sequence[Font]) -> list[tuple[Font, str]]:
    """The words cut where the font changes: between words where one font holds all of a word, else between its letters."""
    found: list[tuple[Font, str]] = []
    for word in _WORD.findall(words):
        current = [found[-1][0]] if found else []
        whole = next((one for one in (*current, *fonts) if all(map(one.holds, letters(word)))), None)
        for one, part in [(whole, word)] if whole else _parts(word, fonts):
            if found and found[-1][0] == one:
                found[-1] = (one, found[-1][1] + part)
            else:
                found.append((one, part))
    return found


def _parts(word: str, fonts: Sequence[Font]) -> Iterator[tuple[Font, str]]:
    """Every letter with the first font that holds it; what is no letter goes with the letter before it."""
    current = None
    for letter in word:
        shapeless = not letters(letter)
        if not (current and (shapeless or (category(letter)[0] != "L" and current.holds(letter)))):
            current = next((one for one in fonts if shapeless or one.holds(letter)), None)
        if current is None:
            raise ValueError(f"no font holds U+{ord(letter):04X}")
        yield current, letter
