"""What is wrong with a text, before it is saved: one check for the admin, an import and the fixtures.

It returns codes and positions, never words for an editor. A text without problems is one that `translations.grammar`
prints as it was meant: no mark is left standing and no key is unknown. Pure, like the grammar.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from translations.numerals import MARK, figures
from translations.parsing import KANA, clean, parse, parse_inline

MAX_LENGTH = 20_000

UNKNOWN_VALUE = "unknown-value"  # {key} that nothing stands for, or with letters that no key has
UNKNOWN_LINK = "unknown-link"  # [words](anything but a known page:, source:, term: or org:)
UNCLOSED_BRACE = "unclosed-brace"
RAW_HTML = "raw-html"
RAW_URL = "raw-url"
HEADING = "heading"
IMAGE = "image"
LIST = "list"  # with another mark than "-", inside another list, or where no list can stand
EMPTY_ITEM = "empty-item"
UNSUPPORTED_MARK = "unsupported-mark"  # one that would be printed as it stands: * ** _ ` \ > | [ ]
MARKS_IN_LINE = "marks-in-line"  # strong words or a link in a title or a label
LINE_BREAK = "line-break"  # in a line; in inline text, an empty line
READING_WITHOUT_KANJI = "reading-without-kanji"
READING_NOT_KANA = "reading-not-kana"
READING_OUTSIDE_JAPANESE = "reading-outside-japanese"
UNCLOSED_READING = "unclosed-reading"
DIGITS = "digits"  # which ones: translations.numerals
NOT_NFC = "not-nfc"
CONTROL_CHARACTER = "control-character"  # also tabs, \r, private use, U+FFFD, overrides of the direction
ZERO_WIDTH = "zero-width"  # except where a script is written with it
TOO_LONG = "too-long"

Mode = Literal["block", "inline", "line"]

_OTHER = "\1"  # stands for each letter of a value or a reading
_JAPANESE_READINGS = r"| (?P<reading_not_kana>《[^《》\n]*》) | (?P<unclosed_reading>[《》])"  # others write 《titles》


def _left_standing(readings: str) -> re.Pattern:
    """What the grammar prints as it stands. The group that matches names the code."""
    return re.compile(
        rf"""
          ^[ \t]*(?:
              (?P<heading>\#{{1,6}}(?=[ \t]|$)|(?:=+|-{{2,}})(?=[ \t]*$))
            | (?P<list>(?:[-*+]|\d{{1,9}}[.)])(?=[ \t]|$))
            | (?P<unsupported_mark>[>|])
          )
        | (?P<image>!\[)
        | \[[^\[\]]*\]\((?P<unknown_link>[^()\s]*)\)?
        | (?P<raw_html><[A-Za-z/!?][^<>\n]*>?|&(?:\#\w+|[A-Za-z]\w*);)
        | (?P<raw_url>(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://[^\s<>(){MARK}]*
            |(?<![A-Za-z0-9])(?:mailto:|www\.)[^\s<>(){MARK}]+
            |(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+
            |(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]+\.)+(?:jp|com|org|net|gov|edu|info)(?![A-Za-z0-9]))
        | \{{(?P<unknown_value>[^{{}}\s]+)\}}
        | (?P<unclosed_brace>[{{}}])
        | (?P<reading_without_kanji>《[{KANA}]+》)
        {readings}
        | (?P<other_mark>\*+|`+|~~+|\\|__+|(?<!\w)_(?=\S)|[\[\]])
        """,
        re.VERBOSE | re.MULTILINE,
    )


_LEFT_STANDING = {True: _left_standing(_JAPANESE_READINGS), False: _left_standing("")}
_CODES = {"other_mark": UNSUPPORTED_MARK}  # where it is not the group's name

_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\uf8ff\ufdd0-\ufdef\ufffd-\uffff"
    "\U000e0000-\U000e00ff\U000e01f0-\U0010ffff]"
)
# What no one sees: joiners between letters of a script that joins, U+200B in one without spaces, and the two marks of
# direction in a text that runs from the right are part of how words are written. The rest came in by copying.
_JOINING, _UNSPACED = (
    "[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u1800-\u18af]",
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]",
)
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u2060-\u2064\u3164\ufeff\uffa0]"
    f"|(?<!{_JOINING})[\u200c\u200d](?!{_JOINING})|(?<!{_UNSPACED})\u200b(?!{_UNSPACED})"
)
_DIRECTION = re.compile("[\u200e\u200f]")
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff]")


@dataclass(frozen=True)
class Problem:
    """`detail` is what stands there, or its key; `position` counts the letters of the text from 0."""

    code: str
    detail: str
    position: int


def problems(
    text: str,
    mode: Mode,
    values: Container[str],
    links: Callable[[str, str], bool],
    japanese: bool,
    source: str = "",
) -> list[Problem]:
    """Everything wrong with a text, in its order; an empty list where nothing is.

    `links(kind, key)` says whether a link leads somewhere; `source` is the text that this one translates, whose plain
    numbers it may write too.
    """
    if len(text) > MAX_LENGTH:
        return [Problem(TOO_LONG, str(len(text)), MAX_LENGTH)]
    found = list(_letters(text))
    text = clean(text)
    found += _breaks(text, mode)
    source = "\n".join(child.content for token in parse(source) for child in token.children or [])  # without its keys
    tokens = parse(text) if mode == "block" else parse_inline(text)
    starts = [0, *(line_end.end() for line_end in re.finditer("\n", text)), len(text) + 1]
    indent = text[: len(text) - len(text.lstrip())].count("\n")
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            first = token.map[0] if mode == "block" else indent
            place = _positions(text, token.content, starts[first:])
            inside = [*_tokens(token, mode, values, links, japanese), *_literal(token, japanese, source)]
            found += [Problem(code, detail, place[position]) for code, detail, position in inside]
        elif token.type == "list_item_close" and before.type == "list_item_open":
            found.append(Problem(EMPTY_ITEM, "", starts[before.map[0]]))
    return sorted(found, key=lambda problem: problem.position)


def _letters(text: str) -> Iterator[Problem]:
    """Problems of single letters, anywhere in the text."""
    unseen = [*_UNSEEN.finditer(text), *([] if _FROM_THE_RIGHT.search(text) else _DIRECTION.finditer(text))]
    for code, letters in ((CONTROL_CHARACTER, _CONTROL.finditer(text)), (ZERO_WIDTH, unseen)):
        for letter in letters:
            yield Problem(code, f"U+{ord(letter[0]):04X}", letter.start())
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        same = next((i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(composed))
        yield Problem(NOT_NFC, text[same : same + 1], same)


def _breaks(text: str, mode: Mode) -> Iterator[Problem]:
    """Line ends where there is one line only, empty lines where there is one paragraph only."""
    pattern = {"block": r"(?!)", "inline": r"\n(?=[ \t]*\n)", "line": r"\n"}[mode]
    yield from (Problem(LINE_BREAK, "", line_end.start()) for line_end in re.finditer(pattern, text.rstrip()))


def _positions(text: str, content: str, starts: list[int]) -> list[int]:
    """Where in the text each letter of a block stands; `starts` are those of the lines, from its first one on."""
    positions = []
    for line, start, end in zip(content.split("\n"), starts, starts[1:], strict=False):
        words = line.lstrip(" \t")
        first = text.rfind(words, start, end) - (len(line) - len(words))
        positions += [max(start, first + offset) for offset in range(len(line) + 1)]
    return positions


def _tokens(
    block: Token, mode: Mode, values: Container[str], links: Callable[[str, str], bool], japanese: bool
) -> Iterator[tuple[str, str, int]]:
    """Problems of what the grammar has understood."""
    for token in block.children or []:
        if token.type == "value" and token.meta["key"] not in values:
            yield UNKNOWN_VALUE, token.meta["key"], token.meta["span"][0]
        elif token.type == "reading" and not japanese:
            yield READING_OUTSIDE_JAPANESE, token.content, token.meta["span"][0]
        elif token.type == "link_open" and not links(token.meta["kind"], token.meta["key"]):
            yield UNKNOWN_LINK, f"{token.meta['kind']}:{token.meta['key']}", token.meta["span"][0]
        if token.type == "link_open" and block.content[: token.meta["span"][0]].endswith("!"):
            yield IMAGE, "![", token.meta["span"][0] - 1
        if mode == "line" and token.nesting > 0:
            yield MARKS_IN_LINE, "**" if token.type == "strong_open" else "[", token.meta["span"][0]


def _literal(block: Token, japanese: bool, source: str) -> Iterator[tuple[str, str, int]]:
    """Problems of the rest, which is printed as it stands."""
    letters, titles, opened = list(block.content), [], 0
    for token in block.children or []:
        start, end = token.meta.get("span", (0, 0))
        letters[start:end] = (MARK if token.nesting else _OTHER) * (end - start)
        if token.type == "link_open":
            opened = end
        elif token.type == "link_close":
            titles.append(range(opened, start))
    text = "".join(letters)
    for found in _LEFT_STANDING[japanese].finditer(text):
        code = _CODES.get(found.lastgroup, found.lastgroup.replace("_", "-"))
        if code == READING_WITHOUT_KANJI and not japanese:
            code = READING_OUTSIDE_JAPANESE
        yield code, found[found.lastgroup].replace(MARK, "").replace(_OTHER, ""), found.start(found.lastgroup)
    yield from ((DIGITS, detail, position) for position, detail in figures(text, titles, source))
