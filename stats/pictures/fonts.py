"""Which of the fonts in some folders hold all letters of a text. Files are read when they are first needed, once a process.

Nothing outside of the folders is read, also where a link leads there. Which fonts come first: Noto Sans of the script that the
text is written in, Noto Sans, Noto Sans CJK, other Noto Sans, other fonts.
"""

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import category, name

import uharfbuzz as hb

COLLECTIONS = (".ttc", ".otc")
SUFFIXES = (".ttf", ".otf", *COLLECTIONS)
REGIONS = {"ja": "JP", "zh": "SC", "zh-hant": "TC", "ko": "KR"}
WIDE = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "FULLWIDTH", "HANGUL"}
_NO_LETTERS = "CZ"  # categories of what has no shape of its own: signs of control, spaces
_REGULAR = re.compile(r"(-Regular|-VF|-?\[[\w,]+\]|-?VariableFont_[\w,]+)$")
_OTHER_CUT = re.compile(r"bold|italic|oblique|light|thin|medium|black|condensed|narrow|extra|semi|display|mono|emoji|ui$", re.I)


@dataclass(frozen=True)
class Font:
    """One file: the names of its families (a collection has several) and the letters that it holds, as ranges."""

    path: Path
    families: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, letter: str) -> bool:
        place = bisect_right(self.starts, ord(letter)) - 1
        return place >= 0 and ord(letter) <= self.ends[place]

    def family(self, language: str) -> str:
        """The name of the family for a language: in collections of Chinese and Japanese a language has its own."""
        region = REGIONS.get(language) or REGIONS.get(language.partition("-")[0], "")
        return next((family for family in self.families if region and family.endswith(f" {region}")), self.families[0])

    def width(self, words: str, language: str) -> float:
        """How wide the words are in em, shaped as they are drawn."""
        shaper, buffer = _shaper(self.path, self.families.index(self.family(language))), hb.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        hb.shape(shaper, buffer)
        return sum(position.x_advance for position in buffer.glyph_positions) / shaper.face.upem


def fonts_for(text: str, folders: Iterable[Path]) -> tuple[Path, ...] | None:
    """The files, regular before bold, that together hold every letter of the text; None if one letter is in no font."""
    return _chosen(letters(text), tuple(Path(folder) for folder in folders))


def letters(text: str) -> frozenset[str]:
    """Every sign of the text that needs a shape."""
    return frozenset(letter for letter in text if category(letter)[0] not in _NO_LETTERS or category(letter) in ("Co", "Cn"))


@cache
def font(path: Path) -> Font | None:
    """What a file holds, or None if it is no font that can be read."""
    with suppress(hb.HarfBuzzError):  # it may not be read, or is there no longer; what is damaged holds no letters
        families, held = _read(path)
        if families and all(families) and held:
            starts = [code for place, code in enumerate(held) if not place or held[place - 1] != code - 1]
            ends = [code for place, code in enumerate(held) if place + 1 == len(held) or held[place + 1] != code + 1]
            return Font(path, families, tuple(starts), tuple(ends))
    return None


def _read(path: Path) -> tuple[tuple[str, ...], list[int]]:
    """The families of a file, and the letters of its first face: in a collection all faces hold the same."""
    blob = hb.Blob.from_file_path(path)
    faces = [hb.Face(blob, place) for place in range(hb.Face(blob).count)]
    return tuple(_family(face) for face in faces), sorted(faces[0].unicodes) if faces else []


def _family(face: hb.Face) -> str:
    names = hb.OTNameIdPredefined
    return face.get_name(names.TYPOGRAPHIC_FAMILY, "en") or face.get_name(names.FONT_FAMILY, "en") or ""


@lru_cache(maxsize=64)
def _shaper(path: Path, place: int) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(path), place))


def bold(path: Path) -> Path:
    """Where the bold brother of a regular file is, if there is one."""
    return path.with_stem(_REGULAR.sub("", path.stem) + "-Bold")


@lru_cache(maxsize=512)
def _chosen(needed: frozenset[str], folders: tuple[Path, ...]) -> tuple[Path, ...] | None:
    files, missing, chosen = _files(folders), set(needed), []
    for path in sorted(filter(_is_regular, files), key=lambda path: (_rank(path.stem, _scripts(needed)), str(path))):
        if not missing:
            break
        found = font(path)
        held = {letter for letter in missing if found and found.holds(letter)}
        if held:
            missing -= held
            chosen += [path, *_bold(path, held, files)]
    return tuple(chosen) if not missing else None


@cache
def _files(folders: tuple[Path, ...]) -> frozenset[Path]:
    """Every font file within the folders; a link that leads out of them is not followed."""
    roots = [folder.resolve() for folder in folders if folder.is_dir()]
    found = (Path(place, file) for root in roots for place, _, files in os.walk(root) for file in files)
    fonts = (path for path in found if path.suffix.lower() in SUFFIXES)
    return frozenset(path for path in fonts if any(path.resolve().is_relative_to(root) for root in roots))


def _is_regular(path: Path) -> bool:
    return not _OTHER_CUT.search(_REGULAR.sub("", path.stem))


def _bold(path: Path, held: set[str], files: frozenset[Path]) -> list[Path]:
    """The bold brother of a file, if it holds as much of what is needed."""
    brother = bold(path)
    found = font(brother) if brother in files else None
    return [brother] if found and all(found.holds(letter) for letter in held) else []


@lru_cache(maxsize=512)
def _scripts(needed: frozenset[str]) -> tuple[str, ...]:
    """The scripts of the letters but Latin, the one with the most letters first, as names of Noto fonts have them."""
    words = [name(letter, "").split(" ")[0] for letter in sorted(needed) if category(letter)[0] in "LM"]
    counted = Counter("CJK" if word in WIDE else word.title() for word in words if word not in ("", "LATIN", "COMBINING"))
    return tuple(script for script, _ in counted.most_common())


def _rank(stem: str, scripts: tuple[str, ...]) -> int:
    """The place of a font in the order in which they are tried."""
    stem = _REGULAR.sub("", stem)
    own = [f"NotoSans{script}" for script in scripts]
    order = [*own, "NotoSans", "NotoSansCJK"]
    if stem in order:
        return order.index(stem)
    return len(order) + (0 if stem.startswith("NotoSans") else 1 if stem.startswith("Noto") else 2)
