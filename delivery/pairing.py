"""Two languages side by side: the same page in both, cut into the same numbered lines. Pure.

Both texts come from one template, so they have the same headings, paragraphs and items in the same order. What carries an
id carries it in both, and what stands below it and below its last heading is counted by its kind: so a line that one language
lacks moves no other line.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = ("h1", "h2", "h3", "h4")
BLOCKS = {
    *HEADINGS, "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figure", "li", "nav", "ol", "p",
    "section", "summary", "table", "ul",
}  # fmt: skip
WHOLE = {"table", "figure"}  # stands in one piece, however many blocks are in it; so does what scrolls by itself
SCROLLS = "scroll"
LEFT_OUT = {"nav"}  # ways through the page; so are these, by class
WAYS = {"six", "hero"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "path", "rect", "circle", "line"}
TONES = ("warn", "hint")
COUNTED = ("p", "li", "dd", "text")
_ID = re.compile(r'\sid="([^"]*)"')


@dataclass
class Element:
    """One element of a page: its tag, its start tag as written, what is in it."""

    tag: str
    start: str = ""
    children: list["Element | str"] = field(default_factory=list)

    @property
    def html(self) -> str:
        end = "" if self.tag in VOID or self.start.endswith("/>") else f"</{self.tag}>"
        return f"{self.start}{self.inner}{end}"

    @property
    def inner(self) -> str:
        return "".join(child if isinstance(child, str) else child.html for child in self.children)

    @property
    def key(self) -> str:
        found = _ID.search(self.start)
        return found[1] if found else ""

    @property
    def classes(self) -> list[str]:
        found = re.search(r'\sclass="([^"]*)"', self.start)
        return found[1].split() if found else []

    @property
    def left_out(self) -> bool:
        """Whether it is a way through the page, or repeats for the eye what stands beside it in words."""
        drawn = self.tag in BLOCKS and 'aria-hidden="true"' in self.start
        return self.tag in LEFT_OUT or drawn or not WAYS.isdisjoint(self.classes)

    @property
    def holds_blocks(self) -> bool:
        inside = [child for child in self.children if isinstance(child, Element)]
        return any(child.tag in BLOCKS or child.left_out or child.holds_blocks for child in inside)


@dataclass(frozen=True)
class Unit:
    """One line of one column: under which key it is found again, its HTML without ids, and the ids that begin with it.

    The key is the nearest id, how many headings stand between that and the line, its kind, and its place among these.
    """

    key: tuple[str, int, str, int]
    html: str
    tone: str
    counted: bool
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of both columns; `number` is 0 for what needs none, a side is empty where its language has no such line.

    The number is that of the first column, and so the same whatever stands beside it.
    """

    number: int
    first: str
    second: str
    tone: str
    anchors: tuple[str, ...]


class _Reader(HTMLParser):
    """Reads well-formed HTML into elements, every sign of it kept."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=False)
        self.root = Element("main")
        self.open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = Element(tag, self.get_starttag_text())
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, self.get_starttag_text()))

    def handle_endtag(self, tag):
        if tag in {element.tag for element in self.open[1:]}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.open[-1].children.append(data)

    def handle_entityref(self, name):
        self.open[-1].children.append(f"&{name};")

    def handle_charref(self, name):
        self.open[-1].children.append(f"&#{name};")


def lines(first: str, second: str) -> list[Line]:
    """The lines of two columns, given the HTML of both. The numbers are those of the first column's lines."""
    ours, theirs = list(units(first)), {unit.key: unit for unit in units(second)}
    order = _merged([unit.key for unit in ours], list(theirs))
    mine = {unit.key: unit for unit in ours}
    found, number = [], 0
    for key in order:
        left, right = mine.get(key), theirs.get(key)
        either = left or right
        counted = bool(left and left.counted)
        number += counted
        found.append(
            Line(
                number if counted else 0,
                left.html if left else "",
                right.html if right else "",
                either.tone,
                left.anchors if left else (),
            )
        )
    return found


def _merged(ours: list[tuple], theirs: list[tuple]) -> list[tuple]:
    """Our keys in their order; a key that only they have follows the one that it follows there."""
    merged, place = list(ours), 0
    for key in theirs:
        if key in merged:
            place = merged.index(key) + 1
        else:
            merged.insert(place, key)
            place += 1
    return merged


def units(html: str) -> Iterator[Unit]:
    """The lines of one page, in their order."""
    counts: Counter = Counter()
    waiting: list[str] = []
    for scope, kind, content, tone, anchors in _pieces(_Reader(html).root, "", ""):
        waiting += anchors
        if not content.strip():
            continue
        tag = kind.partition(" ")[0]
        counts[scope] += tag in HEADINGS
        place = scope, counts[scope], kind
        counts[place] += 1
        yield Unit((*place, counts[place]), _ID.sub("", content), tone, tag in COUNTED, tuple(waiting))
        waiting = []


def _pieces(parent: Element, scope: str, tone: str) -> Iterator[tuple[str, str, str, str, list[str]]]:
    """(nearest id, kind, HTML, tone, ids that begin here) of all that is in an element; text outside of a block is one piece."""
    loose = ""
    for child in parent.children:
        block = isinstance(child, Element) and (child.tag in BLOCKS or child.holds_blocks or child.left_out)
        if not block:
            loose += child if isinstance(child, str) else child.html
            continue
        if loose.strip():
            yield scope, _loose(loose), loose, tone, []
        loose = ""
        if not child.left_out:
            yield from _block(child, child.key or scope, next((name for name in TONES if name in child.classes), tone))
    if loose.strip():
        yield scope, _loose(loose), loose, tone, []


def _loose(html: str) -> str:
    """What a piece outside of a block is: a picture has no number."""
    return "svg" if html.lstrip().startswith("<svg") else "text"


def _block(element: Element, scope: str, tone: str) -> Iterator[tuple[str, str, str, str, list[str]]]:
    own = [element.key] if element.key else []
    if element.tag in WHOLE or SCROLLS in element.classes or not element.holds_blocks:
        yield scope, " ".join([element.tag, *element.classes]), _leaf(element), tone, own
        return
    yield scope, "", "", tone, own
    yield from _pieces(element, scope, tone)


def _leaf(element: Element) -> str:
    """The block as it can stand alone: an item of a list becomes a paragraph that looks like one; no landmark stands twice."""
    if element.tag == "aside":
        return f"<div{element.start.removeprefix('<aside')}{element.inner}</div>"
    if element.tag in ("li", "dt", "dd", "summary"):
        classes = " ".join([element.tag, *element.classes])
        return f'<p class="{classes}">{element.inner}</p>' if element.inner.strip() else ""
    return element.html
