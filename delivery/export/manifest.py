"""What an export consists of: a line of JSON for each file, and one before them that says whether it is whole. Pure.

A later line for a file counts instead of an earlier one: while an export is written, lines are added before their files are.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

NAME = "manifest.jsonl"
FORMAT = 1
_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_HASH = re.compile(r"[0-9a-f]{64}")


class Unreadable(ValueError):
    """This is no manifest, or one of another format."""


@dataclass(frozen=True)
class Entry:
    """One file: where it is below the folder, which address it is of, the hash and size of its bytes, how they are packed,
    the day that it shows, of which generation of pages it is, and what is said with it beyond the rules."""

    path: str
    address: str
    sha256: str
    size: int
    coding: str
    day: str
    made: str
    beyond: dict[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """The ETag under which the site itself sends these bytes."""
        return f'"{self.sha256[:32]}"'

    def line(self) -> str:
        about = {name: value for name, value in vars(self).items() if name != "beyond"} | {"etag": self.etag}
        return json.dumps(about | ({"beyond": self.beyond} if self.beyond else {}), separators=(",", ":")) + "\n"


def head(whole: bool, **about: str | int) -> str:
    """The first line."""
    return json.dumps({"manifest": FORMAT, "whole": whole, **about}, separators=(",", ":")) + "\n"


def read(text: str) -> tuple[dict, dict[str, Entry]]:
    """The first line, and the files by path. A last line that was not finished is none. Raises Unreadable."""
    first, *lines = text.split("\n")
    try:
        about = json.loads(first)
        if not isinstance(about, dict) or about.get("manifest") != FORMAT:
            raise Unreadable("its first line is not that of such a manifest")
        return about, {entry.path: entry for entry in map(_entry, lines[:-1])}
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise Unreadable(f"a line cannot be read: {error}") from error


def _entry(line: str) -> Entry:
    found = json.loads(line)
    found.pop("etag", None)
    entry = Entry(**found)
    if not _PATH.fullmatch(entry.path) or entry.path == NAME or not _HASH.fullmatch(entry.sha256):
        raise Unreadable(f"{entry.path} is no file of an export")
    return entry


def by_address(entries: Iterable[Entry]) -> dict[str, dict[str, Entry]]:
    """The files of each address, by how they are packed."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        found.setdefault(entry.address, {})[entry.coding] = entry
    return found
