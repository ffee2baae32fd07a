"""The parser beneath `translations.grammar`: markdown-it-py's paragraphs and lists, with inline rules of our own.

Three rules differ from CommonMark's, each for a reason. `**` pairs with the nearest `**`: CommonMark also looks at the
letters around it, and then leaves the marks of **危険です。**すぐに standing. A line end between two Japanese or
Chinese letters is no space. Lists do not nest.
"""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# Each of these stands inside a [ ] of a regular expression.
KANJI = "々〆〇ヵヶ\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
KANA = "ぁ-ゖゝゞァ-ヺ・ーヽヾ"
WIDE = KANJI + "\u3000-\u30ff\u31f0-\u31ff\uff01-\uffef"  # letters and signs that take no spaces between them

_VALUE = re.compile(r"\{([a-z0-9.-]+)\}")
_LINK = re.compile(
    r"\[(?P<words>[^\[\]]+)\]"
    r"\((?P<kind>page|source|term|org):(?P<key>[a-z0-9][a-z0-9-]*(?:/[a-z0-9-]+)*(?P<anchor>#[a-z0-9-]+)?)\)"
)
_READING = re.compile(f"《([{KANA}]+)》")
_IS_KANJI = re.compile(f"[{KANJI}]")
_NO_SPACE = re.compile(rf"[{WIDE}}}][{WIDE}]|[{WIDE}]\{{")  # around a line end; the braces are a value's
# Control characters, halves of surrogate pairs and noncharacters: no HTML or XML may hold them.
_ILLEGAL = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with line ends as \\n and U+FFFD for each character that HTML may not hold."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


@lru_cache(maxsize=64)
def parse(text: str) -> tuple[Token, ...]:
    """The text as markdown-it tokens. Those of our own rules say in `meta["span"]` where in their block they stand.

    Each check of a text asks anew; so the last ones are kept, and nobody changes them.
    """
    parsed = _FULL.parse(clean(text))
    paragraphs: list[Token] = []
    for token in parsed:
        if token.type == "list_item_open":
            paragraphs = []
        elif token.tag == "p" and token.level == 2:  # in a list item
            paragraphs.append(token)
        elif token.type == "list_item_close":
            for paragraph in paragraphs:
                paragraph.hidden = len(paragraphs) == 2  # one paragraph, opened and closed, needs no <p>
    return tuple(parsed)


def parse_inline(text: str) -> list[Token]:
    """The text as one inline token, whatever its lines look like."""
    return _FULL.parseInline(clean(text).strip())


def parse_line(text: str) -> list[Token]:
    """The text as one inline token without strong words and links: their marks stay as typed."""
    return _PLAIN.parseInline(clean(text).strip())


def _value_rule(state: StateInline, silent: bool) -> bool:
    found = _VALUE.match(state.src, state.pos, state.posMax)
    if silent or not found:
        return False
    state.push("value", "", 0).meta = {"key": found[1], "span": found.span()}
    state.pos = found.end()
    return True


def _reading_rule(state: StateInline, silent: bool) -> bool:
    """`《かんじ》` and the whole run of kanji before it, which the text rule has already taken as pending text."""
    found = _READING.match(state.src, state.pos, state.posMax)
    pending = "" if silent or not found else state.pending
    cut = len(pending)
    while cut and _IS_KANJI.match(pending[cut - 1]):
        cut -= 1
    kanji = pending[cut:]
    if not kanji:
        return False
    start = state.pos
    for letter in reversed(kanji):  # one by one, since a line end may stand between them
        start = state.src.rindex(letter, 0, start)
    state.pending = pending[:cut]
    token = state.push("reading", "", 0)
    token.content, token.meta = kanji, {"kana": found[1], "span": (start, found.end())}
    state.pos = found.end()
    return True


def _strong_rule(state: StateInline, silent: bool) -> bool:
    """`**words**` up to the nearest `**`; no space inside the marks."""
    start = state.pos + 2
    end = state.src.find("**", start, state.posMax) if state.src.startswith("**", state.pos) else -1
    if silent or end <= start or state.src[start].isspace() or state.src[end - 1].isspace():
        return False
    _wrap(state, "strong", {}, (start, end), end + 2)
    return True


def _link_rule(state: StateInline, silent: bool) -> bool:
    """`[words](kind:key)`. The words hold no brackets, so links cannot nest; any other destination makes no link."""
    found = _LINK.match(state.src, state.pos, state.posMax)
    if silent or not found or not found["words"].strip() or (found["anchor"] and found["kind"] != "page"):
        return False
    _wrap(state, "link", {"kind": found["kind"], "key": found["key"]}, found.span("words"), found.end())
    return True


def _wrap(state: StateInline, name: str, meta: dict, inner: tuple[int, int], end: int) -> None:
    """Push an opening token, the tokens of what is inside, and a closing token, and go on at `end`."""
    opening, outer = state.pos, state.posMax
    tag = "a" if name == "link" else name
    state.push(f"{name}_open", tag, 1).meta = {**meta, "span": (opening, inner[0])}
    state.pos, state.posMax = inner
    state.md.inline.tokenize(state)
    state.push(f"{name}_close", tag, -1).meta = {"span": (inner[1], end)}
    state.pos, state.posMax = end, outer


def _line_end_rule(state: StateInline, silent: bool) -> bool:
    """A line end is a space, but nothing between letters of a script that has no spaces."""
    if silent or state.src[state.pos] != "\n":
        return False
    pending = state.pending.rstrip(" \t")
    after = state.pos
    while after < state.posMax and state.src[after] in " \t\n":
        after += 1
    state.pos = letter = after
    while letter < state.posMax and state.src[letter] in "*[":
        letter += 1
    if not _NO_SPACE.fullmatch((pending or _shown(state))[-1:] + state.src[letter : letter + 1]):
        pending += " "
    state.pending = pending
    return True


def _shown(state: StateInline) -> str:
    """The last text pushed so far, "}" for a value."""
    for token in reversed(state.tokens):
        if token.type == "value" or token.content:
            return token.content or "}"
    return ""


def _dash_list_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """CommonMark's list with "-" for its only mark, and none inside another one."""
    first = state.bMarks[start_line] + state.tShift[start_line]
    nested = state.level and state.sCount[start_line] >= state.blkIndent
    return state.src[first : first + 1] == "-" and not nested and list_block(state, start_line, end_line, silent)


def _parser(*, marks: bool) -> MarkdownIt:
    """CommonMark's paragraphs and text ("zero" has no other rule and no HTML) with the rules above."""
    parser = MarkdownIt("zero")
    parser.block.ruler.at("list", _dash_list_rule, {"alt": ["paragraph"]})
    parser.enable("list")
    rules = {"line_end": _line_end_rule, "value": _value_rule, "reading": _reading_rule}
    if marks:
        rules |= {"strong": _strong_rule, "key_link": _link_rule}
    for name, rule in rules.items():
        parser.inline.ruler.push(name, rule)
    parser.inline.add_terminator_char("《")
    return parser


_FULL = _parser(marks=True)
_PLAIN = _parser(marks=False)
