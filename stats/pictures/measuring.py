"""How much room words take in a picture that is shown with fonts of the reader's: roughly, and on the wide side. Pure.

Lines end at spaces and zero-width spaces, and between signs of Chinese and Japanese; a word that is wider than a line ends
between letters with all their marks.
"""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

# Of a script: its first and last character, the width of a letter, of a mark that takes room, and its line height, in em.
SCRIPTS = (
    ("\u0400", "\u052f", 0.66, 0.0, 1.4),  # Cyrillic
    ("\u0600", "\u08ff", 0.66, 0.2, 2.0),  # Arabic
    ("\u0900", "\u097f", 0.68, 0.28, 1.7),  # Devanagari
    ("\u0980", "\u0dff", 0.85, 0.5, 1.7),  # Bengali to Sinhala
    ("\u0e00", "\u0eff", 0.62, 0.62, 1.7),  # Thai and Lao
    ("\u1000", "\u109f", 0.8, 0.45, 2.0),  # Myanmar
    ("\u1780", "\u17ff", 0.72, 0.45, 2.0),  # Khmer
)
LATIN = ("", "", 0.59, 0.0, 1.4)
NARROW = {**dict.fromkeys("ijlI.,:;!|'’· \u00a0\u202f", 0.32), **dict.fromkeys('frt()[]-/"', 0.42)}
BROAD = dict.fromkeys("mwMW@%—–…жшщюыЖШЩЮЫ", 0.95)
BREAKS = " \u200b"
STACKERS = "\u1039\u17d2"  # join the next letter below this one
KILLERS = "\u1039\u103a"  # make the letter before them the end of its syllable
LEADING = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"  # vowels written before their consonant
NOT_FIRST = "、。，．・：；？！」』）】〉》〕ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々"
NOT_LAST = "「『（【〈《〔"


def width(text: str, size: float, bold: bool = False) -> float:
    """The estimated width of the text in letters of this size."""
    ems = sum(_em(before, letter) for before, letter in zip(" " + text, text, strict=False))
    return ems * size * (1.06 if bold else 1)


def step(text: str, size: float) -> int:
    """From line to line, by the tallest script of the text."""
    return round(size * max((_script(letter)[4] for letter in text), default=LATIN[4]))


def wrapped(text: str, room: float, size: float, most: int, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `room` by our estimate, `most` at most: what is left out of the last is three dots."""
    lines, line = [], ""
    for piece in _pieces(text):
        for part in _fitting(piece, room, size, bold):
            if line and width((line + part).rstrip(BREAKS), size, bold) > room:
                lines.append(line)
                line = ""
            line += part
    lines = [found.strip(BREAKS) for found in [*lines, line] if found.strip(BREAKS)]
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], room, size, bold)]
    return tuple(found.replace("\u200b", "") for found in lines)


def _em(before: str, letter: str) -> float:
    if letter in NARROW or letter in BROAD:
        return NARROW.get(letter) or BROAD[letter]
    kind = category(letter)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    script = _script(letter)
    if kind == "Mc":
        return script[3]
    return 0.3 if before in STACKERS else script[2] + (0.12 if kind == "Lu" else 0.0)


def _script(letter: str) -> tuple[str, str, float, float, float]:
    return next((script for script in SCRIPTS if script[0] <= letter <= script[1]), LATIN)


def _pieces(text: str) -> list[str]:
    """The text cut where a line may end; a space stays at the end of its piece."""
    pieces = [""]
    for before, letter in zip(" " + text, text, strict=False):
        wide = east_asian_width(before) in "WF" or east_asian_width(letter) in "WF"
        if before in BREAKS or (wide and before not in NOT_LAST and letter not in NOT_FIRST + BREAKS):
            pieces.append("")
        pieces[-1] += letter
    return [piece for piece in pieces if piece]


def _fitting(piece: str, room: float, size: float, bold: bool) -> Iterator[str]:
    """The piece, or if it is wider than a line, parts of it that are not."""
    if width(piece.rstrip(BREAKS), size, bold) <= room:
        yield piece
        return
    part = ""
    for letter in _letters(piece):
        if part and width(part + letter, size, bold) > room:
            yield part
            part = ""
        part += letter
    yield part


def _letters(text: str) -> list[str]:
    """The text cut between its letters; marks, and what is written with a letter, stay with it."""
    found = [""]
    for place, letter in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 3]
        joined = category(letter)[0] == "M" or category(letter) == "Cf" or before in (*STACKERS, *LEADING, "\u200d")
        closes = any(mark in KILLERS for mark in after) and category(letter) == "Lo" and category(after[0])[0] == "M"
        if not (joined or closes):
            found.append("")
        found[-1] += letter
    return [letters for letters in found if letters]


def _shortened(line: str, room: float, size: float, bold: bool) -> str:
    letters = _letters(line)
    while letters and width("".join(letters) + "…", size, bold) > room:
        letters.pop()
    return "".join(letters).rstrip(BREAKS) + "…"
