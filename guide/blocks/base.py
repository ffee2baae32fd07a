"""The structured rows below a section: each block loads its rows, fills in their words, and says on which facts they rest."""

from collections.abc import Callable
from dataclasses import dataclass, field

from guide.words import Words


@dataclass
class Block:
    """What stands below a section: the data for its template and the facts that it rests on."""

    data: dict
    facts: list[str] = field(default_factory=list)


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
