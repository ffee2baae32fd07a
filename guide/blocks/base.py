"""The structured rows below a section: each block loads its rows, fills in their words, and says on which facts they rest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from guide.queries import over
from guide.words import Words
from sources.validity import boundaries, holds


@dataclass
class Block:
    """What stands below a section: the data for its template and the facts that it rests on.

    `gone`: the anchors of rows that held once; `days`: those on which one of its rows begins or ends.
    """

    data: dict
    facts: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)


Loader = Callable[[Words, str], Block]
LOADERS: dict[str, Loader] = {}


def block(name: str) -> Callable[[Loader], Loader]:
    """Register the loader of a block under the name that sections use."""

    def keep(loader: Loader) -> Loader:
        LOADERS[name] = loader
        return loader

    return keep


def load(name: str, words: Words, page: str) -> Block:
    """The block of that name on that page; an empty one for a section without."""
    return LOADERS[name](words, page) if name else Block({})


def filled(row: dict, words: Words) -> dict:
    """A row with its texts as HTML beside the plain ones: text → html, summary → summary_html."""
    shown = dict(row)
    if "name_ja" in row and words.japanese:
        shown["name_ja"] = ""  # a Japanese page says it already
    for name in ("title", "label"):
        if name in row:
            shown[name] = words.line(row[name])
    if "summary" in row:
        shown["summary_html"] = words.inline(row["summary"])
    if "text" in row:
        shown["html"] = words.block(row["text"])
    return shown


def facts_of(*groups: list[dict]) -> list[str]:
    """The facts that rows name, in order."""
    return [key for group in groups for row in group for key in row["facts"]]


def holding(rows: list[dict], words: Words) -> list[dict]:
    """The rows that hold on the day of the page."""
    return [row for row in rows if holds(row, words.reading.day)]


def gone(rows: list[dict], words: Words) -> list[str]:
    """The anchors of the rows that held once."""
    return [row["key"] for row in rows if over(row, words.reading.day)]


def turning(rows: list[dict]) -> list[date]:
    """The days on which one of the rows begins or ends."""
    return [day for row in rows for day in boundaries(row)]
