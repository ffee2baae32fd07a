"""How much room words take in a drawing, and where they break. Pure: standard library only.

The server has no fonts of the reader's, so widths are estimated from bold Noto faces, on the wide side. Lines break at spaces, at
zero-width spaces and between characters of Chinese and Japanese. A word that is still too long makes the letters of its label
smaller; before they would be smaller than `SMALLEST`, scripts that write no spaces break between clusters of letters.
"""

from dataclasses import dataclass, replace
from itertools import islice, takewhile
from unicodedata import category, east_asian_width

SIZE = 14
SMALLEST = 11
ZWSP = "\u200b"

# Of a script: its first and last character, the width of a letter, of a mark that takes room, and its line height, in em.
SCRIPTS = (
    ("\u0400", "\u052f", 0.72, 0.0, 1.3),  # Cyrillic
    ("\u0600", "\u077f", 0.78, 0.2, 2.0),  # Arabic
    ("\u0900", "\u097f", 0.82, 0.28, 1.6),  # Devanagari
    ("\u0980", "\u09ff", 0.78, 0.5, 1.6),  # Bengali
    ("\u0d80", "\u0dff", 1.0, 0.65, 1.6),  # Sinhala
    ("\u0e00", "\u0e7f", 0.65, 0.65, 1.6),  # Thai
    ("\u0e80", "\u0eff", 0.75, 0.75, 1.6),  # Lao
    ("\u1000", "\u109f", 0.72, 0.5, 1.9),  # Myanmar
    ("\u1780", "\u17ff", 0.72, 0.45, 1.8),  # Khmer
)
LATIN = ("", "", 0.7, 0.0, 1.3)
WIDE = {
    **dict.fromkeys("mwMW@%—…жшщыюмфљњ", 0.98),
    **dict.fromkeys("ЖШЩЫЮМ", 1.12),
    **dict.fromkeys("ကဃဆဈညတထဘယလသဟဢအဏ", 1.14),
    **dict.fromkeys("ឃញយលសហឈណ", 1.1),
    **dict.fromkeys("ฌญฒณ", 0.92),
    **dict.fromkeys("आऑओऔ", 1.03),
}
NARROW = {**dict.fromkeys("ijlI.,:;!|'’· \u00a0", 0.36), **dict.fromkeys('frtJ()[]-/"', 0.48)}
STACKERS = "\u1039\u17d2"  # join the next letter below this one
KILLERS = "\u1039\u103a"  # make the letter before them the end of its syllable
LEADING = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"  # vowels written before their consonant
SPACELESS = "\u0e00", "\u0eff", "\u1000", "\u109f", "\u1780", "\u17ff"  # Thai and Lao, Myanmar, Khmer
NOT_FIRST = "、。，．・：；？！」』）】〉》〕ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々"
NOT_LAST = "「『（【〈《〔"


@dataclass(frozen=True)
class Words:
    """One line of a label; its letters stand on `y`."""

    text: str
    y: int


@dataclass(frozen=True)
class Label:
    """Lines of words centered at `x`, from `top` to `bottom`, with letters of `size`."""

    words: tuple[Words, ...]
    x: int
    top: int
    bottom: int
    size: int

    def lowered(self, by: int) -> "Label":
        words = tuple(Words(line.text, line.y + by) for line in self.words)
        return replace(self, words=words, top=self.top + by, bottom=self.bottom + by)


def label(text: str, x: int, top: int, width: int, size: int = SIZE) -> Label:
    """The text in lines no wider than `width` by our estimate, in letters of `size` or as small as its longest word needs."""
    size, lines = wrapped(text, width, size)
    step = round(size * max((_script(char)[4] for char in text), default=1.3))
    foot = top + (step - size) // 2 + round(size * 0.85)
    words = tuple(Words(line, foot + number * step) for number, line in enumerate(lines))
    return Label(words, x, top, top + step * len(lines), size)


def wrapped(text: str, width: int, size: int = SIZE) -> tuple[int, tuple[str, ...]]:
    """The size of the letters and the lines of the text, without its spaces and zero-width spaces at breaks."""
    pieces = _pieces(text)
    fitting = _fitting(pieces, width, size)
    if fitting < SMALLEST and any(_spaceless(char) for char in text):
        pieces = [part for piece in pieces for part in _clusters(piece)]
        fitting = _fitting(pieces, width, size)
    lines = _filled(pieces, width / fitting)
    longest = max((em_width(piece.rstrip()) for piece in pieces), default=0)
    for narrower in range(width, 0, -4):  # as narrow as the number of lines allows, so that no word stands alone
        if narrower / fitting < longest or len(even := _filled(pieces, narrower / fitting)) > len(lines):
            break
        lines = even
    return fitting, tuple(line.replace(ZWSP, "") for line in lines)


def _filled(pieces: list[str], width: float) -> list[str]:
    """The pieces in lines, each as full as `width` em allow."""
    lines, line = [], ""
    for piece in pieces:
        if line and em_width((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def em_width(text: str) -> float:
    """The estimated width of the text in em."""
    return sum(_char_width(char, before) for before, char in zip(" " + text, text, strict=False))


def _fitting(pieces: list[str], width: int, size: int) -> int:
    longest = max((em_width(piece.rstrip()) for piece in pieces), default=0)
    return max(1, min(size, int(width / longest) if longest else size))


def _char_width(char: str, before: str) -> float:
    if char in WIDE:
        return 0.3 if before in STACKERS else WIDE[char]
    if char in NARROW:
        return NARROW[char]
    kind = category(char)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if east_asian_width(char) in "WF":
        return 1.0
    script = _script(char)
    if kind == "Mc":
        return script[3]
    if before in STACKERS:
        return 0.3
    return script[2] + (0.2 if kind == "Lu" else 0.0)


def _script(char: str) -> tuple[str, str, float, float, float]:
    return next((script for script in SCRIPTS if script[0] <= char <= script[1]), LATIN)


def _spaceless(char: str) -> bool:
    return any(first <= char <= last for first, last in zip(SPACELESS[::2], SPACELESS[1::2], strict=True))


def _pieces(text: str) -> list[str]:
    """The text cut where a line may end; a space or zero-width space stays at the end of its piece.

    Where a writer says by zero-width spaces where a Japanese line may end, it ends nowhere else.
    """
    pieces = [""]
    anywhere = ZWSP not in text
    for before, char in zip(" " + text, text, strict=False):
        wide = east_asian_width(before) in "WF" or east_asian_width(char) in "WF"
        if (
            before in " " + ZWSP
            or (before == "-" and char.isalpha())
            or (wide and anywhere and before not in NOT_LAST and char not in NOT_FIRST + " " + ZWSP)
        ):
            pieces.append("")
        pieces[-1] += char
    return [piece for piece in pieces if piece]


def _clusters(piece: str) -> list[str]:
    """The piece cut before every letter that begins a cluster of its own."""
    parts = [""]
    for place, char in enumerate(piece):
        before = piece[place - 1] if place else ""
        marks = takewhile(lambda following: category(following)[0] == "M", piece[place + 1 :])
        begins = _spaceless(char) and category(char)[0] == "L" and before not in STACKERS + LEADING
        if before and begins and not any(mark in KILLERS for mark in islice(marks, 2)):
            parts.append("")
        parts[-1] += char
    return parts
